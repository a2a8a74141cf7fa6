// The files of images that rules ask for by their paths.
import type { Rule } from './model/rule.ts';
import { wholeGlobMatcher } from './parse/glob.ts';

/** Tells whether any of the rules asks for an absolute path; `undefined` where none asks for any. */
export function wantedFiles(rules: readonly Rule[]): ((path: string) => boolean) | undefined {
  const globs = new Set(rules.flatMap(({ files = [] }) => files));
  if (globs.size === 0) return undefined;
  const tests = [...globs].map((glob) => wholeGlobMatcher(glob));
  return (path) => tests.some((test) => test(path));
}
