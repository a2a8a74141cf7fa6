// Sends one request over the one HTTP client, through proxies, and follows redirects without taking the credentials along.
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { InputError } from '../model/errors.ts';
import { openDispatcher } from './dispatcher.ts';
import { explainFailure } from './failure.ts';
import { isInsecure, isLocalAddress, parseInsecureHosts } from './host.ts';
import { DEFAULT_TIMEOUTS, type RegistryOptions, type Timeouts } from './options.ts';
import { proxyFor } from './proxy.ts';

export interface HttpRequest {
  readonly url: URL;
  readonly method?: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether an answer that names another place is followed there. */
  readonly redirects: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Readable;
  /** The host that answered in the end. */
  readonly host: string;
  /** The first value of a header, or an empty text. */
  header(name: string): string;
  headers(name: string): readonly string[];
}

export interface Http {
  readonly timeouts: Timeouts;
  /** Throws InputError, with the fault of the connection as its cause, when there is no answer. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Tells whether a host may be spoken to over plain HTTP. */
  mayBePlain(url: URL): boolean;
  close(): Promise<void>;
}

const MAX_REDIRECTS = 5;
/** Bytes of a body that are cheaper to read than a new connection. */
const SHORT = 16 * 1024;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Opens the HTTP client; no connection is made before the first request. */
export function openHttp(options: Pick<RegistryOptions, 'environment' | 'insecure' | 'timeouts'>): Http {
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  const insecure = parseInsecureHosts(options.insecure);
  const mayBePlain = (url: URL): boolean => isInsecure(url, insecure);
  const dispatchers = new Map<string, Dispatcher>();
  const dispatcherFor = (url: URL): Dispatcher => {
    const proxy = proxyFor(url, options.environment);
    const lax = mayBePlain(url);
    const key = `${lax} ${proxy?.href ?? ''}`;
    const known = dispatchers.get(key);
    if (known !== undefined) return known;
    const opened = openDispatcher(proxy, lax, timeouts);
    dispatchers.set(key, opened);
    return opened;
  };

  const sendOnce = async (request: HttpRequest): Promise<HttpAnswer> => {
    const { url, method = 'GET', body = null, headers } = request;
    // The parts have their own limits; this one holds whatever happens between them.
    const abort = new AbortController();
    const late = Object.assign(new Error('no answer'), { code: 'UND_ERR_HEADERS_TIMEOUT' });
    const timer = setTimeout(() => abort.abort(late), 3 * timeouts.connect + timeouts.headers);
    try {
      const answer = await dispatcherFor(url).request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        body,
        headers: { 'accept-encoding': 'identity', 'user-agent': 'seaworthy', ...headers },
        headersTimeout: timeouts.headers,
        bodyTimeout: timeouts.idle,
        signal: abort.signal,
      });
      // A body that nobody reads must not end the process when its connection breaks.
      answer.body.on('error', () => {});
      const values = (name: string): readonly string[] => [answer.headers[name] ?? []].flat();
      return {
        status: answer.statusCode,
        body: answer.body,
        host: url.host,
        header: (name) => values(name)[0] ?? '',
        headers: values,
      };
    } catch (error) {
      throw explainFailure(url, error);
    } finally {
      clearTimeout(timer);
    }
  };

  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    let current = request;
    for (let followed = 0; ; followed += 1) {
      const answer = await sendOnce(current);
      const location = answer.header('location');
      if (!request.redirects || !REDIRECTS.has(answer.status) || location === '') return answer;
      discard(answer);
      if (followed === MAX_REDIRECTS)
        throw new InputError(`${request.url.host} sent the request on more than ${MAX_REDIRECTS} times.`);
      const next = nextPlace(location, current.url, mayBePlain);
      current = { ...current, url: next, headers: headersFor(next, current) };
    }
  };

  return {
    timeouts,
    send,
    mayBePlain,
    close: async () => {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
      dispatchers.clear();
    },
  };
}

/** Lets go of an answer that is of no further interest; a short one is read to its end, so that the connection can be used again. */
export function discard(answer: HttpAnswer): void {
  const length = answer.header('content-length');
  if (length !== '' && Number(length) <= SHORT) answer.body.resume();
  else answer.body.destroy();
}

/** Refuses to be led out of encryption, or from a registry elsewhere to this machine. */
export function checkPlace(next: URL, from: URL, mayBePlain: (url: URL) => boolean): void {
  const plain = next.protocol === 'http:' && mayBePlain(next);
  if (next.protocol !== 'https:' && !plain)
    throw new InputError(
      `${from.host} leads to ${next.host} without encryption, which is refused. If that is meant, allow it with --insecure-registry ${next.host}.`,
    );
  if (isLocalAddress(next.hostname) && !isLocalAddress(from.hostname) && !mayBePlain(from))
    throw new InputError(`${from.host} leads to ${next.host}, an address of this machine or its own network. Refused.`);
}

function nextPlace(location: string, from: URL, mayBePlain: (url: URL) => boolean): URL {
  if (!URL.canParse(location, from.href)) throw new InputError(`${from.host} leads to an address that is none.`);
  const next = new URL(location, from.href);
  checkPlace(next, from, mayBePlain);
  return next;
}

/** Credentials are for the host they were made for; a storage service refuses a request that brings others. */
function headersFor(next: URL, { url, headers }: HttpRequest): Readonly<Record<string, string>> {
  if (next.origin === url.origin) return headers;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization' && name !== 'cookie'));
}
