// One image gives the same verdicts from an archive, OCI layouts with gzip and zstd, a real registry and a real engine.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommandLine } from '../cli/run-command-line.ts';
import { engineAtHand } from '../engine-at-hand.ts';
import { type RunningRegistry, startRegistry } from '../real-registry.ts';
import { accessKey, privateKey, secretKey, writePlantedImage } from './planted-image.ts';

const missing = ['skopeo', 'docker-registry'].filter(
  (program) => spawnSync(program, ['--version']).error !== undefined,
);
if (missing.length > 0) console.warn(`skipped: no ${missing.join(', no ')}`);

const engine = await engineAtHand();

let folder: string;
let registry: RunningRegistry | undefined;
const { archive, name } = writePlantedImage();
const file = () => join(folder, 'planted.tar');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-five-'));
  writeFileSync(file(), archive);
  writeFileSync(`${file()}.gz`, gzipSync(archive));
  if (missing.length > 0) return;
  mkdirSync(join(folder, 'registry'));
  registry = await startRegistry(join(folder, 'registry'));
  const copy = (...words: string[]) =>
    execFileSync('skopeo', ['--insecure-policy', 'copy', '-q', ...words], { stdio: 'pipe' });
  copy(`docker-archive:${file()}`, `oci:${join(folder, 'gzip')}:${name}`);
  copy(
    '--dest-compress',
    '--dest-compress-format',
    'zstd',
    `docker-archive:${file()}`,
    `oci:${join(folder, 'zstd')}:${name}`,
  );
  copy(
    '--dest-tls-verify=false',
    '--format',
    'v2s2',
    `docker-archive:${file()}`,
    `docker://${registry.host}/team/planted:1.4`,
  );
});
afterAll(() => {
  registry?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Report {
  readonly targets: readonly { readonly errors: readonly unknown[] }[];
  readonly verdicts: readonly {
    readonly rule: string;
    readonly outcome: string;
    readonly message: string;
    readonly subject: { readonly kind: string; readonly name: string };
  }[];
}

async function read(target: string, ...words: string[]): Promise<Report> {
  const environment = { PATH: process.env.PATH ?? '', DOCKER_HOST: process.env.DOCKER_HOST ?? '', HOME: folder };
  const { out, err } = await runCommandLine(['scan', target, '--format', 'json', ...words], folder, environment);
  if (out === '') throw new Error(err);
  return JSON.parse(out) as Report;
}

/** Findings about the files, packages, secrets and the configuration, without the name of the place they came from. */
async function findings(target: string): Promise<string[]> {
  const { verdicts, targets } = await read(target);
  expect(targets.map(({ errors }) => errors)).toEqual([[]]);
  return verdicts
    .filter(({ outcome, rule }) => outcome === 'fail' && !PLACE.has(rule))
    .map(
      ({ rule, subject, message }) =>
        `${rule}: ${subject.kind === 'image' ? '' : subject.name}: ${message.replace(/(?:\S+\/)?team\/planted:1\.4/g, 'IMAGE')}`,
    )
    .sort();
}

/** Rules about the name of the image, and what the OCI format does not carry. */
const PLACE = new Set(['floating-image-name', 'hollow-built-image-healthcheck', 'built-image-healthcheck-missing']);

test('every plant is found, and no look-alike', async () => {
  const found = await findings(`archive:${file()}`);
  const has = (rule: string, text: string) => found.some((line) => line.startsWith(`${rule}:`) && line.includes(text));
  expect(has('secret-in-lower-layer', '/root/.ssh/id_ed25519')).toBe(true);
  expect(has('secret-in-lower-layer', '/root/.aws/credentials')).toBe(true);
  expect(has('secret-in-image-environment', 'DB_PASSWORD')).toBe(true);
  expect(has('setuid-file', '/opt/tool')).toBe(true);
  expect(has('world-writable-path', '/opt/scratch')).toBe(true);
  expect(has('passwordless-sudo-in-image', '/etc/sudoers.d/app')).toBe(true);
  expect(has('distribution-past-end', 'Debian GNU/Linux 11')).toBe(true);
  expect(has('compiler-in-image', 'gcc')).toBe(true);
  expect(found.filter((line) => line.includes('/opt/net'))).not.toEqual([]);
  expect(found.filter((line) => line.includes('/dev/kvm2'))).not.toEqual([]);
  for (const clean of ['/opt/gone', '/usr/bin/su ', '/usr/share/doc', 'id_rsa.pub', '/tmp ', '/etc/shadow'])
    expect(found.filter((line) => line.includes(clean))).toEqual([]);
});

test('nothing that is printed holds a secret', async () => {
  for (const format of ['text', 'json', 'sarif']) {
    const { out } = await runCommandLine(['scan', `archive:${file()}`, '--format', format], folder, { HOME: folder });
    for (const secret of [privateKey.split('\n')[1] ?? '', accessKey, secretKey, secretKey.slice(0, 20)])
      expect(out.includes(secret)).toBe(false);
  }
});

test('a compressed archive gives the same', async () => {
  expect(await findings(`archive:${file()}.gz`)).toEqual(await findings(`archive:${file()}`));
});

describe.skipIf(missing.length > 0)('converted by skopeo', () => {
  test.each(['gzip', 'zstd'])('an OCI layout with %s gives the same', async (kind) => {
    expect(await findings(`oci:${join(folder, kind)}`)).toEqual(await findings(`archive:${file()}`));
  });

  test('a registry gives the same', async () => {
    expect(await findings(`registry:${registry?.host}/team/planted:1.4`)).toEqual(await findings(`archive:${file()}`));
  });

  test('a compose service is joined with its image of the registry', async () => {
    writeFileSync(join(folder, 'compose.yaml'), `services:\n  web:\n    image: ${registry?.host}/team/planted:1.4\n`);
    const without = await read('compose.yaml');
    const joined = await read('compose.yaml', '--with-images', 'registry');
    const outcome = ({ verdicts }: Report) =>
      verdicts.find(({ rule, subject }) => rule === 'root-user' && subject.name === 'web')?.outcome;
    expect([outcome(without), outcome(joined)]).toEqual(['unknown', 'pass']);
    expect(joined.verdicts.some(({ rule }) => rule === 'secret-in-lower-layer')).toBe(true);
  });
});

test.skipIf(engine === undefined)('an engine gives the same, also when its layers are known already', async () => {
  execFileSync('docker', ['load', '-q', '-i', file()], { stdio: 'pipe' });
  try {
    const first = await findings(`docker:${name}`);
    expect(first).toEqual(await findings(`archive:${file()}`));
    expect(await findings(`docker:${name}`)).toEqual(first);
  } finally {
    execFileSync('docker', ['rmi', '-f', name], { stdio: 'pipe' });
  }
});
