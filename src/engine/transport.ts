// Requests to an engine: one pool of connections that are kept, answers within a time, streams that break off with a reason.
import type { Readable } from 'node:stream';
import { Pool } from 'undici';
import type { Endpoint } from './endpoint.ts';
import { explainConnection } from './explain.ts';

export interface EngineRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Path with the version of the API in front, as it goes on the wire. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** A body that is no JSON: an archive. */
  readonly upload?: { readonly type: string; readonly bytes: Uint8Array | Readable };
  /** Milliseconds until the answer begins; the usual time where it is left out, 0 for no limit. */
  readonly firstByte?: number;
  /** Milliseconds between two pieces of the answer; 0 for no limit, as in a stream of events. */
  readonly idle?: number;
  /** Ends the request at once, wherever it is. */
  readonly signal?: AbortSignal;
}

export interface EngineAnswer {
  readonly status: number;
  /** The first value of a header, or an empty text. */
  header(name: string): string;
  /** The pieces of the answer. Leaving the loop early drops the connection. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Drops an answer that is of no interest. */
  drop(): void;
}

export interface Transport {
  readonly endpoint: Endpoint;
  /** Milliseconds within which an answer is expected. */
  readonly patience: number;
  /** Throws InputError when there is no answer; any status is one. */
  send(request: EngineRequest): Promise<EngineAnswer>;
  /** Drops every connection, and with them what is still under way. */
  close(): Promise<void>;
}

export interface TransportOptions {
  /** Milliseconds within which an answer is expected. */
  readonly patience: number;
  /** Requests under way at once; those beyond wait. A few where it is left out; streams that stay open need one each. */
  readonly connections?: number;
}

/** An engine answers most requests from memory, one after the other. */
const CONNECTIONS = 4;

/** Opens the way to an engine; nothing is sent yet. */
export function openTransport(
  endpoint: Endpoint,
  { patience, connections = CONNECTIONS }: TransportOptions,
): Transport {
  const origin = endpoint.kind === 'unix' ? 'http://engine' : endpoint.origin;
  const prefix = endpoint.kind === 'unix' ? '' : endpoint.prefix;
  const pool = new Pool(origin, {
    connections,
    connect: { timeout: Math.min(patience, 10_000), ...connectOptions(endpoint) },
    headersTimeout: patience,
    bodyTimeout: patience,
    // The engine forgets connections that rest for long; a request on one of those would fail.
    keepAliveTimeout: 30_000,
  });
  return {
    endpoint,
    patience,
    async send(request) {
      try {
        const { method = 'GET', path, query, firstByte, idle, signal } = request;
        const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
        const answer = await pool.request({
          method,
          path: `${prefix}${path}${search}`,
          ...payload(request),
          ...(firstByte === undefined ? {} : { headersTimeout: firstByte }),
          ...(idle === undefined ? {} : { bodyTimeout: idle }),
          ...(signal === undefined ? {} : { signal }),
        });
        // A body that nobody reads must not end the process when its connection breaks.
        answer.body.on('error', () => {});
        return {
          status: answer.statusCode,
          header: (name) => [answer.headers[name] ?? []].flat()[0] ?? '',
          body: explained(answer.body, endpoint),
          drop: () => void answer.body.destroy(),
        };
      } catch (error) {
        throw explainConnection(error, endpoint);
      }
    },
    close: () => pool.destroy(),
  };
}

function payload({ body, upload }: EngineRequest): {
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array | Readable;
} {
  const headers = { 'user-agent': 'seaworthy' };
  if (upload !== undefined) return { headers: { ...headers, 'content-type': upload.type }, body: upload.bytes };
  if (body === undefined) return { headers };
  return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function connectOptions(endpoint: Endpoint) {
  if (endpoint.kind === 'unix') return { socketPath: endpoint.path };
  if (endpoint.certificates === undefined) return {};
  const { verify, ...pem } = endpoint.certificates;
  return { ...pem, rejectUnauthorized: verify };
}

async function* explained(body: Readable, endpoint: Endpoint): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    throw explainConnection(error, endpoint);
  } finally {
    body.destroy();
  }
}
