// What the terminal lends to the pipeline.
import type { Logger } from '../model/log.ts';
import { packageRoot, readTool } from '../package-info.ts';
import type { World } from '../scan.ts';
import type { Settings } from '../settings.ts';
import { openConnections } from './connections.ts';
import type { CommonFlags } from './flags.ts';
import type { Shell } from './shell.ts';

export interface Lending {
  readonly log: Logger;
  readonly settings: Pick<Settings, 'insecureRegistries'>;
  readonly flags: Pick<CommonFlags, 'offline' | 'cache'>;
}

/** Lends the world of a command, the shell's with the policies and the name of this package, and closes what was opened in it. */
export async function lendWorld<T>(
  shell: Shell,
  { log, settings, flags: { offline = false, cache = true } }: Lending,
  use: (world: World) => Promise<T>,
): Promise<T> {
  const { cwd, environment, today } = shell;
  const { insecureRegistries } = settings;
  const connections = openConnections(shell, log, { insecureRegistries, offline, cache });
  try {
    return await use({ cwd, environment, today, root: packageRoot, tool: readTool(), log, connections });
  } finally {
    await connections.close();
  }
}
