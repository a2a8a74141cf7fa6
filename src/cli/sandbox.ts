// What the shells lend to the sandbox: an engine to run containers in, the clocks, the state folder, and an end when the process is told to end.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { AuditEvent } from '../model/audit.ts';
import { UsageError } from '../model/errors.ts';
import type { Logger } from '../model/log.ts';
import { packageRoot } from '../package-info.ts';
import type { SmokeDeps } from '../sandbox/smoke-run.ts';
import type { Shell } from './shell.ts';

export interface SandboxLending {
  readonly log: Logger;
  /** Takes what the audit log should say. */
  readonly onEvent: (event: AuditEvent) => void;
}

/** Opens the engine, lends it, and closes it. A signal ends the run, which takes everything away before the process goes. */
export async function lendSandbox<T>(
  shell: Shell,
  { log, onEvent }: SandboxLending,
  use: (deps: SmokeDeps) => Promise<T>,
): Promise<T> {
  const [{ openContainerEngine }, { readOwner }, { openState }, { readSeccomp }] = await Promise.all([
    import('../engine/open-container-engine.ts'),
    import('../sandbox/run/owner.ts'),
    import('../sandbox/run/state.ts'),
    import('../sandbox/spec/seccomp.ts'),
  ]);
  const { environment } = shell;
  const home = environment.HOME ?? environment.USERPROFILE ?? '';
  const engine = await openContainerEngine({ environment, home });
  const ending = new AbortController();
  const work = async (): Promise<T> => {
    try {
      return await use({
        engine,
        host: await engine.host(),
        state: openState(stateFolder(environment, home), randomBytes),
        seccomp: readSeccomp(packageRoot),
        procRoot: PROC,
        now: () => shell.now().getTime(),
        monotonic: () => performance.now(),
        randomBytes,
        owner: readOwner(PROC, process.pid),
        signal: ending.signal,
        log,
        onEvent,
      });
    } finally {
      await engine.close();
    }
  };
  const done = work();
  const stopListening = shell.onEnd(async () => {
    ending.abort();
    await done.catch(() => undefined);
  });
  try {
    return await done;
  } finally {
    stopListening();
  }
}

const PROC = '/proc';

/** Where the XDG base directories say. */
function stateFolder(environment: Shell['environment'], home: string): string {
  const named = environment.XDG_STATE_HOME ?? '';
  if (named !== '') return join(named, 'seaworthy');
  if (home !== '') return join(home, '.local', 'state', 'seaworthy');
  throw new UsageError(
    'there is no folder to keep in mind what runs: set HOME or XDG_STATE_HOME, so that nothing is left behind unnoticed',
  );
}
