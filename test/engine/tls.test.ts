// Engines over the network with TLS: whose certificate is taken, on both sides.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openEngine } from '../../src/engine/open.ts';
import { fakeEngine, scratch } from './fake-engine.ts';

const OPENSSL = 'openssl';
const hasOpenssl = spawnSync(OPENSSL, ['version']).status === 0;
if (!hasOpenssl) process.stderr.write('skipped: no openssl to make certificates with\n');

let folder: string;

function openssl(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(OPENSSL, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** An authority, and a certificate of it for one name. */
function makeCertificates(authority: string, name: string, subject: string): void {
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...curve,
    '-keyout',
    `${authority}.key`,
    '-out',
    `${authority}.pem`,
    '-days',
    '2',
    '-subj',
    `/CN=${authority}`,
  );
  openssl('req', ...curve, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
  writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${subject}\n`);
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    `${authority}.pem`,
    '-CAkey',
    `${authority}.key`,
    '-CAcreateserial',
    '-out',
    `${name}.pem`,
    '-days',
    '2',
    '-extfile',
    `${name}.ext`,
  );
}

const pem = (name: string): string => readFileSync(join(folder, name), 'utf8');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-tls-'));
  if (!hasOpenssl) return;
  makeCertificates('one', 'server', 'IP:127.0.0.1');
  makeCertificates('two', 'client', 'DNS:client');
  makeCertificates('three', 'elsewhere', 'DNS:engine.example.invalid');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function connect(host: string, files: Readonly<Record<string, string>>, verify = true): Promise<string> {
  const place = scratch();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
  const tls = verify ? { DOCKER_TLS_VERIFY: '1' } : { DOCKER_TLS: '1' };
  const environment = { DOCKER_HOST: host, DOCKER_CERT_PATH: place, ...tls };
  const engine = await openEngine({ environment, home: place });
  onTestFinished(() => engine.close());
  return engine.name;
}

describe.skipIf(!hasOpenssl)('an engine with TLS', () => {
  const NAME = 'Docker 20.10.24 (API 1.41)';

  test('is known by the authority in ca.pem', async () => {
    const { host } = await fakeEngine({}, { tls: { cert: pem('server.pem'), key: pem('server.key') } });
    expect(await connect(host, { 'ca.pem': pem('one.pem') })).toBe(NAME);
    await expect(connect(host, { 'ca.pem': pem('two.pem') })).rejects.toThrow(
      'not signed by an authority that is known',
    );
    await expect(connect(host, {})).rejects.toThrow("put the authority's certificate in ca.pem");
    expect(await connect(host, {}, false)).toBe(NAME);
  });

  test('may ask who we are', async () => {
    const server = { cert: pem('server.pem'), key: pem('server.key'), ca: pem('two.pem') };
    const { host } = await fakeEngine({}, { tls: { ...server, requestCert: true, rejectUnauthorized: true } });
    const ca = { 'ca.pem': pem('one.pem') };
    expect(await connect(host, { ...ca, 'cert.pem': pem('client.pem'), 'key.pem': pem('client.key') })).toBe(NAME);
    await expect(connect(host, ca)).rejects.toThrow(/cert\.pem and key\.pem/);
  });

  test('must have the name it is called by', async () => {
    const { host } = await fakeEngine({}, { tls: { cert: pem('elsewhere.pem'), key: pem('elsewhere.key') } });
    await expect(connect(host, { 'ca.pem': pem('three.pem') })).rejects.toThrow('is for another name');
  });
});

test('an engine without TLS that is asked for it', async () => {
  const { host } = await fakeEngine({}, { onPort: true });
  await expect(connect(host, {})).rejects.toThrow('does not speak TLS');
});

test.skipIf(!hasOpenssl)('an engine with TLS that is asked without', async () => {
  const { host } = await fakeEngine({}, { tls: { cert: pem('server.pem'), key: pem('server.key') } });
  const opened = openEngine({ environment: { DOCKER_HOST: host }, home: '/home/nobody-there' });
  await expect(opened).rejects.toThrow('DOCKER_TLS_VERIFY=1');
});
