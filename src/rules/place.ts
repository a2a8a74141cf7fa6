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
}

/** Reads `container.user` or `it.source`; without either, the element judged is pointed at. */
export function pointerOf(at = 'it'): Pointer {
  const dot = at.indexOf('.');
  const root = dot === -1 ? at : at.slice(0, dot);
  const path = dot === -1 ? '' : at.slice(dot + 1);
  return root === 'it' ? { below: 'element', path, holders: [] } : { below: 'subject', path, holders: holdersOf(path) };
}

/** Finds the place for a verdict, if it is another than the declaration of the subject; `element` is the path of the element judged, or the list that is absent. */
export function placeOf(
  { below, path, holders }: Pointer,
  subject: Subject,
  element: string | undefined,
): Origin | undefined {
  if (below === 'subject') return firstPlace(holders, subject);
  if (element === undefined) return undefined;
  const full = path === '' ? element : `${element}.${path}`;
  return placeAt(full, subject) ?? firstPlace(holdersOf(full), subject);
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
