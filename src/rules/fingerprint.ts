// The stable identity of a verdict: it survives edits that move lines, retag images or reorder elements.
import { hash } from 'node:crypto';
import type { Subject } from '../model/subject.ts';
import { subjects } from '../model/subjects.ts';
import { elementType } from './field-paths.ts';

/** Makes fingerprints for one target; verdicts that nothing tells apart are numbered in their order. */
export function fingerprints(target: string): (rule: string, subject: Subject, key?: readonly unknown[]) => string {
  const seen = new Map<string, number>();
  return (rule, subject, key = []) => {
    const identity = JSON.stringify([rule, target, subject.kind, subject.id, ...key]);
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    return hash('sha256', count === 0 ? identity : `${identity}#${count}`).slice(0, 32);
  };
}

/** What tells an element of a list from the others, whatever its position: the key fields of its type, or the scalar itself. */
export function elementKey(subject: Subject, list: string, element: unknown): unknown[] {
  const { fields, elements } = subjects[subject.kind];
  const type = elementType(fields[list]?.type) ?? '';
  const key = Object.hasOwn(elements, type) ? elements[type]?.key : undefined;
  if (key === undefined) return [list, element ?? null];
  const values = typeof element === 'object' && element !== null ? (element as Readonly<Record<string, unknown>>) : {};
  return [list, ...key.map((field) => values[field] ?? null)];
}
