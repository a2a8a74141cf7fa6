// Sends one request over the one HTTP client, through the proxy that the environment names, and reads the answer whole.
import type { Dispatcher } from 'undici';
import { openDispatcher } from '../registry/dispatcher.ts';
import { proxyFor } from '../registry/proxy.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly text: string;
  /** The first value of a header, or an empty text. */
  header(name: string): string;
}

/** There was no answer. */
export interface HttpFault {
  readonly kind: 'fault';
  readonly reason: string;
  /** The same request may succeed a little later. */
  readonly isTransient: boolean;
  /** Nothing reached the server, so nothing was done there. */
  readonly isUnsent: boolean;
}

export interface Transport {
  send(request: HttpRequest): Promise<HttpAnswer | HttpFault>;
  close(): Promise<void>;
}

const TIMEOUTS = { connect: 10_000, headers: 30_000, idle: 30_000, document: 120_000 };
/** A report of many megabytes takes its time to arrive and to be looked at. */
const LARGE = 1024 * 1024;
/** A page of a hundred changed files with their patches is the largest answer there is. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Failures before the request left. */
const UNSENT = new Set([
  'ENOTFOUND',
  'ECONNREFUSED',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const TRANSIENT = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** Opens the transport; no connection is made before the first request. */
export function openTransport(environment: Readonly<Record<string, string>>): Transport {
  let opened: Dispatcher | undefined;
  return {
    send: async (request) => {
      const abort = new AbortController();
      // A server could send a byte now and then for ever.
      const timer = setTimeout(() => abort.abort(), TIMEOUTS.document);
      try {
        opened ??= openDispatcher(proxyFor(request.url, environment), false, TIMEOUTS);
        return await sendOnce(opened, request, abort.signal);
      } catch (error) {
        return describeFault(request.url, error);
      } finally {
        clearTimeout(timer);
      }
    },
    close: async () => {
      await opened?.destroy();
      opened = undefined;
    },
  };
}

async function sendOnce(
  dispatcher: Dispatcher,
  { method, url, headers, body }: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer | HttpFault> {
  const answer = await dispatcher.request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    ...{ method, headers, signal },
    body: body ?? null,
    headersTimeout: (body?.length ?? 0) > LARGE ? TIMEOUTS.document : TIMEOUTS.headers,
    bodyTimeout: TIMEOUTS.idle,
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > MOST_BYTES)
      return fault(`${url.host} sends more than ${MOST_BYTES / 1024 / 1024} MiB`, { isTransient: false });
    chunks.push(chunk);
  }
  const header = (name: string) => [answer.headers[name] ?? []].flat()[0] ?? '';
  return { kind: 'answer', status: answer.statusCode, text: Buffer.concat(chunks, size).toString('utf8'), header };
}

function describeFault(url: URL, error: unknown): HttpFault {
  const code = codeOf(error);
  if (code === 'ABORT_ERR') return fault(`${url.host} did not answer in time`, { isTransient: true });
  // Of the proxy settings the message names the variable and never the value.
  const said = code === '' && error instanceof Error && error.name === 'UsageError' ? error.message : undefined;
  return fault(said ?? `${url.host} cannot be reached (${code || 'the request failed'})`, {
    isTransient: TRANSIENT.has(code),
    isUnsent: said !== undefined || UNSENT.has(code),
  });
}

function fault(
  reason: string,
  { isTransient, isUnsent = false }: { isTransient: boolean; isUnsent?: boolean },
): HttpFault {
  return { kind: 'fault', reason, isTransient, isUnsent };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (error.name === 'AbortError') return 'ABORT_ERR';
  if ('code' in error && typeof error.code === 'string') return error.code;
  // A connection tried over several addresses fails with all reasons at once.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
