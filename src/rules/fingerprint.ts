// The stable identity of verdicts: it survives edits that move lines, retag images or reorder elements.
import { hash } from 'node:crypto';
import type { Subject } from '../model/subject.ts';
import { subjects } from '../model/subjects.ts';
import { elementType } from './field-paths.ts';

/** Names the verdicts about one subject. */
export interface Identity {
  /** The fingerprint of the verdict of a rule, on the subject itself or on the element of a list at this place. */
  fingerprint(rule: string, list?: string, index?: number): string;
}

/** The identity of a subject in a target. `twin` counts the subjects before it that go by the same kind and id. */
export function identify(target: string, subject: Subject, twin: number): Identity {
  const { kind, id } = subject;
  let text: string | undefined;
  const keys = new Map<string, readonly string[]>();

  function keyOf(list: string, index: number): string {
    const known = keys.get(list) ?? elementKeys(subject, list);
    keys.set(list, known);
    return known[index] ?? '';
  }

  return {
    fingerprint(rule, list, index) {
      const key = list === undefined || index === undefined ? '' : keyOf(list, index);
      text ??= JSON.stringify(twin === 0 ? [target, kind, id] : [target, kind, id, twin]);
      return hash('sha256', `${rule} ${text} ${key}`).slice(0, 32);
    },
  };
}

/** What tells the elements of a list from each other, whatever their position; elements with equal keys are counted. */
function elementKeys(subject: Subject, list: string): string[] {
  const elements: unknown = (subject.facts as Readonly<Record<string, unknown>>)[list];
  const twins = new Map<string, number>();
  return (Array.isArray(elements) ? elements : []).map((element: unknown) => {
    const key = elementKey(subject, list, element);
    const twin = twins.get(key) ?? 0;
    twins.set(key, twin + 1);
    return twin === 0 ? key : `${key} ${twin}`;
  });
}

/** The key fields of the type of an element, or the scalar itself. */
function elementKey({ kind }: Subject, list: string, element: unknown): string {
  const { fields, elements } = subjects[kind];
  const type = elementType(fields[list]?.type) ?? '';
  const key = Object.hasOwn(elements, type) ? elements[type]?.key : undefined;
  if (key === undefined) return JSON.stringify([list, element]);
  const values = typeof element === 'object' && element !== null ? (element as Readonly<Record<string, unknown>>) : {};
  return JSON.stringify([list, ...key.map((field) => values[field])]);
}
