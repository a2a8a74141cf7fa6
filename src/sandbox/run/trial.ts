// A container that is started for a moment to learn whether, and how, it starts.
import { RefusalError } from '../../engine/answer.ts';
import type { ContainerEngine } from '../../model/container-engine.ts';
import { InputError } from '../../model/errors.ts';
import type { HardenedRun } from '../../model/sandbox.ts';
import { ask, PATIENCE, waitFor } from './ask.ts';
import { withContainer } from './container.ts';
import type { RunDeps } from './deps.ts';
import { lookAt } from './look.ts';

/** What came of it. */
export type Trial =
  /** The engine would not start it; its words, and the code it gives to the container. */
  | { readonly kind: 'refused'; readonly text: string; readonly exitCode: number }
  | { readonly kind: 'ended'; readonly exitCode: number; readonly log: string }
  /** It went on when the time was over. */
  | { readonly kind: 'running' };

const MAX_LOG = 4096;

/** Starts a container, gives it so many seconds, and removes it. Throws InputError when the engine does not answer. */
export async function tryRun(
  run: Pick<HardenedRun, 'request' | 'platform'>,
  seconds: number,
  deps: RunDeps,
): Promise<Trial> {
  try {
    return (await withContainer(run, seconds, deps, ({ id }) => startFor(seconds, id, deps.engine))).value;
  } catch (error) {
    if (error instanceof RefusalError) return { kind: 'refused', text: error.message, exitCode: 0 };
    throw error;
  }
}

async function startFor(seconds: number, id: string, engine: ContainerEngine): Promise<Trial> {
  const streams = new AbortController();
  try {
    const events = await ask(PATIENCE.listen, 'tell of a container', () => engine.events(id, streams.signal));
    await ask(PATIENCE.start, 'start a container', (options) => engine.start(id, options));
    await waitFor(untilDeath(events), seconds * 1000);
    const state = await lookAt(engine, id);
    if (state === undefined) throw new InputError('the engine can say nothing of a container that it has started');
    if (state.running) return { kind: 'running' };
    return { kind: 'ended', exitCode: state.exitCode, log: await readLog(engine, id, streams.signal) };
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    return { kind: 'refused', text: error.message, exitCode: (await lookAt(engine, id))?.exitCode ?? 0 };
  } finally {
    streams.abort();
  }
}

async function untilDeath(events: Awaited<ReturnType<ContainerEngine['events']>>): Promise<void> {
  try {
    for await (const { action } of events) if (action === 'die') return;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
}

async function readLog(engine: ContainerEngine, id: string, signal: AbortSignal): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const logs = await ask(PATIENCE.listen, 'read a log', () => engine.logs(id, { follow: false, signal }));
  for await (const { bytes } of logs) {
    pieces.push(bytes);
    size += bytes.length;
    if (size >= MAX_LOG) break;
  }
  return Buffer.concat(pieces).subarray(0, MAX_LOG).toString('utf8');
}
