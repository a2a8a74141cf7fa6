// A registry on the loopback of this machine that serves a few images from memory and misbehaves when told to.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
  readonly annotations?: Readonly<Record<string, string>>;
  readonly urls?: readonly string[];
  readonly artifactType?: string;
}

/** Who may read: everybody, those with the password, or those with a token that the same server sells. */
export type FakeAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | {
      readonly kind: 'bearer';
      readonly user: string;
      readonly password: string;
      /** Whether a token is sold to those without a password. */
      readonly anonymous: boolean;
      readonly identityToken?: string;
      readonly expiresIn?: number;
    };

/** Answers a request in place of the registry; `serve` lets the registry answer after all. */
export type Fault = (request: IncomingMessage, response: ServerResponse, serve: () => void) => void;

export interface FakeRegistry {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly requests: { readonly line: string; readonly headers: IncomingMessage['headers'] }[];
  /** Tokens sold so far; those before `oldestToken` are refused. */
  tokens: number;
  oldestToken: number;
  auth: FakeAuth;
  /** Lets the next requests whose path matches go wrong. */
  fail(path: RegExp, times: number, fault: Fault): void;
  putBlob(bytes: Uint8Array, mediaType: string): Descriptor;
  putManifest(name: string, document: object | Uint8Array, mediaType: string): Descriptor;
  close(): Promise<void>;
}

/** Starts a fake registry on a free port. */
export async function startFakeRegistry(): Promise<FakeRegistry> {
  const blobs = new Map<string, Uint8Array>();
  const manifests = new Map<string, { readonly bytes: Uint8Array; readonly mediaType: string }>();
  const faults: { readonly path: RegExp; times: number; readonly fault: Fault }[] = [];

  const server = createServer((request, response) => {
    const path = request.url ?? '';
    registry.requests.push({ line: `${request.method} ${path}`, headers: request.headers });
    const serve = (): void => answer(registry, { blobs, manifests }, request, response);
    const found = faults.find((candidate) => candidate.times > 0 && candidate.path.test(path));
    if (found === undefined) {
      serve();
    } else {
      found.times -= 1;
      found.fault(request, response, serve);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const registry: FakeRegistry = {
    host: `127.0.0.1:${port}`,
    requests: [],
    tokens: 0,
    oldestToken: 1,
    auth: { kind: 'none' },
    fail: (path, times, fault) => faults.push({ path, times, fault }),
    putBlob: (bytes, mediaType) => {
      const digest = sha256(bytes);
      blobs.set(digest, bytes);
      return { mediaType, digest, size: bytes.length };
    },
    putManifest: (name, document, mediaType) => {
      const bytes = document instanceof Uint8Array ? document : Buffer.from(JSON.stringify(document));
      const digest = sha256(bytes);
      manifests.set(name, { bytes, mediaType });
      manifests.set(digest, { bytes, mediaType });
      return { mediaType, digest, size: bytes.length };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return registry;
}

/** The digest of some bytes. */
export function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** A fault: this status, with these headers and this body. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}, body = ''): Fault {
  return (_request, response) => response.writeHead(code, headers).end(body);
}

/** A fault: the true answer, broken off after some bytes of its body. */
export function cutAfter(bytes: number): Fault {
  return (_request, response, serve) => {
    const end = response.end.bind(response);
    response.end = (chunk?: unknown) => {
      if (chunk instanceof Uint8Array) response.write(chunk.subarray(0, bytes), () => response.destroy());
      else end();
      return response;
    };
    serve();
  };
}

/** A fault: headers and the beginning of a body, and then nothing. */
export const hang: Fault = (_request, response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('x');
};

interface Stored {
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  readonly manifests: ReadonlyMap<string, { readonly bytes: Uint8Array; readonly mediaType: string }>;
}

function answer(registry: FakeRegistry, stored: Stored, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '', `http://${registry.host}`);
  const [, , kind, name = ''] = /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(url.pathname) ?? [];
  const manifest = kind === 'manifests' ? stored.manifests.get(name) : undefined;
  const blob = kind === 'blobs' ? stored.blobs.get(name) : undefined;
  if (url.pathname === '/token') {
    sellToken(registry, url, request, response);
  } else if (!isLetIn(registry, request)) {
    refuse(registry, url, response);
  } else if (url.pathname === '/v2/') {
    response.writeHead(200).end('{}');
  } else if (manifest !== undefined) {
    const headers = { 'content-type': manifest.mediaType, 'docker-content-digest': sha256(manifest.bytes) };
    response.writeHead(200, headers).end(manifest.bytes);
  } else if (blob !== undefined) {
    sendBlob(blob, request, response);
  } else {
    sendError(response, 404, kind === 'blobs' ? 'BLOB_UNKNOWN' : 'MANIFEST_UNKNOWN');
  }
}

function sendBlob(blob: Uint8Array, request: IncomingMessage, response: ServerResponse): void {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const rest = blob.subarray(start);
  if (start === 0) {
    response.writeHead(200, { 'content-length': blob.length }).end(blob);
  } else if (rest.length === 0) {
    response.writeHead(416, { 'content-range': `bytes */${blob.length}` }).end();
  } else {
    const range = `bytes ${start}-${blob.length - 1}/${blob.length}`;
    response.writeHead(206, { 'content-range': range, 'content-length': rest.length }).end(rest);
  }
}

function isLetIn({ auth, tokens, oldestToken }: FakeRegistry, { headers }: IncomingMessage): boolean {
  if (auth.kind === 'none') return true;
  if (auth.kind === 'basic') return headers.authorization === basic(auth.user, auth.password);
  const token = Number(/^Bearer token-(\d+)$/.exec(headers.authorization ?? '')?.[1] ?? 0);
  return token >= oldestToken && token <= tokens;
}

function refuse({ auth, host }: FakeRegistry, url: URL, response: ServerResponse): void {
  const repository = /^\/v2\/(.+)\/(?:manifests|blobs)\//.exec(url.pathname)?.[1] ?? '';
  const bearer = `Bearer realm="http://${host}/token",service="fake",scope="repository:${repository}:pull"`;
  const challenge = auth.kind === 'basic' ? 'Basic realm="fake, registry"' : bearer;
  sendError(response, 401, 'UNAUTHORIZED', { 'www-authenticate': challenge });
}

function sellToken(registry: FakeRegistry, url: URL, request: IncomingMessage, response: ServerResponse): void {
  const { auth } = registry;
  const sell = (): void => {
    registry.tokens += 1;
    const expires = auth.kind === 'bearer' && auth.expiresIn !== undefined ? { expires_in: auth.expiresIn } : {};
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ token: `token-${registry.tokens}`, ...expires }));
  };
  const refuseToSell = (code: number): void => sendError(response, code, 'UNAUTHORIZED');
  if (auth.kind !== 'bearer') {
    refuseToSell(404);
  } else if (request.method === 'POST') {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const offered = new URLSearchParams(body).get('refresh_token');
      if (auth.identityToken === undefined) refuseToSell(405);
      else if (offered === auth.identityToken) sell();
      else refuseToSell(401);
    });
  } else {
    const { authorization } = request.headers;
    const isKnown = authorization === undefined ? auth.anonymous : authorization === basic(auth.user, auth.password);
    const isScoped = url.searchParams.has('scope') && url.searchParams.get('service') === 'fake';
    if (isKnown && isScoped) sell();
    else refuseToSell(401);
  }
}

function sendError(
  response: ServerResponse,
  code: number,
  error: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = JSON.stringify({ errors: [{ code: error, message: 'as the fake says', detail: null }] });
  response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(body);
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
