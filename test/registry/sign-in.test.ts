// Challenges are answered with what is at hand, tokens are used until they grow old, and refusals are explained without secrets.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InputError } from '../../src/model/errors.ts';
import type { Credentials } from '../../src/registry/credentials.ts';
import { fetchManifest } from '../../src/registry/documents.ts';
import { type FakeRegistry, startFakeRegistry, status } from '../fake-registry.ts';
import { openPatiently, type PatientHost } from './patient-host.ts';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const password: Credentials = { kind: 'password', username: 'me', password: 'hunter2:x', from: 'config.json' };
const wrong: Credentials = { kind: 'password', username: 'me', password: 'sesame', from: 'config.json' };
const bearer = { kind: 'bearer', user: 'me', password: 'hunter2:x', anonymous: true } as const;

let fake: FakeRegistry;
let opened: PatientHost[] = [];

beforeEach(async () => {
  fake = await startFakeRegistry();
  fake.putManifest('1', { schemaVersion: 2 }, MANIFEST);
});
afterEach(async () => {
  await Promise.all(opened.map((host) => host.close()));
  opened = [];
  await fake.close();
});

function open(credentials?: Credentials): PatientHost {
  const host = openPatiently(fake.host, credentials === undefined ? {} : { credentials });
  opened.push(host);
  return host;
}

function lines(): string[] {
  return fake.requests.map(({ line }) => line.replace(/\?.*/, ''));
}

/** The message of a refusal, which must be one that the user can mend. */
async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InputError);
  return error instanceof InputError ? error.message : '';
}

test('a registry open to everybody is asked once', async () => {
  await fetchManifest(open().repository, '1');
  expect(lines()).toEqual(['GET /v2/team/app/manifests/1']);
});

test('an anonymous token is bought for the repository and used again', async () => {
  fake.auth = bearer;
  const { repository } = open();
  await fetchManifest(repository, '1');
  await fetchManifest(repository, '1');
  expect(fake.requests.map(({ line }) => line)).toEqual([
    'GET /v2/team/app/manifests/1',
    'GET /token?service=fake&scope=repository%3Ateam%2Fapp%3Apull',
    'GET /v2/team/app/manifests/1',
    'GET /v2/team/app/manifests/1',
  ]);
  expect(fake.requests[1]?.headers.authorization).toBeUndefined();
});

test('each repository has a token of its own', async () => {
  fake.auth = bearer;
  const { repository } = open();
  await fetchManifest(repository, '1');
  await fetchManifest({ ...repository, path: 'team/other' }, '1');
  expect(fake.requests.filter(({ line }) => line.includes('/token')).map(({ line }) => line)).toEqual([
    'GET /token?service=fake&scope=repository%3Ateam%2Fapp%3Apull',
    'GET /token?service=fake&scope=repository%3Ateam%2Fother%3Apull',
  ]);
});

test('requests at the same time share one token', async () => {
  fake.auth = bearer;
  const { repository } = open(password);
  await fetchManifest(repository, '1');
  fake.oldestToken = 2;
  await Promise.all([1, 2, 3, 4].map(() => fetchManifest(repository, '1')));
  expect(fake.tokens).toBe(2);
});

test('a token is renewed before it is too old', async () => {
  fake.auth = { ...bearer, expiresIn: 100 };
  const { repository, pass } = open();
  await fetchManifest(repository, '1');
  pass(79_000);
  await fetchManifest(repository, '1');
  expect(fake.tokens).toBe(1);
  pass(2_000);
  await fetchManifest(repository, '1');
  expect(fake.tokens).toBe(2);
});

test('a token that is refused early is replaced once', async () => {
  fake.auth = bearer;
  const { repository } = open();
  await fetchManifest(repository, '1');
  fake.oldestToken = 2;
  await fetchManifest(repository, '1');
  expect(fake.tokens).toBe(2);
  fake.oldestToken = 99;
  expect(await refusal(fetchManifest(repository, '1'))).toContain('wants a login');
  expect(fake.tokens).toBe(3);
});

test('an old token refused without a challenge is replaced as well', async () => {
  fake.auth = bearer;
  const { repository } = open();
  await fetchManifest(repository, '1');
  fake.fail(/manifests/, 1, status(401));
  await fetchManifest(repository, '1');
  expect(fake.tokens).toBe(2);
});

test('a password buys the token, and the registry itself never sees it', async () => {
  fake.auth = { ...bearer, anonymous: false };
  await fetchManifest(open(password).repository, '1');
  expect(fake.requests.map(({ headers }) => headers.authorization?.split(' ')[0] ?? '-')).toEqual([
    '-',
    'Basic',
    'Bearer',
  ]);
});

test('an identity token buys the token', async () => {
  fake.auth = { ...bearer, anonymous: false, identityToken: 'long-lived' };
  await fetchManifest(open({ kind: 'identity', token: 'long-lived', from: 'config.json' }).repository, '1');
  expect(lines()[1]).toBe('POST /token');
});

test('a server that knows no identity tokens is asked in the old way', async () => {
  fake.auth = { ...bearer, anonymous: false, user: '<token>', password: 'long-lived' };
  await fetchManifest(open({ kind: 'identity', token: 'long-lived', from: 'config.json' }).repository, '1');
  expect(lines().slice(1, 3)).toEqual(['POST /token', 'GET /token']);
});

test('a token from the configuration is sent as it is', async () => {
  fake.auth = bearer;
  fake.tokens = 7;
  await fetchManifest(open({ kind: 'bearer', token: 'token-7', from: 'config.json' }).repository, '1');
  expect(lines()).toEqual(['GET /v2/team/app/manifests/1', 'GET /v2/team/app/manifests/1']);
});

test('Basic authentication is learned once', async () => {
  fake.auth = { kind: 'basic', user: 'me', password: 'hunter2:x' };
  const { repository } = open(password);
  await fetchManifest(repository, '1');
  await fetchManifest(repository, '1');
  expect(lines().length).toBe(3);
});

test('a registry that wants a login says how to sign in', async () => {
  fake.auth = { kind: 'basic', user: 'me', password: 'hunter2:x' };
  const message = await refusal(fetchManifest(open().repository, '1'));
  expect(message).toBe(
    `${fake.host} wants a login for the manifest of ${fake.host}/team/app:1 (401 UNAUTHORIZED). Check the name, or sign in: \`docker login ${fake.host}\``,
  );
});

test.each([
  ['basic', { kind: 'basic', user: 'me', password: 'other' } as const],
  ['bearer', { ...bearer, password: 'other' } as const],
])('credentials that are refused are named by their place, never shown (%s)', async (_kind, auth) => {
  fake.auth = auth;
  const message = await refusal(fetchManifest(open(wrong).repository, '1'));
  expect(message).toContain('refuses the credentials');
  expect(message).toContain('config.json');
  expect(message).not.toMatch(/sesame|bWU6|me:/);
  expect(fake.requests.length).toBeLessThanOrEqual(3);
});

test('a token server that answers nonsense is an error', async () => {
  fake.auth = bearer;
  fake.fail(/token/, 1, status(200, {}, '<html>'));
  expect(await refusal(fetchManifest(open().repository, '1'))).toBe(
    `${fake.host} answers the request for a token with something else.`,
  );
  fake.fail(/token/, 1, status(200, {}, JSON.stringify({ token: 'a\r\nx-injected: b' })));
  expect(await refusal(fetchManifest(open().repository, '1'))).toContain('something else');
});

test('a token server is asked again when it fails for a moment', async () => {
  fake.auth = bearer;
  fake.fail(/token/, 2, status(500));
  const { repository, waits } = open();
  await fetchManifest(repository, '1');
  expect(waits).toEqual([1000, 2000]);
});

test.each([
  ['Bearer service="x"', 'does not say where'],
  ['Bearer realm="http://auth.example.invalid/token"', 'without encryption'],
  ['Bearer realm="file:///etc/passwd"', 'without encryption'],
])('a challenge that leads astray is refused: %s', async (challenge, reason) => {
  fake.fail(/manifests/, 1, status(401, { 'www-authenticate': challenge }));
  expect(await refusal(fetchManifest(open(password).repository, '1'))).toContain(reason);
  expect(fake.requests.length).toBe(1);
});
