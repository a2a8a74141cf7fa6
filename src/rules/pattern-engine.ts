// The engine of `re`: heavy, so it is loaded only when some expression may call it.
import type { CompilePattern } from './text-functions.ts';

export interface PatternEngine {
  readonly compile: CompilePattern;
  /** Loads the engine if any of the expressions may need it. */
  load(expressions: Iterable<string>): Promise<void>;
}

/** Makes an engine that is not loaded yet. */
export function patternEngine(): PatternEngine {
  let make: CompilePattern | undefined;
  return {
    compile(pattern) {
      if (make === undefined) throw new TypeError(`no engine is loaded for the pattern ${pattern}`);
      return make(pattern);
    },
    async load(expressions) {
      if (make !== undefined || ![...expressions].some((text) => /\bre\s*\(/.test(text))) return;
      const { RE2JS } = await import('@bufbuild/re2');
      make = (pattern) => new RE2JS(pattern);
    },
  };
}
