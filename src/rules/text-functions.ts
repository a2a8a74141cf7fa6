// The functions that rules may call besides those of CEL; each takes time in proportion to its text.
import { wholeGlobMatcher } from '../parse/glob.ts';
import { cleanHostPath, isWithin } from '../parse/host-path.ts';

/** A compiled pattern of the linear regular expression engine. */
export interface LinearPattern {
  test(text: string): boolean;
}

/** Compiles a pattern for `re`; throws where it is not valid. */
export type CompilePattern = (pattern: string) => LinearPattern;

type Test = (text: string) => boolean;

export interface TextFunction {
  readonly signature: string;
  readonly doc: string;
  /** Makes the test of a text for a second argument, once for each. */
  readonly prepare: (second: unknown) => Test;
}

/** The functions by their signature without the answer, for example `glob(string, string)`. */
export function textFunctionsBySignature(compilePattern: CompilePattern): ReadonlyMap<string, TextFunction> {
  return new Map(textFunctions(compilePattern).map((one) => [one.signature.replace(/: bool$/, ''), one]));
}

/** Makes the functions with caches of their own, so that a pattern or a list is compiled once. */
export function textFunctions(compilePattern: CompilePattern): readonly TextFunction[] {
  const glob = memoise(wholeGlobMatcher);
  return [
    {
      signature: 'glob(string, string): bool',
      doc: 'The whole text matches the glob: `*` anything but `/`, `**` anything, `?` one character.',
      prepare: ofText(glob),
    },
    {
      signature: 'globAny(string, list<string>): bool',
      doc: 'The whole text matches any of the globs.',
      prepare: ofList((globs) => {
        const tests = globs.map(glob);
        return (text) => tests.some((test) => test(text));
      }),
    },
    {
      signature: 're(string, string): bool',
      doc: 'The pattern (RE2, linear time) is found in the text.',
      prepare: ofText((pattern) => {
        const compiled = compilePattern(pattern);
        return (text) => compiled.test(text);
      }),
    },
    {
      signature: 'within(string, list<string>): bool',
      doc: 'The host path is one of the roots or lies below one.',
      prepare: ofList((paths) => {
        const roots = paths.map(cleanHostPath);
        return (path) => path !== '' && roots.some((root) => isWithin(path, root));
      }),
    },
    {
      signature: 'above(string, list<string>): bool',
      doc: 'The host path is one of the paths or holds one.',
      prepare: ofList((paths) => {
        const below = paths.map(cleanHostPath);
        return (path) => path !== '' && below.some((one) => isWithin(one, path));
      }),
    },
  ];
}

function memoise(make: (text: string) => Test): (text: string) => Test {
  const made = new Map<string, Test>();
  return (text) => {
    const known = made.get(text) ?? make(text);
    made.set(text, known);
    return known;
  };
}

function ofText(make: (text: string) => Test): (second: unknown) => Test {
  const known = memoise(make);
  return (second) => known(typeof second === 'string' ? second : '');
}

function ofList(make: (list: readonly string[]) => Test): (second: unknown) => Test {
  const made = new WeakMap<readonly string[], Test>();
  return (second) => {
    const list: readonly string[] = Array.isArray(second) ? second : [];
    const known = made.get(list) ?? make(list);
    made.set(list, known);
    return known;
  };
}
