// What the readers of a shell script share: the text, the way back to its origin, and what is known so far.
import type { ParsedScript } from 'unbash';
import type { Offsets } from './offsets.ts';
import type {
  ShellCall,
  ShellFunction,
  ShellProblem,
  ShellRedirect,
  ShellScript,
  ShellWord,
  WordPart,
} from './script.ts';
import type { Variables } from './variables.ts';

/** A call that is not finished: redirects of a compound command around it may still come. */
export type OpenCall = ShellCall & { readonly redirects: ShellRedirect[] };

/** A part as it stands in the text, or the words of an array that stand in its place. */
export type Piece =
  | { readonly kind: 'part'; readonly part: WordPart }
  /** It lies inside the expansion before it and adds nothing to the text. */
  | { readonly kind: 'inner'; readonly part: WordPart }
  | { readonly kind: 'words'; readonly words: readonly ShellWord[]; readonly quoted: boolean };

/** The state of one script, substitutions apart. */
export interface Reading {
  /** The text that positions of the syntax tree point into. */
  readonly source: string;
  readonly at: Offsets;
  /** Source texts that holes in the text stand for: expansions that were made before the shell reads it. */
  readonly holes: readonly string[] | undefined;
  readonly variables: Variables;
  readonly calls: OpenCall[];
  readonly functions: ShellFunction[];
  readonly problems: ShellProblem[];
  /** Switches that `set` turns. */
  readonly switches: Switches;
  /** Names of the functions met so far. */
  readonly functionNames: Set<string>;
  /** Tells whether the script assigns a name between two offsets; without an end, behind one or in a function. */
  readonly isAssigned: (name: string, start: number, end?: number) => boolean;
  /** Reads the script of a substitution. */
  readonly nested: (script: ParsedScript, start: number, end: number) => ShellScript;
}

export interface Switches {
  errexit: boolean;
  xtrace: boolean;
}
