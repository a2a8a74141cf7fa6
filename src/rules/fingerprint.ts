// The stable identity of verdicts: it survives edits that move lines, retag images or reorder elements.
import { hash } from 'node:crypto';
import type { Subject, SubjectKind } from '../model/subject.ts';
import { subjects } from '../model/subjects.ts';
import { elementType } from './field-paths.ts';

/** An element of a list of a subject. */
export interface ElementPlace {
  readonly list: string;
  readonly values: readonly unknown[];
  readonly index: number;
}

/** Names the verdicts about one subject. */
export interface Identity {
  /** The fingerprint of the verdict of a rule, on the subject itself or on an element. */
  fingerprint(rule: string, element?: ElementPlace): string;
  /** The same without the target. */
  identity(rule: string, element?: ElementPlace): string;
}

/** The keys of the lists that were asked for. */
const known = new WeakMap<readonly unknown[], readonly string[]>();

/** The identity of a subject in a target. `twin` counts the subjects before it that go by the same kind and id. */
export function identify(target: string, { kind, id }: Pick<Subject, 'kind' | 'id'>, twin: number): Identity {
  const own = twin === 0 ? [kind, id] : [kind, id, twin];
  let whole: string | undefined;
  let bare: string | undefined;
  const digest = (rule: string, text: string, element: ElementPlace | undefined): string => {
    const key = element === undefined ? '' : keyOf(kind, element);
    return hash('sha256', `${rule} ${text} ${key}`).slice(0, 32);
  };
  return {
    fingerprint(rule, element) {
      whole ??= JSON.stringify([target, ...own]);
      return digest(rule, whole, element);
    },
    identity(rule, element) {
      bare ??= JSON.stringify(own);
      return digest(rule, bare, element);
    },
  };
}

function keyOf(kind: SubjectKind, { list, values, index }: ElementPlace): string {
  const keys = known.get(values) ?? elementKeys(kind, list, values);
  known.set(values, keys);
  return keys[index] ?? '';
}

/** What tells the elements of a list from each other, whatever their position; elements with equal keys are counted. */
function elementKeys(kind: SubjectKind, list: string, values: readonly unknown[]): string[] {
  const twins = new Map<string, number>();
  return values.map((element) => {
    const key = elementKey(kind, list, element);
    const twin = twins.get(key) ?? 0;
    twins.set(key, twin + 1);
    return twin === 0 ? key : `${key} ${twin}`;
  });
}

/** The key fields of the type of an element, or the scalar itself. */
function elementKey(kind: SubjectKind, list: string, element: unknown): string {
  const { fields, elements } = subjects[kind];
  const type = elementType(fields[list]?.type) ?? '';
  const key = Object.hasOwn(elements, type) ? elements[type]?.key : undefined;
  if (key === undefined) return JSON.stringify([list, element]);
  const values = typeof element === 'object' && element !== null ? (element as Readonly<Record<string, unknown>>) : {};
  return JSON.stringify([list, ...key.map((field) => values[field])]);
}
