// What a shell script becomes: its simple commands in order, with words whose every part remembers its place.

/** Offsets in the text that was read, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type WordPart = TextPart | VariablePart | ScriptPart | OtherPart;

/** Literal text, quotes and escapes removed. */
export interface TextPart extends Span {
  readonly kind: 'text';
  readonly text: string;
  readonly quoted: boolean;
}

/** `$NAME` or `${NAME...}`. */
export interface VariablePart extends Span {
  readonly kind: 'variable';
  readonly name: string;
  /** As written. */
  readonly source: string;
  /** Its value, where it is constant here. */
  readonly value?: string;
  /** What it was assigned, where that says more than `value`: some parts are known, or a tilde stands in front. */
  readonly assigned?: readonly WordPart[];
  /** It cannot be empty: `:?`, or a default that is not empty. */
  readonly guarded: boolean;
  readonly quoted: boolean;
}

/** A command substitution, or a process substitution. */
export interface ScriptPart extends Span {
  readonly kind: 'command' | 'process';
  readonly script: ShellScript;
  readonly source: string;
  readonly quoted: boolean;
}

/** Anything else that a shell expands: arithmetic, arrays, braces. */
export interface OtherPart extends Span {
  readonly kind: 'other';
  readonly source: string;
  readonly quoted: boolean;
}

export interface ShellWord extends Span {
  /** The word as the program gets it, constants resolved; an expansion that is not known is spelled as written. */
  readonly text: string;
  /** No part of it is unknown. */
  readonly literal: boolean;
  /** An expansion that is not known stands outside quotes: the shell may make several words of it, or none. */
  readonly loose: boolean;
  readonly parts: readonly WordPart[];
}

export interface ShellAssignment extends Span {
  readonly name: string;
  /** Absent for an array, whose elements stand in `elements`. */
  readonly value?: ShellWord;
  readonly elements?: readonly ShellWord[];
  readonly append: boolean;
}

export interface ShellRedirect extends Span {
  /** `>`, `>>`, `<`, `<>`, `>&`, `<&`, `>|`, `&>`, `&>>`, `<<`, `<<-`, `<<<`. */
  readonly operator: string;
  /** Descriptor in front, where one is written. */
  readonly descriptor?: number;
  /** File, descriptor or string; absent for a heredoc. */
  readonly target?: ShellWord;
  readonly heredoc?: ShellHeredoc;
}

/** Body of a heredoc, without the closing line. */
export interface ShellHeredoc extends Span {
  readonly text: string;
  /** The delimiter is quoted: nothing in the body is expanded. */
  readonly literal: boolean;
  /** What the shell expands in the body, with the text between; absent where it expands nothing. */
  readonly parts?: readonly WordPart[];
}

/** One simple command. */
export interface ShellCall extends Span {
  readonly assignments: readonly ShellAssignment[];
  /** The program and its words; empty when there are only assignments or redirects. */
  readonly words: readonly ShellWord[];
  readonly redirects: readonly ShellRedirect[];
  /** The members of its pipeline in order, each with its simple commands (a compound member such as a loop has several). One member when there is no pipe. */
  readonly pipeline: readonly (readonly ShellCall[])[];
  /** Index of its member in `pipeline`. */
  readonly position: number;
  /** What stands between it and the command before it in the same list: `&&`, `||`, `;` (a new line too), `&`, `|`; empty for the first. */
  readonly joined: string;
  readonly background: boolean;
  /** Function whose body it belongs to; empty at the top level. */
  readonly inFunction: string;
  /** It may not run, or run more than once: inside a loop, a branch or a function. */
  readonly conditional: boolean;
  /** `set -e` is in force. */
  readonly errexit: boolean;
  /** `set -x` is in force. */
  readonly xtrace: boolean;
}

export interface ShellFunction extends Span {
  readonly name: string;
  readonly calls: readonly ShellCall[];
}

export interface ShellProblem {
  readonly message: string;
  readonly start: number;
}

export interface ShellScript {
  /** Every simple command in the order of the text, those of subshells, loops and functions included; those of substitutions stand in the words. */
  readonly calls: readonly ShellCall[];
  readonly functions: readonly ShellFunction[];
  /** Where the text is no shell script; what was read besides is not to be trusted. */
  readonly problems: readonly ShellProblem[];
}

export interface ShellOptions {
  /** Variables with a known value where the script begins. */
  readonly variables: Readonly<Record<string, string>>;
}
