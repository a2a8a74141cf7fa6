// What the words of a program become: options, operands and subcommand.
import type { Span } from '../shell/script.ts';
import type { Word } from './word.ts';

/** One option as given. */
export interface GivenOption {
  readonly name: string;
  /** Absent where it is not known. */
  readonly value: string | undefined;
  /** The word that holds the value, alone or with the option. */
  readonly valueWord?: Word;
  readonly span: Span;
}

/** The words of a program, split. */
export interface OptionsReading {
  readonly options: readonly GivenOption[];
  readonly operands: readonly Word[];
  readonly subcommand: string;
  /** Index of the first operand among the words; their number where there is none. */
  readonly firstOperand: number;
}
