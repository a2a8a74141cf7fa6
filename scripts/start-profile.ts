// The list of functions that a start calls. What is not in it is slower to start, and no less right.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CalledFunctions } from './eager-functions.ts';

/** Path of the list. */
export const START_PROFILE = fileURLToPath(new URL('start-profile.txt', import.meta.url));

/** Reads the list: a file of src/ in each line, and its functions behind it. */
export function readCalledFunctions(): CalledFunctions {
  const lines = readFileSync(START_PROFILE, 'utf8').trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [file = '', ...names] = line.split(' ');
      return [file, new Set(names)];
    }),
  );
}
