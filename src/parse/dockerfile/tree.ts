// What the text of a Dockerfile becomes: its instructions in order, with offsets into the text.
import type { Span } from '../shell/script.ts';

export interface DockerfileTree {
  /** The text that the offsets point into: line ends are `\n`, and a byte order mark is gone. */
  readonly text: string;
  /** `# syntax=`, `# escape=`, `# check=`: lower-case name, value, place. */
  readonly directives: readonly Directive[];
  readonly escape: '\\' | '`';
  readonly instructions: readonly DockerfileInstruction[];
  readonly problems: readonly DockerfileProblem[];
}

export interface Directive extends Span {
  readonly name: string;
  readonly value: string;
}

/** Something the builder would refuse. */
export interface DockerfileProblem extends Span {
  readonly message: string;
}

export interface DockerfileInstruction extends Span {
  /** Upper case. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** `--name=value`, in order, for the keywords that take flags. */
  readonly flags: readonly DockerfileFlag[];
  /** Everything behind the flags as the builder joins it: continuations, comments and blank lines inside are replaced by blanks of the same length, so that offsets stay true. Heredoc bodies are left out. */
  readonly rest: Span & { readonly text: string };
  /** Words of the JSON form; absent where `rest` is no valid JSON array of strings. */
  readonly json?: readonly DockerfileWord[];
  readonly heredocs: readonly DockerfileHeredoc[];
  /** The instruction behind ONBUILD. */
  readonly trigger?: DockerfileInstruction;
}

export interface DockerfileFlag extends Span {
  /** Lower case, without dashes. */
  readonly name: string;
  /** As written; empty when there is none. */
  readonly value: string;
}

/** A word; `text` as the builder takes it, escapes of JSON resolved. */
export interface DockerfileWord extends Span {
  readonly text: string;
}

export interface DockerfileHeredoc extends Span {
  readonly delimiter: string;
  /** The delimiter is quoted: the builder expands nothing in it. */
  readonly literal: boolean;
  /** The body without the closing line; leading tabs removed for `<<-`. */
  readonly text: string;
  /** The place of the body. */
  readonly body: Span;
}
