// Gives all requests of a call one end in common: a time, and the signal of whoever calls.
import { showEndpoint } from './endpoint.ts';
import { NoEngineError } from './explain.ts';
import type { EngineRequest, Transport } from './transport.ts';

export interface TimedTransport extends Transport {
  /** Ends with the time of the call, or earlier when the caller gives up. */
  readonly signal: AbortSignal;
}

/** Bounds a call to `patience` milliseconds from now, and to `signal` where there is one. */
export function within(transport: Transport, patience: number, signal?: AbortSignal): TimedTransport {
  const timeout = AbortSignal.timeout(patience);
  const ended = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
  const explain = (error: unknown, request: EngineRequest): unknown =>
    timeout.aborted && signal?.aborted !== true ? explainSlow(transport, patience, request, error) : error;
  return {
    ...transport,
    patience,
    signal: ended,
    async send(request) {
      try {
        // The signal alone decides: the usual times of the transport would cut a longer call short.
        const answer = await transport.send({ firstByte: 0, idle: 0, ...request, signal: ended });
        return { ...answer, body: explained(answer.body, (error) => explain(error, request)) };
      } catch (error) {
        throw explain(error, request);
      }
    },
  };
}

function explainSlow(transport: Transport, patience: number, request: EngineRequest, cause: unknown): NoEngineError {
  const { method = 'GET', path } = request;
  return new NoEngineError(
    `the engine at ${showEndpoint(transport.endpoint)} has not answered ${method} ${path} within ${patience / 1000} s: it is overloaded or stuck, look at its log`,
    'TimeoutError',
    cause,
  );
}

async function* explained(
  body: AsyncIterable<Uint8Array>,
  explain: (error: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw explain(error);
  }
}
