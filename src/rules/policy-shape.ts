// The shape of `policy:` in profiles and settings, derived from the declared policy fields.
import * as v from 'valibot';
import type { FieldType } from '../model/fields.ts';
import { policyFields } from '../model/policy.ts';

type Shape<T extends FieldType> = T extends 'bool'
  ? v.GenericSchema<boolean>
  : T extends 'string'
    ? v.GenericSchema<string>
    : T extends 'list<string>'
      ? v.GenericSchema<string[]>
      : v.GenericSchema<number | string, number>;

type PolicyEntries = {
  [K in keyof typeof policyFields]: v.ExactOptionalSchema<Shape<(typeof policyFields)[K]['type']>, undefined>;
};

const UNITS: Readonly<Record<string, number>> = { b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/** Bytes of a size such as `512m` or `2 GiB`; units are powers of 1024, as the engine reads them. */
function parseSize(size: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(?:([bkmgt])(?:i?b)?)?$/i.exec(size.trim());
  const unit = UNITS[match?.[2]?.toLowerCase() ?? 'b'];
  return match === null || unit === undefined ? undefined : Math.trunc(Number(match[1]) * unit);
}

const text = v.pipe(v.string(), v.nonEmpty('must not be empty'));
const bytes = v.pipe(
  v.union([v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must not be negative')), text]),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const size = typeof dataset.value === 'number' ? dataset.value : parseSize(dataset.value);
    if (size !== undefined) return size;
    addIssue({ message: 'is no size; write bytes or a text such as 512m' });
    return NEVER;
  }),
);
const number = v.pipe(v.number(), v.finite('must be a finite number'), v.minValue(0, 'must not be negative'));

function shapeOf(name: string, type: FieldType): v.GenericSchema<unknown, unknown> {
  if (type === 'bool') return v.boolean();
  if (type === 'string') return text;
  if (type === 'list<string>') return v.array(text);
  if (type === 'double') return number;
  return name.endsWith('Bytes') ? bytes : v.pipe(number, v.integer('must be a whole number'));
}

/** Shape of a policy: every declared field, all of them optional. */
export const policyShape = v.pipe(
  v.strictObject(policyEntries()),
  v.description(
    'What the organisation allows and asks for; a field left out is not known, and rules that need it answer unknown.',
  ),
);

function policyEntries(): PolicyEntries {
  const entries: Record<string, v.GenericSchema> = {};
  for (const [name, field] of Object.entries(policyFields)) {
    entries[name] = v.exactOptional(v.pipe(shapeOf(name, field.type), v.description(field.doc)));
  }
  return entries as PolicyEntries;
}
