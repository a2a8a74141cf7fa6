// Ends a container that has not ended by itself, and tells how it took to it.
import type { ContainerEngine } from '../../model/container-engine.ts';
import { InputError } from '../../model/errors.ts';
import type { SmokeRecord } from '../../model/smoke-record.ts';
import { ask, PATIENCE, waitFor } from './ask.ts';
import { lookAt } from './look.ts';
import type { Timeline } from './timeline.ts';

type Stop = NonNullable<SmokeRecord['stop']>;

/** Seconds between SIGTERM and SIGKILL. */
export const STOP_GRACE = 2;
/** Of the code that a process killed by SIGKILL ends with. */
const KILLED = 137;
/** Milliseconds that the event of its end may be on its way. */
const LATE_EVENT = 500;

/** Sends SIGTERM, and SIGKILL to one that ignores it. Undefined when the engine does not manage; the removal tries again. */
export async function stopContainer(
  engine: ContainerEngine,
  id: string,
  timeline: Timeline,
  monotonic: () => number,
): Promise<Stop | undefined> {
  const asked = monotonic();
  try {
    await ask(STOP_GRACE * 1000 + PATIENCE.stop, 'stop a container', (options) => engine.stop(id, STOP_GRACE, options));
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
  const took = Math.round(monotonic() - asked) / 1000;
  await waitFor(timeline.died, LATE_EVENT);
  const state = await lookAt(engine, id);
  if (state === undefined || state.running) return undefined;
  const seconds = timeline.stopSeconds() ?? took;
  return { seconds, killed: state.exitCode === KILLED && seconds >= STOP_GRACE * 0.9, exitCode: state.exitCode };
}

/** Kills it at once. */
export async function killContainer(engine: ContainerEngine, id: string): Promise<void> {
  try {
    await ask(PATIENCE.kill, 'kill a container', (options) => engine.kill(id, 'SIGKILL', options));
  } catch (error) {
    // Its removal, which follows, kills as well.
    if (!(error instanceof InputError)) throw error;
  }
}
