// Where an engine listens, as DOCKER_HOST and the contexts of the client spell it.
import { InputError } from '../model/errors.ts';

/** Certificates for TLS, as PEM; what is absent is left to the machine. */
export interface Certificates {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Whether the certificate of the engine is checked. */
  readonly verify: boolean;
}

export interface UnixEndpoint {
  readonly kind: 'unix';
  readonly path: string;
  /** Who named it, for messages: `DOCKER_HOST`, `the Docker context work`; empty for a place that is usual. */
  readonly namedBy: string;
}

export interface TcpEndpoint {
  readonly kind: 'tcp';
  /** `http://` or `https://` with host and port. */
  readonly origin: string;
  /** Path in front of every request; empty for none. */
  readonly prefix: string;
  readonly certificates?: Certificates;
  readonly namedBy: string;
}

export type Endpoint = UnixEndpoint | TcpEndpoint;

export const DEFAULT_SOCKET = '/var/run/docker.sock';

/** Reads an address such as `unix:///run/docker.sock` or `tcp://192.0.2.1:2376`. Throws InputError for one that is none or cannot be spoken to. */
export function parseEndpoint(text: string, namedBy: string, certificates?: Certificates): Endpoint {
  const split = text.indexOf('://');
  const scheme = split === -1 ? '' : text.slice(0, split).toLowerCase();
  const rest = text.slice(split + 3);
  switch (scheme) {
    case 'unix':
      return unixEndpoint(rest === '' ? DEFAULT_SOCKET : rest, namedBy);
    case 'tcp':
    case 'http':
    case 'https':
      return tcpEndpoint(text, rest, namedBy, scheme === 'https' ? (certificates ?? { verify: true }) : certificates);
    case 'ssh':
      throw new InputError(
        `${namedBy} is ${text}: engines over SSH are not spoken to. Bring the socket here, \`ssh -L /tmp/engine.sock:${DEFAULT_SOCKET} HOST\`, and set DOCKER_HOST=unix:///tmp/engine.sock`,
      );
    case 'npipe':
      throw new InputError(
        `${namedBy} is ${text}: pipes of Windows are not spoken to. Let the engine listen on a TCP port with TLS, or run this inside WSL with DOCKER_HOST=unix://${DEFAULT_SOCKET}`,
      );
    default:
      throw new InputError(
        `${namedBy} is ${JSON.stringify(text)}, which is no address of an engine: write unix:///path/to/docker.sock or tcp://HOST:PORT`,
      );
  }
}

/** The address as it would be written in DOCKER_HOST. */
export function showEndpoint(endpoint: Endpoint): string {
  return endpoint.kind === 'unix'
    ? `unix://${endpoint.path}`
    : `${endpoint.origin.replace(/^https?/, 'tcp')}${endpoint.prefix}`;
}

function unixEndpoint(path: string, namedBy: string): UnixEndpoint {
  if (!path.startsWith('/'))
    throw new InputError(`${namedBy} is unix://${path}: the path of a socket begins with a slash, unix:///${path}`);
  return { kind: 'unix', path, namedBy };
}

function tcpEndpoint(text: string, rest: string, namedBy: string, certificates?: Certificates): TcpEndpoint {
  const protocol = certificates === undefined ? 'http' : 'https';
  // A port of 80 or 443 that is written vanishes from a parsed address, and the usual ports of engines are others.
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? '';
  const port = /:(\d+)$/.exec(authority)?.[1];
  const address = `${protocol}://${rest}`;
  if (authority === '' || authority.includes('@') || !URL.canParse(address))
    throw new InputError(`${namedBy} is ${JSON.stringify(text)}, which names no host: write tcp://HOST:PORT`);
  const { hostname, pathname } = new URL(address);
  return {
    kind: 'tcp',
    origin: `${protocol}://${hostname}:${port ?? (certificates === undefined ? '2375' : '2376')}`,
    prefix: pathname.replace(/\/+$/, ''),
    namedBy,
    ...(certificates === undefined ? {} : { certificates }),
  };
}
