// One container from its making to its end: noted before it is made, and taken away whatever happens.
import { RefusalError } from '../../engine/answer.ts';
import { InputError } from '../../model/errors.ts';
import type { HardenedRun } from '../../model/sandbox.ts';
import { isObject } from '../../parse/json-object.ts';
import { ask, PATIENCE } from './ask.ts';
import type { RunDeps } from './deps.ts';
import { containerName, markLabels, type RunMark } from './proof.ts';
import { removeContainer } from './remove.ts';

const RUN_ID_BYTES = 12;

/** A container that the engine has made and not started. */
export interface MadeContainer {
  readonly id: string;
  readonly name: string;
  /** What the engine says about the request. */
  readonly warnings: readonly string[];
}

/** What was done with a container, and what there is to say about its removal. */
export interface Done<T> {
  readonly value: T;
  readonly notices: readonly string[];
}

/** Seconds that making, stopping and looking may take beside the time of the run. */
const OVERHEAD = 120;

/**
 * Makes a container, lends it, and removes it, whatever happens. When the engine does not manage to remove it, its
 * entry stays in the state folder for the next start. Throws InputError when the signal ended it.
 */
export async function withContainer<T>(
  run: Pick<HardenedRun, 'request' | 'platform'>,
  seconds: number,
  deps: RunDeps,
  use: (container: MadeContainer) => Promise<T>,
): Promise<Done<T>> {
  throwIfInterrupted(deps.signal);
  const mark = newMark(seconds, deps);
  const container: { readonly name: string; id?: string } = { name: containerName(mark.runId) };
  const note = () => deps.state.write({ ...mark, endpoint: deps.engine.endpoint, container });
  note();
  const outcome = await settled(async () => {
    // Making it is waited for even when the run is interrupted meanwhile: what is half made could not be removed.
    const { id, warnings } = await makeContainer(run, mark, deps);
    container.id = id;
    note();
    throwIfInterrupted(deps.signal);
    return use({ id, name: container.name, warnings });
  });
  const notices = await takeAway(mark, container, deps, 'error' in outcome && mayAppear(container, outcome.error));
  if ('error' in outcome) throw outcome.error;
  throwIfInterrupted(deps.signal);
  return { value: outcome.value, notices };
}

/** Throws InputError when the run is to end. */
export function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw new InputError('the run in the sandbox was interrupted');
}

/** A mark for something that this process makes, which takes so many seconds at most. */
export function newMark(seconds: number, { owner, now, randomBytes }: RunDeps): RunMark {
  const runId = Buffer.from(randomBytes(RUN_ID_BYTES)).toString('hex');
  return { runId, owner, deadline: now() + (seconds + OVERHEAD) * 1000 };
}

function makeContainer(
  { request, platform }: Pick<HardenedRun, 'request' | 'platform'>,
  mark: RunMark,
  { engine, state }: RunDeps,
): Promise<{ readonly id: string; readonly warnings: readonly string[] }> {
  const labels = isObject(request.Labels) ? request.Labels : {};
  const marked = { ...request, Labels: { ...labels, ...markLabels(mark, state.secret) } };
  return ask(PATIENCE.create, 'make a container', (options) =>
    engine.create(containerName(mark.runId), marked, { ...options, platform }),
  );
}

/** Removes the container and forgets it, or says why it is still there. */
async function takeAway(
  { runId }: RunMark,
  { name, id }: { readonly name: string; readonly id?: string },
  { engine, state, log }: RunDeps,
  stays: boolean,
): Promise<readonly string[]> {
  const reason = await removeContainer(engine, id ?? name);
  if (reason === undefined) {
    if (!stays) state.forget(runId);
    return [];
  }
  const notice = `the container ${name} could not be removed: ${reason}. The next start removes it, or \`docker rm -f ${name}\``;
  log.warning(notice);
  return [notice];
}

/** An engine that was silent, or broke off, may still make the container: its entry must stay. */
function mayAppear({ id }: { readonly id?: string }, error: unknown): boolean {
  return id === undefined && !(error instanceof RefusalError);
}

async function settled<T>(work: () => Promise<T>): Promise<{ readonly value: T } | { readonly error: unknown }> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}
