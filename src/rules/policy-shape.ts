// The shape of `policy:` in profiles and settings, derived from the declared policy fields.
import * as v from 'valibot';
import { InputError } from '../model/errors.ts';
import type { FieldType } from '../model/fields.ts';
import { policyFields } from '../model/policy.ts';
import { parseSize } from '../parse/size.ts';

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

const text = v.pipe(v.string(), v.nonEmpty('must not be empty'));
const bytes = v.pipe(
  v.union([v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must not be negative')), text]),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const size = typeof dataset.value === 'number' ? dataset.value : bytesOf(dataset.value);
    if (size !== undefined) return size;
    addIssue({ message: 'is no size; write bytes or a text such as 512m' });
    return NEVER;
  }),
);
/** Bytes, as a number or as a size with its unit. */
export const bytesShape: Shape<'int'> = bytes;
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

function bytesOf(size: string): number | undefined {
  try {
    const bytes = Number(parseSize(size));
    return bytes < 0 ? undefined : bytes;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
