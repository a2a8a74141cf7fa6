// Which proxy a request goes through, by the environment variables that Docker and curl obey.
import { UsageError } from '../model/errors.ts';
import { isLoopback } from './host.ts';

/** Answers the proxy for a URL, or `undefined` for a direct connection. */
export function proxyFor(url: URL, environment: Readonly<Record<string, string>>): URL | undefined {
  const name = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const text = variable(environment, name);
  if (text === '' || isLoopback(url.hostname) || isExcepted(url, variable(environment, 'no_proxy'))) return undefined;
  return parseProxy(text, name);
}

function variable(environment: Readonly<Record<string, string>>, name: string): string {
  return (environment[name] || environment[name.toUpperCase()] || '').trim();
}

/** The value may hold a password, so no message repeats it. */
function parseProxy(text: string, name: string): URL {
  const url = URL.canParse(text) && text.includes('://') ? new URL(text) : undefined;
  const proxy = url ?? (URL.canParse(`http://${text}`) ? new URL(`http://${text}`) : undefined);
  if (proxy === undefined || (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') || proxy.hostname === '')
    throw new UsageError(
      `The variable ${name} does not name an HTTP proxy. Write http://HOST:PORT, or except the registry in no_proxy.`,
    );
  return proxy;
}

/** A name in the list stands for itself and for what is below it; `*` stands for every host. */
function isExcepted(url: URL, list: string): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return list.split(/[\s,]+/).some((written) => {
    const entry = written.toLowerCase();
    if (entry === '*') return true;
    if (entry.includes('/')) return isInRange(host, entry);
    const [suffix, wantedPort] = splitPort(entry);
    const name = suffix.replace(/^\*?\./, '');
    if (name === '' || (wantedPort !== '' && wantedPort !== port)) return false;
    return (host === name && name === suffix) || host.endsWith(`.${name}`);
  });
}

/** Brackets are dropped; an IPv6 address without them has no port. */
function splitPort(entry: string): readonly [name: string, port: string] {
  const bracketed = /^\[([^\]]*)\](?::(\d+))?$/.exec(entry);
  if (bracketed !== null) return [bracketed[1] ?? '', bracketed[2] ?? ''];
  const colon = entry.indexOf(':');
  return colon === -1 || entry.includes(':', colon + 1) ? [entry, ''] : [entry.slice(0, colon), entry.slice(colon + 1)];
}

function isInRange(host: string, entry: string): boolean {
  const [network = '', bits = ''] = entry.split('/');
  const address = ipv4Number(host);
  const base = ipv4Number(network);
  const length = /^\d{1,2}$/.test(bits) ? Number(bits) : 33;
  if (address === undefined || base === undefined || length > 32) return false;
  const size = 2 ** (32 - length);
  return Math.floor(address / size) === Math.floor(base / size);
}

function ipv4Number(text: string): number | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined;
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
