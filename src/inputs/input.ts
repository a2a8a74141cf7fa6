// What every input is: it finds targets of its kind and reads one into facts.
import type { Logger } from '../model/log.ts';
import type { TargetFacts } from '../model/run.ts';
import type { SourceFiles } from './files.ts';

export interface InputContext {
  /** Directory against which paths are read and shown, absolute. */
  readonly cwd: string;
  readonly files: SourceFiles;
  /** Variables that the user lent to the scan with `--env`; empty otherwise. */
  readonly environment: Readonly<Record<string, string>>;
  /** `--env-file`, in order; empty means `.env` as Compose finds it. */
  readonly envFiles: readonly string[];
  /** Compose profiles to switch on; `*` for all, which is what a scan does when none is named. */
  readonly composeProfiles: readonly string[];
  readonly log: Logger;
}

export interface Input {
  /** Word before the colon of a target and kind of the target: `compose`, `run`, `inspect`. */
  readonly kind: string;
  /** One line for help: how the target is written. */
  readonly usage: string;
  /** Tells whether a file found by a directory search is of this kind, by its name alone (no reading). */
  readonly matchesName: (fileName: string) => boolean;
  /** Tells whether a file named by the user is of this kind, by its text. */
  readonly matchesText: (text: string) => boolean;
  /** Turns the files of this kind found in a directory search into target texts, for example a compose file with its override. Paths are relative to cwd. */
  readonly group: (paths: readonly string[]) => readonly string[];
  /** Reads one target: the text after `kind:`. Throws InputError when it cannot be read at all. */
  readonly read: (text: string, context: InputContext) => Promise<TargetFacts>;
}
