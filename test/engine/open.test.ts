// Opening an engine: who answers, in which version, and what is said when nobody does or it is none.
import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { explainConnection } from '../../src/engine/explain.ts';
import { openEngine } from '../../src/engine/open.ts';
import type { Engine } from '../../src/model/connections.ts';
import { InputError } from '../../src/model/errors.ts';
import { answer, fakeEngine, scratch } from './fake-engine.ts';

async function open(host: string, patience?: number): Promise<Engine> {
  const options = { environment: { DOCKER_HOST: host }, home: '/home/nobody-there' };
  const engine = await openEngine(patience === undefined ? options : { ...options, patience });
  onTestFinished(() => engine.close());
  return engine;
}

test('the lower version of the API is spoken: theirs when it is older', async () => {
  const fake = await fakeEngine({ '/v1.41/containers/json?all=true': [] });
  const engine = await open(fake.host);
  expect(engine.name).toBe('Docker 20.10.24 (API 1.41)');
  expect(await engine.containers()).toEqual([]);
  expect(fake.requests).toEqual(['GET /_ping', 'GET /version', 'GET /v1.41/containers/json?all=true']);
});

test('the lower version of the API is spoken: ours when theirs is newer', async () => {
  const version = { Version: '29.0.1', ApiVersion: '1.52', MinAPIVersion: '1.44' };
  const routes = { '/version': version, '/v1.51/containers/json?all=true': [] };
  const fake = await fakeEngine(routes, { headers: { 'api-version': '1.52', server: 'Docker/29.0.1 (linux)' } });
  const engine = await open(fake.host);
  expect(engine.name).toBe('Docker 29.0.1 (API 1.51)');
  expect(await engine.containers()).toEqual([]);
});

test('an engine that has left our version behind asks for an update of this program', async () => {
  const routes = { '/version': { Version: '40.0.0', ApiVersion: '1.99', MinAPIVersion: '1.60' } };
  const fake = await fakeEngine(routes, { headers: { 'api-version': '1.99' } });
  await expect(open(fake.host)).rejects.toThrow('speaks API 1.60 and newer, and this version speaks 1.51 at most');
});

test('an engine that is too old asks for an update of the engine', async () => {
  const fake = await fakeEngine({}, { headers: { 'api-version': '1.9' } });
  await expect(open(fake.host)).rejects.toThrow('speaks API 1.9; 1.24 or newer is needed');
});

test('Podman is recognised, and asked in its own form for containers', async () => {
  const headers = { 'api-version': '1.41', 'libpod-api-version': '5.8.1', server: 'Libpod/5.8.1 (linux)' };
  const routes = { '/version': { Version: '5.8.1' }, '/v5.8.1/libpod/containers/web/json': { Id: 'ab' } };
  const fake = await fakeEngine(routes, { headers });
  const engine = await open(fake.host);
  expect(engine.name).toBe('Podman 5.8.1 (API 1.41)');
  expect(await engine.inspectContainer('web')).toEqual({ Id: 'ab' });
});

test('what Podman leaves out of an image in the form of Docker is taken from its own form', async () => {
  const headers = { 'api-version': '1.44', 'libpod-api-version': '5.8.1', server: 'Libpod/5.8.1 (linux)' };
  const ManifestType = 'application/vnd.docker.distribution.manifest.v2+json';
  const routes = {
    '/v1.44/images/web/json': { Id: 'sha256:ab', Config: { User: 'app' } },
    '/v5.8.1/libpod/images/web/json': { Id: 'ab', ManifestType, Healthcheck: { Test: ['CMD', 'true'] }, User: 'app' },
  };
  const fake = await fakeEngine(routes, { headers });
  expect(await (await open(fake.host)).inspectImage('web')).toEqual({
    Id: 'sha256:ab',
    ManifestType,
    Config: { User: 'app', Healthcheck: { Test: ['CMD', 'true'] } },
  });
});

test('a proxy that forbids to ask for the version does not hinder', async () => {
  const forbid = (response: ServerResponse) => answer(response, 403, { message: 'forbidden' });
  const fake = await fakeEngine({ '/version': forbid, '/v1.41/containers/web/json': forbid });
  const engine = await open(fake.host);
  expect(engine.name).toBe('Docker 20.10.24 (API 1.41)');
  await expect(engine.inspectContainer('web')).rejects.toThrow('forbids /v1.41/containers/web/json: forbidden');
});

test('no socket anywhere: every place is named, and what to start', async () => {
  const home = scratch();
  const error = await openEngine({ environment: { DOCKER_HOST: `unix://${home}/none.sock` }, home }).catch(String);
  expect(error).toContain(`no engine at unix://${home}/none.sock (DOCKER_HOST): there is no such socket`);
  expect(error).toContain('systemctl start docker');
});

test('a socket that nobody listens on', async () => {
  const path = join(scratch(), 'dead.sock');
  writeFileSync(path, '');
  await expect(open(`unix://${path}`)).rejects.toThrow('nobody listens on that socket');
});

test('a port that nobody listens on', async () => {
  await expect(open('tcp://127.0.0.1:1')).rejects.toThrow('no engine answers at tcp://127.0.0.1:1 (DOCKER_HOST)');
});

test('a server of something else is no engine', async () => {
  const html = await fakeEngine({ '/_ping': (response: ServerResponse) => response.end('<html>') }, { headers: {} });
  await expect(open(html.host)).rejects.toThrow('is no Docker engine: /_ping names no version');
  const text = await fakeEngine({ '/version': (response: ServerResponse) => response.end('<html>') });
  await expect(open(text.host)).rejects.toThrow('/version gives something that is not JSON');
});

test('a server that does not speak HTTP is no engine', async () => {
  const path = join(scratch(), 'other.sock');
  const server = createServer((socket) => socket.end('SSH-2.0-other\r\n'));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
  await expect(open(`unix://${path}`)).rejects.toThrow(/it does not speak HTTP \(HPE_/);
});

test('an engine that stops answering is given up', async () => {
  const silent = await fakeEngine({ '/_ping': () => {} });
  await expect(open(silent.host, 100)).rejects.toThrow('has stopped answering');
  const halting = (response: ServerResponse) => response.write('[');
  const halfway = await fakeEngine({ '/v1.41/containers/json?all=true': halting });
  const engine = await open(halfway.host, 100);
  await expect(engine.containers()).rejects.toThrow('has stopped answering');
});

test('an engine that ends in the middle of an answer is noticed', async () => {
  const cut = (response: ServerResponse) => {
    response.setHeader('content-length', '100');
    response.write('[');
    setTimeout(() => response.destroy(), 10);
  };
  const fake = await fakeEngine({ '/v1.41/images/get?names=web': cut, '/v1.41/containers/json?all=true': cut });
  const engine = await open(fake.host);
  await expect(engine.containers()).rejects.toThrow('closed the connection in the middle of an answer');
  const read = async () => {
    for await (const chunk of await engine.save('web')) expect(chunk.length).toBe(1);
  };
  await expect(read()).rejects.toThrow('closed the connection in the middle of an answer');
});

test('an endless answer ends at the limit', async () => {
  const flood = (response: ServerResponse) => {
    const more = () => {
      while (!response.destroyed && response.write(' '.repeat(1 << 20)));
    };
    response.on('drain', more);
    more();
  };
  const fake = await fakeEngine({ '/v1.41/containers/json?all=true': flood });
  const engine = await open(fake.host);
  await expect(engine.containers()).rejects.toThrow('larger than the limit of 67108864 bytes');
});

test('what the engine says of a refusal is passed on in one clean line', async () => {
  const refuse = (response: ServerResponse) => answer(response, 500, { message: 'disk\u001b[31m\nfull' });
  const plain = (response: ServerResponse) => {
    response.statusCode = 400;
    response.end('bad parameter\n');
  };
  const fake = await fakeEngine({ '/v1.41/containers/a/json': refuse, '/v1.41/containers/b/json': plain });
  const engine = await open(fake.host);
  await expect(engine.inspectContainer('a')).rejects.toThrow('refuses /v1.41/containers/a/json (500): disk [31m full');
  await expect(engine.inspectContainer('b')).rejects.toThrow('(400): bad parameter');
});

test('a socket without permission says how to get it', () => {
  const denied = Object.assign(new Error('connect EACCES'), { code: 'EACCES' });
  const error = explainConnection(denied, { kind: 'unix', path: '/run/docker.sock', namedBy: '' });
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).toContain('permission denied on /run/docker.sock');
  expect(error.message).toContain('usermod -aG docker');
});
