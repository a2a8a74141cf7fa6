// Random facts of subjects and policies, of which any may be absent.
import fc from 'fast-check';
import type { Fields, FieldType } from '../../src/model/fields.ts';
import { policyFields } from '../../src/model/policy.ts';
import type { SubjectKind } from '../../src/model/subject.ts';
import { subjects } from '../../src/model/subjects.ts';

export type Facts = Record<string, unknown>;

const words = fc.constantFrom(
  ...['', 'linux', 'host', 'ALL', 'SYS_ADMIN', 'bind', '/etc', '/', '/run/docker.sock', 'latest', 'apparmor', 'tmpfs'],
  ...['a b', 'always', '../x', 'tcp://x', '0', '17', '1.5', 'true', 'É', '😀a'],
);

const elementFields = new Map(
  Object.values(subjects).flatMap(({ elements }) =>
    Object.entries(elements).map(([name, { fields }]) => [name, fields]),
  ),
);

function anyOf(type: FieldType): fc.Arbitrary<unknown> {
  if (type === 'bool') return fc.boolean();
  if (type === 'int') return fc.constantFrom(-3, -1, 0, 1, 2, 7, 22, 80, 1024, 65_535);
  if (type === 'double') return fc.constantFrom(0, 0.5, 1, 2, -1.5);
  if (type === 'string') return words;
  if (type === 'map<string,string>') return fc.dictionary(fc.constantFrom('a', 'b', ''), words, { maxKeys: 2 });
  if (type.startsWith('list<')) return fc.array(anyOf(type.slice(5, -1)), { maxLength: 3 });
  return factsOf(elementFields.get(type) ?? {});
}

/** Facts of which any may be absent. */
function factsOf(fields: Fields): fc.Arbitrary<Facts> {
  const values = Object.entries(fields).map(([name, { type }]) => [name, anyOf(type)] as const);
  return fc.record(Object.fromEntries(values), { requiredKeys: [] });
}

/** Facts of a subject of a kind. */
export const randomFacts = (kind: SubjectKind) => factsOf(subjects[kind].fields);

export const randomContainer = randomFacts('container');
export const randomPolicy = factsOf(policyFields);

/** The same facts with some elements of the named lists of words not known; a `true` loses the element at its place. */
export function forgetElements(facts: Facts, lists: readonly string[], lost: readonly boolean[]): Facts {
  const copy = { ...facts };
  for (const name of lists) {
    const list = copy[name];
    if (Array.isArray(list)) copy[name] = list.map((item: unknown, index) => (lost[index] === true ? undefined : item));
  }
  return copy;
}
