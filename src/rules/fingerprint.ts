// The stable identity of a verdict: it survives edits that move lines, retag images or reorder elements.
import { hash } from 'node:crypto';
import type { Subject } from '../model/subject.ts';
import { subjects } from '../model/subjects.ts';
import { elementType } from './field-paths.ts';

/** What all fingerprints of a subject share. `twin` counts the subjects before it that go by the same kind and id. */
export function subjectIdentity(target: string, { kind, id }: Subject, twin: number): string {
  return JSON.stringify(twin === 0 ? [target, kind, id] : [target, kind, id, twin]);
}

/** The fingerprint of the verdict of a rule; `key` tells elements apart, and `twin` those with equal keys. */
export function fingerprintOf(rule: string, identity: string, key = '', twin = 0): string {
  return hash('sha256', twin === 0 ? `${rule} ${identity} ${key}` : `${rule} ${identity} ${key} ${twin}`).slice(0, 32);
}

/** What tells an element of a list from the others, whatever its position: the key fields of its type, or the scalar itself. */
export function elementKey({ kind }: Subject, list: string, element: unknown): string {
  const { fields, elements } = subjects[kind];
  const type = elementType(fields[list]?.type) ?? '';
  const key = Object.hasOwn(elements, type) ? elements[type]?.key : undefined;
  if (key === undefined) return JSON.stringify([list, element]);
  const values = typeof element === 'object' && element !== null ? (element as Readonly<Record<string, unknown>>) : {};
  return JSON.stringify([list, ...key.map((field) => values[field])]);
}
