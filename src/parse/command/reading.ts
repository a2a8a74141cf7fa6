// What is read of a simple command: its facts without the place it was found in, and the span of each fact in the text.
import type { Command } from '../../model/command.ts';
import type { Span } from '../shell/script.ts';

/** Facts that only the declaration around the command knows. */
export type CommandSetting = Pick<Command, 'phase' | 'origin' | 'stage' | 'discarded' | 'onbuild'>;

/** Facts that the command itself shows. */
export type CommandFacts = Omit<Command, keyof CommandSetting>;

export interface CommandReading {
  readonly facts: CommandFacts;
  /** The command as a whole. */
  readonly span: Span;
  /** By field path: `program`, `options[0]`, `operands[1]`, `writes[0]`, `downloads[0]`, `settings[0]`, `dynamicCodeText`. */
  readonly spans: Readonly<Record<string, Span>>;
  /** All facts, with those that the declaration knows; the same object for the same setting. */
  readonly state: (setting: CommandSetting) => Command;
}

/** A script that could not be read. */
export interface CommandProblem {
  readonly message: string;
  readonly start: number;
}

export interface CommandsReading {
  readonly commands: readonly CommandReading[];
  readonly problems: readonly CommandProblem[];
}

/** A word given as an element of a list: no shell takes part. `text` is absent where it is not known. */
export interface ArgvWord {
  readonly text: string | undefined;
  readonly span: Span;
}
