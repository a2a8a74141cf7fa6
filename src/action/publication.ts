// What publishing a run is given.
import type { Shell } from '../cli/shell.ts';
import type { GithubContext } from '../model/action-context.ts';
import type { ActionConsole } from './console.ts';
import type { FileCommands } from './file-commands.ts';
import type { ActionInputs } from './inputs.ts';
import type { Trust } from './trust.ts';

export interface Publication {
  readonly inputs: ActionInputs;
  /** The shell as far as it is lent. */
  readonly shell: Shell;
  readonly console: ActionConsole;
  readonly files: FileCommands;
  readonly context: GithubContext | undefined;
  readonly trust: Trust;
  readonly token: string;
  readonly workspace: string;
}
