// The line that a verdict shows: that of the fact in question, else of what holds it, else of the subject's declaration.
import type { Location, Origin } from '../model/location.ts';
import type { Rule } from '../model/rule.ts';
import type { Subject } from '../model/subject.ts';
import { parentPath } from './missing.ts';

export interface Place {
  readonly location: Location;
  readonly related: readonly Location[];
}

/** Finds the place for a verdict of `rule`; `element` is the path of the element judged, or the list that is absent. */
export function placeOf(rule: Rule, subject: Subject, element: string | undefined): Place {
  const path = factPath(rule.at, element) ?? element;
  const origin = path === undefined ? undefined : nearestOrigin(subject, path);
  if (origin !== undefined) return { location: origin.at, related: origin.related ?? [] };
  return { location: subject.declared, related: [] };
}

/** `container.user` -> `user`; `it.source` -> `mounts[0].source`. */
function factPath(at: string | undefined, element: string | undefined): string | undefined {
  if (at === undefined) return undefined;
  const [root, ...steps] = at.split('.');
  if (root !== 'it') return steps.join('.');
  return element === undefined ? undefined : [element, ...steps].join('.');
}

function nearestOrigin(subject: Subject, path: string): Origin | undefined {
  for (let holder = path; holder !== ''; holder = parentPath(holder)) {
    if (Object.hasOwn(subject.origins, holder)) return subject.origins[holder];
    // An absent value knows its own place, which is nearer than that of what holds it.
    const absence = Object.hasOwn(subject.absences, holder) ? subject.absences[holder]?.at : undefined;
    if (absence !== undefined) return { at: absence };
  }
  return undefined;
}
