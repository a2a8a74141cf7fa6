// What a declaration leaves to the image: absent until the image, or the Dockerfile it is built from, is at hand.
import type { Location } from '../model/location.ts';
import type { Absence } from '../model/subject.ts';

const REASON = 'inherits from the image, which was not scanned';

/** Why something that the image decides is absent. `at` is where the declaration could say it. */
export function inheritedFromImage(hint: string, at: Location): Absence {
  return { reason: REASON, hint, at };
}

/** Tells whether a fact is absent because the image decides it. */
export function isInherited(absence: Absence | undefined): boolean {
  return absence?.reason === REASON;
}
