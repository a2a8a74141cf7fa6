// Faults of a server are waited out where waiting helps, and explained where it does not.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InputError, LimitError } from '../../src/model/errors.ts';
import { fetchManifest } from '../../src/registry/documents.ts';
import { cutAfter, type FakeRegistry, hang, sha256, startFakeRegistry, status } from '../fake-registry.ts';
import { OCI_MANIFEST } from './fake-images.ts';
import { openPatiently, type PatientHost } from './patient-host.ts';

let fake: FakeRegistry;
let host: PatientHost;

beforeEach(async () => {
  fake = await startFakeRegistry();
  fake.putManifest('1', { schemaVersion: 2 }, OCI_MANIFEST);
  host = openPatiently(fake.host, { timeouts: { idle: 200, headers: 200 } });
});
afterEach(async () => {
  await host.close();
  await fake.close();
});

function fetch(reference = '1'): Promise<unknown> {
  return fetchManifest(host.repository, reference);
}

const denied = JSON.stringify({ errors: [{ code: 'DENIED', message: 'no', detail: { secret: 'x' } }] });

test.each([500, 502, 503, 504, 408, 429])('status %i is waited out', async (code) => {
  fake.fail(/manifests/, 2, status(code));
  await fetch();
  expect(host.waits).toEqual([1000, 2000]);
});

test('a server that stays broken is given up after four requests', async () => {
  fake.fail(/manifests/, 99, status(503));
  await expect(fetch()).rejects.toThrow(
    `${fake.host} failed to give the manifest of ${fake.host}/team/app:1 (503), 4 times. Try again later.`,
  );
  expect(host.waits).toEqual([1000, 2000, 4000]);
});

test('a server that says how long to wait is obeyed, in seconds and by date', async () => {
  fake.fail(/manifests/, 1, status(429, { 'retry-after': '17' }));
  fake.fail(/manifests/, 1, status(503, { 'retry-after': 'Thu, 01 Jan 2026 00:00:47 GMT' }));
  await fetch();
  expect(host.waits).toEqual([17_000, 30_000]);
});

test('a server that wants a long wait is not waited for', async () => {
  fake.fail(/manifests/, 99, status(429, { 'retry-after': '3600' }));
  await expect(fetch()).rejects.toThrow(/limits how often it is asked \(429\). Wait 3600 seconds, or sign in/);
  expect(host.waits).toEqual([]);
});

test('a connection that breaks is made again', async () => {
  fake.fail(/manifests/, 2, (request) => request.socket.destroy());
  await fetch();
  fake.fail(/manifests/, 1, cutAfter(5));
  await fetch();
  expect(host.waits).toEqual([1000, 2000, 1000]);
});

test('an answer that does not come is given up', async () => {
  fake.fail(/manifests/, 99, () => {});
  await expect(fetch()).rejects.toThrow(/did not answer in time. Tried 4 times./);
});

test('a body that hangs is given up', async () => {
  fake.fail(/manifests/, 99, hang);
  await expect(fetch()).rejects.toThrow(/stopped sending in the middle of an answer. Tried 4 times./);
});

test('a body that drips is given up', async () => {
  fake.fail(/manifests/, 1, (_request, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    const timer = setInterval(() => response.write('x'), 20);
    response.once('close', () => clearInterval(timer));
  });
  const impatient = openPatiently(fake.host, { timeouts: { document: 300 } });
  await expect(fetchManifest(impatient.repository, '1')).rejects.toThrow(/did not arrive within 0.3 seconds/);
  await impatient.close();
});

test.each([
  ['told', { 'content-length': '5000000' }],
  ['not told', {}],
])('a manifest past the limit is refused (length %s)', async (_name, headers: Record<string, string>) => {
  fake.fail(/manifests/, 1, status(200, headers, ' '.repeat(5_000_000)));
  await expect(fetch()).rejects.toThrow(LimitError);
});

test('a manifest that is not what its digest says is refused', async () => {
  const digest = sha256(Buffer.from('something else'));
  fake.fail(/manifests/, 1, status(200, { 'content-type': OCI_MANIFEST }, '{}'));
  await expect(fetch(digest)).rejects.toThrow(`it is ${digest}, and what arrived is ${sha256(Buffer.from('{}'))}`);
  fake.fail(/manifests/, 1, status(200, { 'content-type': OCI_MANIFEST, 'docker-content-digest': digest }, '{}'));
  await expect(fetch('1')).rejects.toThrow(/is not what its digest says/);
});

test('a registry that tells no digest, or none that can be checked, is believed', async () => {
  fake.fail(/manifests/, 1, status(200, { 'content-type': OCI_MANIFEST }, '{}'));
  expect(await fetch()).toMatchObject({ digest: sha256(Buffer.from('{}')) });
  fake.fail(/manifests/, 1, status(200, { 'docker-content-digest': 'md5:abc' }, '{}'));
  expect(await fetch()).toMatchObject({ digest: sha256(Buffer.from('{}')) });
});

test.each([
  [
    404,
    JSON.stringify({ errors: [{ code: 'MANIFEST_UNKNOWN' }] }),
    /does not have .*app:1 \(404 MANIFEST_UNKNOWN\).*docker login/,
  ],
  [404, '404 page not found', /does not know the address of .* \(404\). Check that it is a registry/],
  [403, denied, /forbids to read .*app:1 \(403 DENIED\)/],
  [401, denied, /wants a login for .*app:1 \(401 DENIED\)/],
  [400, '{"errors":[{"code":"<script>"}]}', /does not give .*app:1 \(400\)\.$/],
  [406, '{"errors":{}}', /does not give .* \(406\)/],
  [418, '[', /does not give .* \(418\)/],
])('status %i with %s is explained', async (code, body, message) => {
  fake.fail(/manifests/, 1, status(code, {}, body));
  const error = await fetch().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  expect(error).toHaveProperty('message', expect.stringMatching(message));
});

test('a host that is not there, and one that refuses, are told apart', async () => {
  const closed = fake.host;
  await fake.close();
  await expect(fetch()).rejects.toThrow(`${closed} refuses connections. Check the name and the port of the registry.`);
  const nowhere = openPatiently('registry.example.invalid');
  await expect(fetchManifest(nowhere.repository, '1')).rejects.toThrow(/registry\.example\.invalid/);
  await nowhere.close();
});
