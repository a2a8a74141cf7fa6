// What surrounds a simple command while a script is walked: its text, its shell, its functions and what was assigned before.
import type { ScriptPart, ShellCall, ShellFunction, Span } from '../shell/script.ts';
import type { CodeSource } from './code-source.ts';
import type { Layer } from './unwrap.ts';

/** A program whose output goes into another command, as the model has it. */
export interface Feeder {
  readonly program: string;
  readonly via: string;
  readonly role: string;
  readonly args: readonly (string | undefined)[];
  readonly text: string;
}

/** What is said of a feeder wherever it feeds. */
export type FeederSource = Omit<Feeder, 'via'>;

/** Where a command stands, and what is known there. */
export interface Scope {
  /** The text that spans of the script point into. */
  readonly source: string;
  /** Leads a span of the script to the text of the caller. */
  readonly place: (span: Span) => Span;
  readonly form: 'shell' | 'exec';
  /** Shell that reads the script; empty in the exec form. */
  readonly shell: string;
  readonly wrappers: readonly string[];
  readonly runsAs: string;
  /** Levels of code inside code. */
  readonly depth: number;
  /** Levels of substitution. */
  readonly nesting: number;
  /** Feeders of the command whose code this is. */
  readonly inherited: readonly Feeder[];
  readonly errexit: boolean;
  readonly xtrace: boolean;
  readonly functions: ReadonlyMap<string, ShellFunction>;
  /** Substitutions that variables were assigned from. */
  readonly assigned: Map<string, readonly ScriptPart[]>;
  /** Feeders that were described before. */
  readonly described: Map<Layer, FeederSource>;
  /** Functions that start themselves again without end, as far as it was asked. */
  readonly bombs: Map<ShellFunction, boolean>;
  readonly layersOf: (call: ShellCall) => readonly Layer[];
}

/** One command that is stated, with all that is needed to work out its facts. */
export interface Unit {
  readonly call: ShellCall;
  readonly scope: Scope;
  /** Absent where only variables are set or files redirected. */
  readonly layer: Layer | undefined;
  readonly code: CodeSource;
  readonly feeders: readonly Feeder[];
  /** The redirects of the call are its own, not those of a program in front. */
  readonly redirects: boolean;
}
