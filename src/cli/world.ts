// What the terminal lends to the pipeline.
import type { Logger } from '../model/log.ts';
import { packageRoot, readTool } from '../package-info.ts';
import type { World } from '../scan.ts';
import type { Shell } from './shell.ts';

/** The world of a command: the shell's, with the policies and the name of this package. */
export function worldOf({ cwd, environment, today }: Shell, log: Logger): World {
  return { cwd, environment, today, root: packageRoot, tool: readTool(), log };
}
