// The line that a verdict shows: that of the fact in question, else of what holds it, else of the subject's declaration.
import type { Origin } from '../model/location.ts';
import type { Subject } from '../model/subject.ts';
import { parentPath } from './missing.ts';

/** The field that a rule points at, below the subject or below the element judged. */
export interface Pointer {
  readonly below: 'subject' | 'element';
  readonly path: string;
}

/** Reads `container.user` or `it.source`. */
export function pointerOf(at: string): Pointer {
  const dot = at.indexOf('.');
  const root = dot === -1 ? at : at.slice(0, dot);
  return { below: root === 'it' ? 'element' : 'subject', path: dot === -1 ? '' : at.slice(dot + 1) };
}

/** Finds the place for a verdict; `element` is the path of the element judged, or the list that is absent. */
export function placeOf(pointer: Pointer | undefined, subject: Subject, element: string | undefined): Origin {
  const path = pathOf(pointer, element);
  for (let holder = path; holder !== ''; holder = parentPath(holder)) {
    const origin = Object.hasOwn(subject.origins, holder) ? subject.origins[holder] : undefined;
    if (origin !== undefined) return origin;
    // An absent value knows its own place, which is nearer than that of what holds it.
    const absence = Object.hasOwn(subject.absences, holder) ? subject.absences[holder]?.at : undefined;
    if (absence !== undefined) return { at: absence };
  }
  return { at: subject.declared };
}

function pathOf(pointer: Pointer | undefined, element = ''): string {
  if (pointer === undefined) return element;
  if (pointer.below === 'subject') return pointer.path;
  return element === '' || pointer.path === '' ? element : `${element}.${pointer.path}`;
}
