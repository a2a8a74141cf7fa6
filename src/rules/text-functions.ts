// The functions that rules may call besides those of CEL; each takes time in proportion to its text.
import { wholeGlobMatcher } from '../parse/glob.ts';
import { cleanHostPath, isWithin } from '../parse/host-path.ts';

/** A compiled pattern of the linear regular expression engine. */
export interface LinearPattern {
  test(text: string): boolean;
}

/** Compiles a pattern for `re`; throws where it is not valid. */
export type CompilePattern = (pattern: string) => LinearPattern;

export interface TextFunction {
  readonly signature: string;
  readonly doc: string;
  readonly call: (text: string, second: string | readonly string[]) => boolean;
}

/** Makes the functions with caches of their own, so that a pattern is compiled once. */
export function textFunctions(compilePattern: CompilePattern): readonly TextFunction[] {
  const globs = memoise(wholeGlobMatcher);
  const patterns = memoise(compilePattern);
  const cleaned = new WeakMap<readonly string[], readonly string[]>();
  const clean = (paths: readonly string[]): readonly string[] => {
    const known = cleaned.get(paths) ?? paths.map(cleanHostPath);
    cleaned.set(paths, known);
    return known;
  };
  return [
    {
      signature: 'glob(string, string): bool',
      doc: 'The whole text matches the glob: `*` anything but `/`, `**` anything, `?` one character.',
      call: (text, glob) => globs(one(glob))(text),
    },
    {
      signature: 'globAny(string, list<string>): bool',
      doc: 'The whole text matches any of the globs.',
      call: (text, list) => many(list).some((glob) => globs(glob)(text)),
    },
    {
      signature: 're(string, string): bool',
      doc: 'The pattern (RE2, linear time) is found in the text.',
      call: (text, pattern) => patterns(one(pattern)).test(text),
    },
    {
      signature: 'within(string, list<string>): bool',
      doc: 'The host path is one of the roots or lies below one.',
      call: (path, roots) => path !== '' && clean(many(roots)).some((root) => isWithin(path, root)),
    },
    {
      signature: 'above(string, list<string>): bool',
      doc: 'The host path is one of the paths or holds one.',
      call: (path, paths) => path !== '' && clean(many(paths)).some((below) => isWithin(below, path)),
    },
  ];
}

function memoise<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text) ?? make(text);
    made.set(text, known);
    return known;
  };
}

function one(argument: string | readonly string[]): string {
  return typeof argument === 'string' ? argument : '';
}

function many(argument: string | readonly string[]): readonly string[] {
  return typeof argument === 'string' ? [argument] : argument;
}
