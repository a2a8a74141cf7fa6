// What a compiled expression works with while it answers about one subject.
import type { ExpressionScope } from './language.ts';
import type { Plan } from './plan.ts';
import type { TextFunction } from './text-functions.ts';

export type Values = Readonly<Record<string, unknown>>;

/** The state of one evaluation; one object serves all. */
export interface Context {
  facts: Values;
  /** The element judged; undefined where nothing is known of it. */
  element: unknown;
  /** Its place in its list; -1 where it stands for any element. */
  index: number;
  /** Variables that macros introduce, by their number, and their places in the lists they came from. */
  readonly variables: unknown[];
  readonly places: number[];
  /** Paths of absent facts that the answer so far would have needed. A broken operation notes what went wrong, behind a mark. */
  readonly notes: string[];
}

/** A compiled part of an expression: its value, or undefined where that is not known, with a note of the reason. */
export type Node = (context: Context) => unknown;

/** Names the path of a value, for notes. */
export type Origin = (context: Context) => string;

/** What is known when an expression is compiled. */
export interface Surroundings {
  readonly scope: ExpressionScope;
  readonly policy: Values;
  readonly lists: Values;
  readonly functions: ReadonlyMap<string, TextFunction>;
  /** Where macro variables come from, by their number; absent for computed ones, which are always known. */
  readonly origins: ReadonlyMap<number, Origin>;
  readonly compile: (plan: Plan, surroundings: Surroundings) => Node;
}

/** Notes beyond this many say nothing more. */
const MAX_NOTES = 1000;

const BROKEN = '!';

/** Notes a fact that is absent. */
export function noteAbsent({ notes }: Context, path: string): undefined {
  if (notes.length < MAX_NOTES) notes.push(path);
  return undefined;
}

/** Notes an operation that has no answer for its values. */
export function noteBroken(context: Context, message: string): undefined {
  return noteAbsent(context, BROKEN + message);
}

/** The paths of the absent facts, once each, and what went wrong besides. */
export function readNotes(notes: readonly string[]): {
  readonly absent: string[];
  readonly broken: string | undefined;
} {
  const absent: string[] = [];
  let broken: string | undefined;
  for (const text of new Set(notes)) {
    if (!text.startsWith(BROKEN)) absent.push(text);
    else broken ??= text.slice(BROKEN.length);
  }
  return { absent, broken };
}

/** A context in which nothing is known yet. */
export function emptyContext(): Context {
  return { facts: {}, element: undefined, index: -1, variables: [], places: [], notes: [] };
}
