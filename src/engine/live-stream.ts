// Streams that stay open while a container runs: they end with a signal, and with an error when the engine is lost.
import { askStream } from './answer.ts';
import { showEndpoint } from './endpoint.ts';
import { NoEngineError } from './explain.ts';
import type { EngineAnswer, EngineRequest, Transport } from './transport.ts';

/** Milliseconds until the engine has begun to answer. */
const OPENING_PATIENCE = 10_000;

/** Opens a stream; afterwards only `signal` limits it, and `idle` milliseconds of silence where they are named. */
export function openStream(transport: Transport, request: EngineRequest, signal: AbortSignal): Promise<EngineAnswer> {
  // A signal of its own: Node warns of one that more than ten requests listen to.
  const own = AbortSignal.any([signal]);
  return askStream(transport, { idle: 0, ...request, firstByte: OPENING_PATIENCE, signal: own });
}

/** Passes on what comes until `signal` ends it; any other break is an error. */
export async function* untilEnded<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** A stream that an engine never ends by itself while it lives. */
export async function* endless<T>(items: AsyncIterable<T>, transport: Transport, what: string): AsyncGenerator<T> {
  yield* items;
  throw new NoEngineError(
    `the engine at ${showEndpoint(transport.endpoint)} has ended the stream of ${what}: was it stopped? Look at its log`,
    'ended',
  );
}
