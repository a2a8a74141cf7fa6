// Redirects, proxies and certificates: nothing that is secret goes to a host it was not made for.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlain, type Server } from 'node:http';
import { createServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { fetchManifest } from '../../src/registry/documents.ts';
import { checkPlace, type Http, openHttp } from '../../src/registry/http.ts';
import { type FakeRegistry, startFakeRegistry, status } from '../fake-registry.ts';
import { OCI_MANIFEST } from './fake-images.ts';
import { openPatiently } from './patient-host.ts';

let fake: FakeRegistry;
let storage: FakeRegistry;
let http: Http;

beforeEach(async () => {
  fake = await startFakeRegistry();
  storage = await startFakeRegistry();
  http = openHttp({ environment: {}, insecure: [] });
});
afterEach(async () => {
  await http.close();
  await fake.close();
  await storage.close();
});

function ask(path: string, headers: Readonly<Record<string, string>> = {}) {
  return http.send({ url: new URL(`http://${fake.host}${path}`), headers, redirects: true });
}

test('a redirect to another host gets the range and not the credentials', async () => {
  const there = `http://${storage.host}/v2/?signature=secret`;
  fake.fail(/first/, 1, status(307, { location: there }));
  const answer = await ask('/first', { authorization: 'Basic eA==', cookie: 'a=b', range: 'bytes=5-' });
  answer.body.resume();
  expect([answer.status, answer.host]).toEqual([200, storage.host]);
  expect(storage.requests[0]?.line).toBe('GET /v2/?signature=secret');
  expect(storage.requests[0]?.headers).toMatchObject({ range: 'bytes=5-' });
  expect(storage.requests[0]?.headers).not.toHaveProperty('authorization');
  expect(storage.requests[0]?.headers).not.toHaveProperty('cookie');
});

test('a redirect on the same host keeps the credentials, and one back does not bring them again', async () => {
  fake.fail(/first/, 1, status(302, { location: '/v2/' }));
  (await ask('/first', { authorization: 'Basic eA==' })).body.resume();
  expect(fake.requests[1]?.headers.authorization).toBe('Basic eA==');
  fake.fail(/first/, 1, status(302, { location: `http://${storage.host}/there` }));
  storage.fail(/there/, 1, status(302, { location: `http://${fake.host}/v2/` }));
  (await ask('/first', { authorization: 'Basic eA==' })).body.resume();
  expect(fake.requests.at(-1)?.line).toBe('GET /v2/');
  expect(fake.requests.at(-1)?.headers).not.toHaveProperty('authorization');
});

test('redirects without end are given up', async () => {
  fake.fail(/./, 99, status(308, { location: '/again?signature=secret' }));
  await expect(ask('/first')).rejects.toThrow(`${fake.host} sent the request on more than 5 times.`);
  expect(fake.requests.length).toBe(6);
});

test.each([
  ['http://storage.example.invalid/x?signature=secret', 'leads to storage.example.invalid without encryption'],
  ['ftp://storage.example.invalid/x', 'without encryption'],
  ['https://[', 'an address that is none'],
])('a redirect to %s is refused', async (location, reason) => {
  fake.fail(/first/, 1, status(302, { location }));
  const error = await ask('/first').catch((thrown: unknown) => thrown);
  expect(error).toHaveProperty('message', expect.stringContaining(reason));
  expect(error).not.toHaveProperty('message', expect.stringContaining('secret'));
});

test('a registry elsewhere may not lead to this machine or its link', () => {
  const from = new URL('https://registry.example.com');
  const nothing = () => false;
  for (const place of ['https://localhost/', 'https://169.254.169.254/', 'https://[::1]:8080/'])
    expect(() => checkPlace(new URL(place), from, nothing)).toThrow(/an address of this machine or its own network/);
  expect(() => checkPlace(new URL('https://10.0.0.1/'), from, nothing)).not.toThrow();
  expect(() => checkPlace(new URL('https://localhost/'), new URL('http://127.0.0.1:5000'), nothing)).not.toThrow();
});

test('a 401 of the storage behind a redirect asks for no login', async () => {
  fake.putManifest('1', {}, OCI_MANIFEST);
  fake.fail(/manifests/, 1, status(307, { location: `http://${storage.host}/there` }));
  storage.fail(/there/, 1, status(401, { 'www-authenticate': `Basic realm="x"` }));
  const credentials = { kind: 'password', username: 'me', password: 'hunter2', from: 'config.json' } as const;
  const host = openPatiently(fake.host, { credentials });
  await expect(fetchManifest(host.repository, '1')).rejects.toThrow(/401/);
  await host.close();
  expect([...fake.requests, ...storage.requests].map(({ headers }) => headers.authorization)).toEqual([
    undefined,
    undefined,
  ]);
});

test('a proxy is used, with its own credentials, for a registry that was named as insecure', async () => {
  // The proxy answers for the registry itself; it refuses tunnels, as a registry without TLS would refuse the handshake.
  const seen: { readonly line: string; readonly proxy: string | undefined }[] = [];
  const proxy = createPlain((request, response) => {
    seen.push({ line: request.url ?? '', proxy: request.headers['proxy-authorization'] });
    response.writeHead(200, { 'content-type': OCI_MANIFEST }).end('{}');
  });
  proxy.on('connect', (_request, socket) => socket.destroy());
  await listen(proxy);
  const variable = `http://me:hunter2@127.0.0.1:${portOf(proxy)}`;
  const registry = 'registry.example.invalid:5000';
  const environment = { http_proxy: variable, https_proxy: variable };
  const host = openPatiently(registry, { environment, insecure: [registry] });
  await fetchManifest(host.repository, '1');
  await host.close();
  await close(proxy);
  expect(seen).toEqual([
    {
      line: `http://${registry}/v2/team/app/manifests/1`,
      proxy: `Basic ${Buffer.from('me:hunter2').toString('base64')}`,
    },
  ]);
});

test('a proxy that refuses is named without its password', async () => {
  const proxy = createPlain((_request, response) => response.end());
  proxy.on('connect', (_request, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
  await listen(proxy);
  const environment = { https_proxy: `http://me:hunter2@127.0.0.1:${portOf(proxy)}` };
  const host = openPatiently('registry.example.invalid', { environment });
  const error = await fetchManifest(host.repository, '1').catch((thrown: unknown) => thrown);
  await host.close();
  await close(proxy);
  expect(error).toHaveProperty('message', expect.stringMatching(/^The proxy on the way to registry.example.invalid/));
  expect(error).not.toHaveProperty('message', expect.stringContaining('hunter2'));
});

const OPENSSL = 'openssl';
let folder = '';
let key: { readonly key: Buffer; readonly cert: Buffer } | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-tls-'));
  const files = { key: join(folder, 'key.pem'), cert: join(folder, 'cert.pem') };
  const words = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout ${files.key} -out ${files.cert}`;
  try {
    execFileSync(OPENSSL, words.split(' '), { stdio: 'ignore' });
    key = { key: readFileSync(files.key), cert: readFileSync(files.cert) };
  } catch {
    console.warn('skipped: no openssl, so certificates are not tested');
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a certificate of an unknown authority is explained, and accepted for a host named as insecure', async (context) => {
  if (key === undefined) return context.skip();
  const server = createServer(key, (_request, response) => {
    response.writeHead(200, { 'content-type': OCI_MANIFEST }).end('{}');
  });
  await listen(server);
  // Through a proxy, so that a name that is not this machine leads to the server.
  const proxy = createPlain();
  proxy.on('connect', async (_request, socket) => {
    const { connect } = await import('node:net');
    const target = connect(portOf(server), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(target).pipe(socket);
    });
    for (const end of [socket, target]) end.on('error', () => {});
  });
  await listen(proxy);
  const environment = { https_proxy: `http://127.0.0.1:${portOf(proxy)}` };
  const registry = 'registry.example.invalid';
  const strict = openPatiently(registry, { environment });
  await expect(fetchManifest(strict.repository, '1')).rejects.toThrow(
    /The certificate of registry.example.invalid is not signed by an authority that this machine trusts \(DEPTH_ZERO_SELF_SIGNED_CERT\). Name the file of the authority in NODE_EXTRA_CA_CERTS, or accept any certificate with --insecure-registry registry.example.invalid/,
  );
  const lax = openPatiently(registry, { environment, insecure: [registry] });
  expect(await fetchManifest(lax.repository, '1')).toMatchObject({ mediaType: OCI_MANIFEST });
  await strict.close();
  await lax.close();
  await close(server);
  await close(proxy);
});

test('on this machine TLS is tried first, with any certificate', async (context) => {
  if (key === undefined) return context.skip();
  const server = createServer(key, (_request, response) => {
    response.writeHead(200, { 'content-type': OCI_MANIFEST }).end('{}');
  });
  await listen(server);
  const host = openPatiently(`127.0.0.1:${portOf(server)}`);
  expect(await fetchManifest(host.repository, '1')).toMatchObject({ mediaType: OCI_MANIFEST });
  await host.close();
  await close(server);
});

function listen(server: Server | SecureServer): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function portOf(server: Server | SecureServer): number {
  return (server.address() as AddressInfo).port;
}

async function close(server: Server | SecureServer): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
