// Credentials are found where the Docker client keeps them; helpers that fail are left out aloud.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Credentials, openCredentials } from '../../src/registry/credentials.ts';

let home = '';
let warnings: string[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'seaworthy-credentials-'));
  mkdirSync(join(home, '.docker'));
  mkdirSync(join(home, 'bin'));
  warnings = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function find(config: unknown, registry: string, more: Record<string, string> = {}): Promise<Credentials | undefined> {
  writeFileSync(join(home, '.docker', 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
  const log = { progress() {}, notice() {}, warning: (message: string) => warnings.push(message) };
  const environment = { PATH: `${join(home, 'bin')}:/usr/bin:/bin`, ...more };
  return openCredentials({ environment, home, log })(registry);
}

function helper(name: string, script: string): void {
  const path = join(home, 'bin', `docker-credential-${name}`);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

const path = () => join(home, '.docker', 'config.json');

test.each([
  ['me:pass:with:colons', 'me', 'pass:with:colons'],
  ['me:padded\0\0\0', 'me', 'padded'],
  ['me:', 'me', ''],
])('a login %j is split at its first colon', async (text, username, password) => {
  const found = await find({ auths: { 'registry.example.com': { auth: base64(text) } } }, 'registry.example.com');
  expect(found).toEqual({ kind: 'password', username, password, from: path() });
});

test.each(['https://registry.example.com', 'https://registry.example.com/v1/', 'registry.example.com/v2/'])(
  'the key %s is that of the registry',
  async (key) => {
    const found = await find({ auths: { [key]: { auth: base64('me:x') } } }, 'registry.example.com');
    expect(found).toMatchObject({ username: 'me' });
  },
);

test('a key for another port or another host is not', async () => {
  const auths = { 'registry.example.com:5000': { auth: base64('me:x') }, 'example.com': { auth: base64('me:x') } };
  expect(await find({ auths }, 'registry.example.com')).toBeUndefined();
});

test.each(['https://index.docker.io/v1/', 'docker.io', 'index.docker.io', 'registry-1.docker.io'])(
  'Docker Hub is known as %s',
  async (key) => {
    expect(await find({ auths: { [key]: { auth: base64('me:x') } } }, 'docker.io')).toMatchObject({ username: 'me' });
  },
);

test('the other ways of the file are understood', async () => {
  const auths = {
    'a.example.com': { username: 'me', password: 'x' },
    'b.example.com': { identitytoken: 'id', auth: base64('me:x') },
    'c.example.com': { registrytoken: 'raw' },
    'd.example.com': { auth: base64('<token>:id') },
    'e.example.com': { auth: 'bm9jb2xvbg==' },
    'f.example.com': {},
  };
  const kinds = ['a', 'b', 'c', 'd', 'e', 'f'].map(
    async (name) => (await find({ auths }, `${name}.example.com`))?.kind,
  );
  expect(await Promise.all(kinds)).toEqual(['password', 'identity', 'bearer', 'identity', undefined, undefined]);
});

test('a helper is asked with the key on its input, and its answer goes before the file', async () => {
  helper('store', `cat > ${home}/asked; echo "$@" >> ${home}/asked; echo '{"Username":"helped","Secret":"s"}'`);
  const config = { credsStore: 'store', auths: { 'registry.example.com': { auth: base64('filed:x') } } };
  const found = await find(config, 'registry.example.com');
  expect(found).toEqual({ kind: 'password', username: 'helped', password: 's', from: 'docker-credential-store' });
  expect(readFileSync(join(home, 'asked'), 'utf8')).toBe('registry.example.com\nget\n');
  await find(config, 'docker.io');
  expect(readFileSync(join(home, 'asked'), 'utf8')).toBe('https://index.docker.io/v1/\nget\n');
});

test('a helper of one registry goes before the helper of all', async () => {
  helper('one', `echo '{"Username":"<token>","Secret":"identity"}'`);
  helper('all', `echo '{"Username":"all","Secret":"s"}'`);
  const config = { credsStore: 'all', credHelpers: { 'registry.example.com': 'one' } };
  expect(await find(config, 'registry.example.com')).toMatchObject({ kind: 'identity', token: 'identity' });
  expect(await find(config, 'other.example.com')).toMatchObject({ username: 'all' });
});

test('a helper that knows no login is no fault', async () => {
  helper('store', 'echo "credentials not found in native keychain"; exit 1');
  expect(await find({ credsStore: 'store' }, 'registry.example.com')).toBeUndefined();
  expect(warnings).toEqual([]);
});

test.each([
  ['missing', '', 'the program is not installed, or not in PATH'],
  ['store', 'echo "hunter2 is wrong" >&2; echo hunter2; exit 3', 'it ended with exit code 3'],
  ['store', 'echo "hunter2"', 'its answer is not a login'],
  ['store', `echo '{"Username":"me","Secret":["hunter2"]}'`, 'its answer is not a login'],
  ['store', 'kill -9 $$', 'it was ended by SIGKILL'],
  ['store', 'while :; do echo hunter2hunter2hunter2hunter2hunter2; done', 'it wrote too much'],
  ['../store', 'echo hunter2', 'that is not the name of a helper'],
])('a helper that fails is left out aloud: %s, %s', async (name, script, reason) => {
  if (name === 'store') helper(name, script);
  const auths = { 'registry.example.com': { auth: base64('filed:x') } };
  const found = await find({ credsStore: name, auths }, 'registry.example.com');
  expect(found).toMatchObject({ username: 'filed' });
  expect(warnings).toEqual([
    `No credentials for registry.example.com from docker-credential-${name}: ${reason}. Going on without.`,
  ]);
});

test('a helper sees what keychains and clouds need, and no tokens of a workflow', async () => {
  helper('store', `env > ${home}/seen; echo '{"Username":"me","Secret":"s"}'`);
  const lent = { HOME: home, AWS_PROFILE: 'team', LC_ALL: 'C' };
  await find({ credsStore: 'store' }, 'registry.example.com', { ...lent, GITHUB_TOKEN: 't', INPUT_PASSWORD: 'p' });
  const seen = readFileSync(join(home, 'seen'), 'utf8').split('\n');
  expect(seen).toEqual(expect.arrayContaining([`HOME=${home}`, 'AWS_PROFILE=team', 'LC_ALL=C']));
  expect(seen.filter((line) => /GITHUB|INPUT/.test(line))).toEqual([]);
});

test('a broken file is left out aloud, once', async () => {
  writeFileSync(path(), '{');
  const log = { progress() {}, notice() {}, warning: (message: string) => warnings.push(message) };
  const findThere = openCredentials({ environment: {}, home, log });
  expect(await findThere('docker.io')).toBeUndefined();
  expect(await findThere('registry.example.com')).toBeUndefined();
  expect(warnings).toEqual([`${path()} is left out, it is not JSON.`]);
});
