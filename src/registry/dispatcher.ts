// Opens the connections of the HTTP client: direct or through a proxy, with certificates checked or not.
import { Agent, type buildConnector, type Dispatcher, Pool, ProxyAgent } from 'undici';
import type { Timeouts } from './options.ts';

/** Opens connections through `proxy`, or direct ones. `lax` accepts any certificate. */
export function openDispatcher(proxy: URL | undefined, lax: boolean, timeouts: Timeouts): Dispatcher {
  const tls = { timeout: timeouts.connect, ...(lax ? { rejectUnauthorized: false } : {}) };
  if (proxy === undefined) return new Agent({ connect: tls });
  return new ProxyAgent({
    uri: proxy.href,
    requestTls: tls,
    proxyTls: { timeout: timeouts.connect },
    // Plain HTTP is asked of the proxy itself: many allow a tunnel to the port of HTTPS alone.
    proxyTunnel: false,
    factory: (origin, options) => new Pool(origin, withFinalErrors(options)),
  });
}

/** A tunnel that the proxy closes is reported by undici with a code that makes it try for ever; another code ends the request. */
function withFinalErrors(options: object): Pool.Options {
  const connect = 'connect' in options && isConnector(options.connect) ? options.connect : undefined;
  if (connect === undefined) return options;
  return {
    ...options,
    connect: (place, done) =>
      connect(place, (...answer) => {
        const [error] = answer;
        const isFinal = error === null || !('code' in error) || error.code !== 'UND_ERR_SOCKET';
        if (isFinal) done(...answer);
        else done(Object.assign(new Error('the tunnel was closed', { cause: error }), { code: 'ECONNRESET' }), null);
      }),
  };
}

function isConnector(value: unknown): value is buildConnector.connector {
  return typeof value === 'function';
}
