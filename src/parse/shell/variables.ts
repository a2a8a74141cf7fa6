// Which variables have a known value at each point of a script.
import type { ShellWord, WordPart } from './script.ts';

/** What is known of a value: a text, the parts of a text of which some are not known, or the words of an array. */
export type Value =
  | { readonly kind: 'text'; readonly text: string; readonly parts?: readonly WordPart[] }
  | { readonly kind: 'parts'; readonly parts: readonly WordPart[] }
  | { readonly kind: 'list'; readonly words: readonly ShellWord[] };

interface Binding {
  readonly value: Value | undefined;
  /** How often anything, and any function, could have changed variables when it was made. */
  readonly storms: number;
  readonly functionCalls: number;
}

/** Tells whether a name is assigned in a part of the script that may have run before. */
export type Barrier = (name: string) => boolean;

interface Frame {
  readonly parent: Frame | undefined;
  readonly own: Map<string, Binding>;
  /** Names that lose their value at the border of a loop or function. */
  readonly barrier: Barrier | undefined;
}

/** Longest value that is kept. */
const MAX_VALUE = 1 << 16;
/** Most characters that constants may add to one script. */
const MAX_ADDED = 1 << 22;

export interface Variables {
  /** The known value of a variable, if there is one. */
  read(name: string): Value | undefined;
  /** Gives a variable a value, or makes it unknown. */
  assign(name: string, value: Value | undefined): void;
  /** Makes every variable unknown: code that is not at hand ran here. */
  forgetAll(): void;
  /** A function of the script was called, which may change what functions assign. */
  noteFunctionCall(): void;
  /** Runs in a scope of its own. What it assigns is lost behind it (a subshell, a function) or no longer known (a branch, a loop). */
  within<T>(kind: 'subshell' | 'branch', barrier: Barrier | undefined, run: () => T): T;
  /** Asks whether constants may still add so many characters. */
  spend(characters: number): boolean;
}

/** Starts with the variables that the caller knows. `isVolatile` tells whether a function assigns a name. */
export function trackVariables(known: Readonly<Record<string, string>>, isVolatile: Barrier): Variables {
  let frame: Frame = { parent: undefined, own: new Map(), barrier: undefined };
  let storms = 0;
  let functionCalls = 0;
  let left = MAX_ADDED;
  const assign = (name: string, value: Value | undefined) => {
    const kept = value?.kind === 'text' && value.text.length > MAX_VALUE ? undefined : value;
    frame.own.set(name, { value: kept, storms, functionCalls });
  };
  const outlived = (name: string, binding: Binding): boolean =>
    binding.storms < storms || (binding.functionCalls < functionCalls && isVolatile(name));
  return {
    assign,
    read(name) {
      for (let at: Frame | undefined = frame; at !== undefined; at = at.parent) {
        const binding = at.own.get(name);
        if (binding !== undefined) return outlived(name, binding) ? undefined : binding.value;
        if (at.barrier?.(name) === true) return undefined;
      }
      if (!Object.hasOwn(known, name)) return undefined;
      const first: Binding = { value: { kind: 'text', text: known[name] ?? '' }, storms: 0, functionCalls: 0 };
      return outlived(name, first) ? undefined : first.value;
    },
    forgetAll() {
      storms += 1;
    },
    noteFunctionCall() {
      functionCalls += 1;
    },
    within(kind, barrier, run) {
      const outer = frame;
      const inner: Frame = { parent: outer, own: new Map(), barrier };
      const stormsBefore = storms;
      frame = inner;
      const result = run();
      frame = outer;
      if (kind === 'subshell') storms = stormsBefore;
      else for (const name of inner.own.keys()) assign(name, undefined);
      return result;
    },
    spend(characters) {
      left -= characters + 1;
      return left >= 0;
    },
  };
}
