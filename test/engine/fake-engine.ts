// A server that answers as an engine would, or as none should, on a socket or a port of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';

export interface FakeEngine {
  /** For DOCKER_HOST. */
  readonly host: string;
  /** Method and address of every request, in order. */
  readonly requests: readonly string[];
  /** Most connections that were open at once. */
  readonly connections: () => number;
}

export type Routes = Readonly<Record<string, unknown>>;

/** Starts a server that ends with the test. Routes by address: a document, or a function that answers by itself. */
export async function fakeEngine(
  routes: Routes,
  options: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly tls?: TlsOptions;
    readonly onPort?: boolean;
  } = {},
): Promise<FakeEngine> {
  const requests: string[] = [];
  const {
    headers = { 'api-version': '1.41', server: 'Docker/20.10.24 (linux)' },
    tls,
    onPort = tls !== undefined,
  } = options;
  const listener: RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const route = Object.hasOwn(routes, request.url ?? '') ? routes[request.url ?? ''] : undefined;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (typeof route === 'function') route(response);
    else if (route !== undefined) answer(response, 200, route);
    else if (request.url === '/_ping') response.end('OK');
    else if (request.url === '/version') answer(response, 200, { Version: '20.10.24', MinAPIVersion: '1.12' });
    else answer(response, 404, { message: 'page not found' });
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  let open = 0;
  let most = 0;
  server.on('connection', (socket) => {
    most = Math.max(most, ++open);
    socket.on('close', () => open--);
  });
  const host = await listen(server, onPort);
  return { host, requests, connections: () => most };
}

/** Sends a document as JSON. */
export function answer(response: ServerResponse, status: number, document: unknown): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(document));
}

/** A folder that is removed with the test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function listen(server: Server, onPort: boolean): Promise<string> {
  const socket = onPort ? undefined : join(scratch(), 'engine.sock');
  await new Promise<void>((resolve) => {
    if (socket === undefined) server.listen(0, '127.0.0.1', resolve);
    else server.listen(socket, resolve);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  if (socket !== undefined) return `unix://${socket}`;
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `tcp://127.0.0.1:${address.port}`;
}
