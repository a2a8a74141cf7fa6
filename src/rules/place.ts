// The line that a verdict shows: that of the fact in question, else of what holds it, else of the subject's declaration.
import type { Origin } from '../model/location.ts';
import type { Subject } from '../model/subject.ts';
import { parentPath } from './missing.ts';

/** The field that a rule points at, below the subject or below the element judged. */
export interface Pointer {
  readonly below: 'subject' | 'element';
  readonly path: string;
  /** Of a field of the subject: its path and those of what holds it, nearest first. */
  readonly holders: readonly string[];
  /** The same of that field of an element, by the path of the element. */
  readonly byElement: Map<string, readonly string[]>;
}

/** Paths that are kept: subjects have lists of the same names, and nearly all of them are short. */
const MOST_KEPT = 100;
const elementPaths = new Map<string, string[]>();

/** The path of an element: `mounts[0]`. */
export function elementPath(list: string, index: number): string {
  if (index >= MOST_KEPT) return `${list}[${index}]`;
  const paths = elementPaths.get(list) ?? [];
  elementPaths.set(list, paths);
  const path = paths[index] ?? `${list}[${index}]`;
  paths[index] = path;
  return path;
}

/** Reads `container.user` or `it.source`; without either, the element judged is pointed at. */
export function pointerOf(at = 'it'): Pointer {
  const dot = at.indexOf('.');
  const root = dot === -1 ? at : at.slice(0, dot);
  const path = dot === -1 ? '' : at.slice(dot + 1);
  const holders = root === 'it' ? [] : holdersOf(path);
  return { below: root === 'it' ? 'element' : 'subject', path, holders, byElement: new Map() };
}

/** Finds the place for a verdict, if it is another than the declaration of the subject; `element` is the path of the element judged, or the list that is absent. */
export function placeOf(pointer: Pointer, subject: Subject, element: string | undefined): Origin | undefined {
  if (pointer.below === 'subject') return firstPlace(pointer.holders, subject);
  return element === undefined ? undefined : firstPlace(holdersBelow(element, pointer), subject);
}

function holdersBelow(element: string, { path, byElement }: Pointer): readonly string[] {
  const known = byElement.get(element);
  if (known !== undefined) return known;
  const holders = holdersOf(path === '' ? element : `${element}.${path}`);
  if (byElement.size < MOST_KEPT) byElement.set(element, holders);
  return holders;
}

function firstPlace(holders: readonly string[], subject: Subject): Origin | undefined {
  for (const holder of holders) {
    const place = placeAt(holder, subject);
    if (place !== undefined) return place;
  }
  return undefined;
}

function placeAt(path: string, { origins, absences }: Subject): Origin | undefined {
  if (Object.hasOwn(origins, path)) return origins[path];
  // An absent value knows its own place, which is nearer than that of what holds it.
  const at = Object.hasOwn(absences, path) ? absences[path]?.at : undefined;
  return at === undefined ? undefined : { at };
}

/** `mounts[0].source`, `mounts[0]`, `mounts`. */
function holdersOf(path: string): string[] {
  const holders: string[] = [];
  for (let holder = path; holder !== ''; holder = parentPath(holder)) holders.push(holder);
  return holders;
}
