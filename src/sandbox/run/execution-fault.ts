// Why the program of an image could not be executed, when an init before it hides that.
import { InputError } from '../../model/errors.ts';
import type { HardenedRun } from '../../model/sandbox.ts';
import { isObject } from '../../parse/json-object.ts';
import type { RunDeps } from './deps.ts';
import type { FailedStart } from './start-fault.ts';
import type { FollowedRun } from './trace.ts';
import { tryRun } from './trial.ts';

/** Seconds within which a program that cannot be executed has ended. */
const EARLY = 5;
/** Seconds that it gets without the init; one that runs on was executed. */
const BARE = 2;
/** From here on the code is that of a signal, which a program that was never executed does not get. */
const SIGNALLED = 128;
/** What runc writes into the log in place of the program, and then it is all there is: `exec /app: exec format error`. */
const NOT_EXECUTED = /^exec \S+: (?:exec format error|no such file or directory|permission denied)$/;
const INIT_FAULT = /^\[FATAL tini \(\d+\)\] exec |^(?:ERROR|FATAL) \(catatonit:\d+\): /;

export type ExecutionFault = Pick<FailedStart, 'text' | 'exitCode'>;

/**
 * Of a run that ended early with a code, the words that say why its program was never executed; undefined when it was.
 * An init hands a program for another machine to the shell as a script, so it is started once more without one.
 */
export async function findExecutionFault(
  { ending, seconds, state }: FollowedRun,
  logTail: readonly string[],
  run: HardenedRun,
  deps: RunDeps,
): Promise<ExecutionFault | undefined> {
  const exitCode = state?.exitCode ?? 0;
  if (ending.kind !== 'exited' || seconds > EARLY || exitCode <= 0 || exitCode >= SIGNALLED) return undefined;
  if (!run.asked.init || state?.oomKilled === true) return undefined;
  return (await startBare(run, logTail, deps)) ?? initFault(logTail, exitCode);
}

/** Words that stand in the log of the run itself are those of a program, which was executed: there the init came before it. */
async function startBare(
  run: HardenedRun,
  logTail: readonly string[],
  deps: RunDeps,
): Promise<ExecutionFault | undefined> {
  const hostConfig = isObject(run.request.HostConfig) ? run.request.HostConfig : {};
  const request = { ...run.request, HostConfig: { ...hostConfig, Init: false } };
  try {
    const trial = await tryRun({ ...run, request }, BARE, deps);
    if (trial.kind === 'refused') return trial;
    const text = trial.kind === 'ended' ? NOT_EXECUTED.exec(trial.log.trim())?.[0] : undefined;
    if (trial.kind === 'running' || text === undefined || logTail.some((line) => NOT_EXECUTED.test(line)))
      return undefined;
    return { text, exitCode: trial.exitCode };
  } catch (error) {
    // What was seen before stands without this.
    if (error instanceof InputError && !deps.signal.aborted) return undefined;
    throw error;
  }
}

/** What the init itself says. */
function initFault(logTail: readonly string[], exitCode: number): ExecutionFault | undefined {
  const text = exitCode === 126 || exitCode === 127 ? logTail.find((line) => INIT_FAULT.test(line)) : undefined;
  return text === undefined ? undefined : { text, exitCode };
}
