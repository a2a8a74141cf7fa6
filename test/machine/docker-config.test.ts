// The configuration of the Docker client is read leniently, and its secrets stay out of messages.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readDockerConfig } from '../../src/machine/docker-config.ts';

let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'seaworthy-config-'));
  mkdirSync(join(home, '.docker'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function write(text: string): void {
  writeFileSync(join(home, '.docker', 'config.json'), text);
}

test('logins and helpers are read, and what has a wrong type is left out', async () => {
  write(
    JSON.stringify({
      auths: {
        'registry.example.com': { auth: 'dTpw', email: 'x' },
        'other.example.com': { identitytoken: 'abc', auth: 7 },
        broken: 'text',
        empty: {},
      },
      credsStore: 'desktop',
      credHelpers: { 'cloud.example.com': 'cloud', 'bad.example.com': 1 },
      HttpHeaders: { 'X-Meta': 'ignored' },
    }),
  );
  const config = await readDockerConfig({ environment: {}, home });
  expect(config.path).toBe(join(home, '.docker', 'config.json'));
  expect([...config.auths]).toEqual([
    ['registry.example.com', { auth: 'dTpw' }],
    ['other.example.com', { identitytoken: 'abc' }],
    ['empty', {}],
  ]);
  expect(config.credsStore).toBe('desktop');
  expect([...config.credHelpers]).toEqual([['cloud.example.com', 'cloud']]);
  expect(config.problem).toBe('');
});

test('DOCKER_CONFIG names another directory', async () => {
  write('{"credsStore": "home"}');
  mkdirSync(join(home, 'else'));
  writeFileSync(join(home, 'else', 'config.json'), '{"credsStore": "else"}');
  const config = await readDockerConfig({ environment: { DOCKER_CONFIG: join(home, 'else') }, home });
  expect(config.credsStore).toBe('else');
});

test('a missing file is an empty configuration', async () => {
  const config = await readDockerConfig({ environment: {}, home: join(home, 'nobody') });
  expect([config.auths.size, config.credHelpers.size, config.credsStore, config.problem]).toEqual([0, 0, '', '']);
});

test.each([
  ['{"auths": {"r": {"auth": "c2VjcmV0OnB3"}', 'it is not JSON'],
  ['["auths"]', 'it is not a JSON object'],
  ['null', 'it is not a JSON object'],
])('a broken file is described without being quoted: %s', async (text, problem) => {
  write(text);
  const config = await readDockerConfig({ environment: {}, home });
  expect([config.auths.size, config.problem]).toEqual([0, problem]);
});

test('keys that mean something to JavaScript are ordinary keys', async () => {
  write('{"auths": {"__proto__": {"auth": "dTpw"}, "constructor": {"auth": "dTpw"}}}');
  const { auths } = await readDockerConfig({ environment: {}, home });
  expect([...auths.keys()]).toEqual(['__proto__', 'constructor']);
});

test('a directory in its place is described', async () => {
  mkdirSync(join(home, '.docker', 'config.json'));
  const { problem } = await readDockerConfig({ environment: {}, home });
  expect(problem).toBe('it cannot be read (EISDIR)');
});
