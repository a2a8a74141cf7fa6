// Which engine is meant: DOCKER_HOST, then the context of the client, then the usual sockets.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { locateEngine } from '../../src/engine/locate.ts';
import { scratch } from './fake-engine.ts';

/** Writes a context of the client, and its certificates, as `docker context create` does. */
function writeContext(folder: string, name: string, docker: unknown, pem: Readonly<Record<string, string>> = {}): void {
  const digest = createHash('sha256').update(name).digest('hex');
  const meta = join(folder, 'contexts/meta', digest);
  mkdirSync(meta, { recursive: true });
  writeFileSync(join(meta, 'meta.json'), JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker } }));
  const tls = join(folder, 'contexts/tls', digest, 'docker');
  mkdirSync(tls, { recursive: true });
  for (const [file, text] of Object.entries(pem)) writeFileSync(join(tls, file), text);
}

test('without a word of the user the usual sockets are tried, Docker before Podman', () => {
  const paths = locateEngine({ environment: { XDG_RUNTIME_DIR: '/run/user/1000' }, home: '/home/nobody-there' });
  expect(paths.map((endpoint) => (endpoint.kind === 'unix' ? endpoint.path : ''))).toEqual([
    '/var/run/docker.sock',
    '/run/user/1000/docker.sock',
    '/home/nobody-there/.docker/run/docker.sock',
    '/home/nobody-there/.docker/desktop/docker.sock',
    '/run/user/1000/podman/podman.sock',
    '/run/podman/podman.sock',
  ]);
});

test('DOCKER_HOST stands over every context', () => {
  const home = scratch();
  writeContext(join(home, '.docker'), 'work', { Host: 'unix:///work.sock' });
  writeFileSync(join(home, '.docker/config.json'), '{"currentContext":"work"}');
  const environment = { DOCKER_HOST: 'unix:///mine.sock', DOCKER_CONTEXT: 'work' };
  expect(locateEngine({ environment, home })).toEqual([{ kind: 'unix', path: '/mine.sock', namedBy: 'DOCKER_HOST' }]);
});

test('the current context of the client is followed, and DOCKER_CONTEXT stands over it', () => {
  const home = scratch();
  const config = join(home, '.docker');
  writeContext(config, 'work', { Host: 'unix:///work.sock' });
  writeContext(
    config,
    'far',
    { Host: 'tcp://192.0.2.1:2376', SkipTLSVerify: false },
    { 'ca.pem': 'CA', 'key.pem': 'KEY' },
  );
  writeFileSync(join(config, 'config.json'), '{"currentContext":"work"}');
  expect(locateEngine({ environment: {}, home })).toEqual([
    { kind: 'unix', path: '/work.sock', namedBy: 'the Docker context work' },
  ]);
  expect(locateEngine({ environment: { DOCKER_CONTEXT: 'far' }, home })).toEqual([
    {
      kind: 'tcp',
      origin: 'https://192.0.2.1:2376',
      prefix: '',
      namedBy: 'the Docker context far',
      certificates: { ca: 'CA', key: 'KEY', verify: true },
    },
  ]);
  expect(locateEngine({ environment: { DOCKER_CONTEXT: 'default' }, home })).toHaveLength(4);
});

test('DOCKER_CONFIG moves the files of the client', () => {
  const folder = scratch();
  writeContext(folder, 'work', { Host: 'unix:///work.sock' });
  const environment = { DOCKER_CONFIG: folder, DOCKER_CONTEXT: 'work' };
  expect(locateEngine({ environment, home: '/home/nobody-there' })[0]).toMatchObject({ path: '/work.sock' });
});

test('a context that skips the check of certificates uses TLS without it', () => {
  const folder = scratch();
  writeContext(folder, 'lax', { Host: 'tcp://192.0.2.1', SkipTLSVerify: true });
  const [endpoint] = locateEngine({ environment: { DOCKER_CONFIG: folder, DOCKER_CONTEXT: 'lax' }, home: folder });
  expect(endpoint).toMatchObject({ origin: 'https://192.0.2.1:2376', certificates: { verify: false } });
});

test('a context that is not there is named together with who wants it', () => {
  const folder = scratch();
  const environment = { DOCKER_CONFIG: folder, DOCKER_CONTEXT: '../../etc' };
  expect(() => locateEngine({ environment, home: folder })).toThrow(
    'DOCKER_CONTEXT names the Docker context "../../etc", and there is none of that name',
  );
  writeFileSync(join(folder, 'config.json'), '{"currentContext":"gone"}');
  expect(() => locateEngine({ environment: { DOCKER_CONFIG: folder }, home: folder })).toThrow(
    `${join(folder, 'config.json')} names the Docker context "gone"`,
  );
});

test('a context for something else than Docker is refused', () => {
  const folder = scratch();
  writeContext(folder, 'empty', {});
  expect(() => locateEngine({ environment: { DOCKER_CONFIG: folder, DOCKER_CONTEXT: 'empty' }, home: folder })).toThrow(
    'names no engine',
  );
});

test('a broken configuration of the client names no context', () => {
  const folder = scratch();
  writeFileSync(join(folder, 'config.json'), '{"currentContext":');
  expect(locateEngine({ environment: { DOCKER_CONFIG: folder }, home: folder }).length).toBeGreaterThan(1);
});

test('TLS is used when it is asked for, with the certificates of the named folder', () => {
  const folder = scratch();
  for (const name of ['ca', 'cert', 'key']) writeFileSync(join(folder, `${name}.pem`), name);
  const host = { DOCKER_HOST: 'tcp://192.0.2.1', DOCKER_CERT_PATH: folder };
  const locate = (environment: Record<string, string>) => locateEngine({ environment, home: folder })[0];
  expect(locate({ ...host, DOCKER_TLS_VERIFY: '1' })).toMatchObject({
    origin: 'https://192.0.2.1:2376',
    certificates: { ca: 'ca', cert: 'cert', key: 'key', verify: true },
  });
  expect(locate({ ...host, DOCKER_TLS: '1' })).toMatchObject({ certificates: { verify: false } });
  expect(locate(host)).toMatchObject({ origin: 'http://192.0.2.1:2375' });
});

test('without a home nothing is read of the folder at hand', () => {
  expect(
    locateEngine({ environment: {}, home: '' }).map((endpoint) => endpoint.kind === 'unix' && endpoint.path),
  ).toEqual(['/var/run/docker.sock', '/run/podman/podman.sock']);
  expect(() => locateEngine({ environment: { DOCKER_CONTEXT: 'work' }, home: '' })).toThrow('there is no home folder');
  const environment = { DOCKER_HOST: 'tcp://192.0.2.1', DOCKER_TLS_VERIFY: '1' };
  expect(locateEngine({ environment, home: '' })[0]).toMatchObject({ certificates: { verify: true } });
});
