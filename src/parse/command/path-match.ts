// Tells whether a word names a file that is followed through a list of commands.
import { globMatcher } from '../glob.ts';
import { baseName, cleanPath } from './word.ts';

export interface Matching {
  /** Last parts of the paths that are followed: no other word needs a closer look. */
  readonly names: Set<string>;
  /** Words with wildcards that were compared so far. */
  wildcards: number;
}

/** Most words with wildcards that are compared in one script. */
const MAX_WILDCARDS = 2000;

/** A path as seen from `directory`, which is empty where it is not known. */
export function resolve(path: string, directory: string): string {
  const absolute = /^[/$~]/.test(path);
  return cleanPath(absolute || directory === '' ? path : `${directory}/${path}`);
}

/**
 * Compares a word with the paths that are followed: whole where both are absolute, else by the last part. A `bare` program name is looked for in
 * the directories of programs. `undefined` where nothing can match.
 */
export function matcherOf(
  word: string,
  directory: string,
  bare: boolean,
  matching: Matching,
): ((known: string) => boolean) | undefined {
  if (/[*?]/.test(word) && !word.includes('$')) return wildcardMatcher(resolve(word, directory), matching);
  const name = baseName(word);
  if (name === '' || name === '.' || !matching.names.has(name)) return undefined;
  if (bare) return (known) => baseName(known) === name && /(?:^|\/)s?bin\/[^/]*$/.test(known);
  const wanted = resolve(word, directory);
  return (known) => known === wanted || (!bothAbsolute(known, wanted) && baseName(known) === name);
}

function wildcardMatcher(wanted: string, matching: Matching): ((known: string) => boolean) | undefined {
  matching.wildcards += 1;
  if (matching.wildcards > MAX_WILDCARDS) return undefined;
  const matches = globMatcher(baseName(wanted));
  return (known) => matches(baseName(known)) && (!bothAbsolute(known, wanted) || parentOf(known) === parentOf(wanted));
}

const bothAbsolute = (one: string, other: string) => one.startsWith('/') && other.startsWith('/');

const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'));
