// Images that the engine does not have yet are run: from a registry when that is asked for, from archives and layouts in every compression.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ContainerEngine } from '../../src/model/container-engine.ts';
import type { SmokeRecord } from '../../src/model/smoke-record.ts';
import { runCommandLine } from '../cli/run-command-line.ts';
import { dockersAtHand, openContainerEngineAtHand } from '../engine-at-hand.ts';
import { type RunningRegistry, startRegistry } from '../real-registry.ts';
import { canMakeImages, directory, ownArchitecture, writeImageArchive } from './image-archive.ts';
import { runnable } from './images.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const missing = ['skopeo', 'docker-registry', 'zstd', 'tar'].filter(
  (program) => spawnSync(program, ['--version']).error !== undefined,
);
if (missing.length > 0) console.warn(`skipped: no ${missing.join(', no ')}`);
const engines = canMakeImages && missing.length === 0 ? await dockersAtHand() : [];
if (engines.length === 0) test.skip('needs Docker, busybox, skopeo and a registry', () => {});

const OTHER = ownArchitecture === 'arm64' ? 'amd64' : 'arm64';
const OCI = 'application/vnd.oci.image.manifest.v1+json';

interface Report {
  readonly targets: readonly {
    readonly kind: string;
    readonly errors: readonly { readonly message: string }[];
    readonly smoke?: SmokeRecord;
  }[];
}

describe.each(engines)('images that $name does not have yet', (at) => {
  let workshop: Workshop;
  let engine: ContainerEngine;
  let folder: string;
  let registry: RunningRegistry;
  const path = (name: string) => join(folder, name);
  const skopeo = (...words: readonly string[]) =>
    execFileSync('skopeo', ['--insecure-policy', 'copy', '-q', '--dest-tls-verify=false', ...words], { stdio: 'pipe' });
  const reference = (tag: string) => `${registry.host}/team/app:${tag}`;

  beforeAll(async () => {
    workshop = await openWorkshop(at);
    engine = await openContainerEngineAtHand(at.place);
    folder = mkdtempSync(join(tmpdir(), 'smoke-sources-'));
    mkdirSync(path('registry'));
    registry = await startRegistry(path('registry'));
    writeFileSync(path('app.tar'), workshop.archive(runnable.httpd));
    const other = writeImageArchive('registry.example.com/team/other:1', folder, {
      ...runnable.httpd,
      architecture: OTHER,
    });
    writeFileSync(path('other.tar'), other.bytes);
    // A registry that has a blob in one compression is not sent another.
    writeFileSync(path('fresh.tar'), workshop.archive(runnable.httpd));
    const zstd = ['--dest-compress', '--dest-compress-format', 'zstd'];
    skopeo(`docker-archive:${path('app.tar')}`, `oci:${path('gzip')}:app`);
    skopeo(...zstd, `docker-archive:${path('fresh.tar')}`, `oci:${path('zstd')}:app`);
    skopeo('--format', 'v2s2', `docker-archive:${path('app.tar')}`, `docker://${reference('docker')}`);
    skopeo(`oci:${path('gzip')}:app`, `docker://${reference('own')}`);
    skopeo('--format', 'oci', `docker-archive:${path('other.tar')}`, `docker://${reference('other')}`);
    skopeo(...zstd, `oci:${path('zstd')}:app`, `docker://${reference('zstd')}`);
    await pushIndex(registry.host, { [ownArchitecture]: 'own', [OTHER]: 'other' });

    writeFileSync(path('app.tar.gz'), gzipSync(readFileSync(path('app.tar'))));
    execFileSync('zstd', ['-q', path('app.tar'), '-o', path('app.tar.zst')]);
    execFileSync('tar', ['-cf', path('layout.tar'), '-C', path('zstd'), '.']);
    writeFileSync(path('layout.tar.gz'), gzipSync(readFileSync(path('layout.tar'))));
    writeFileSync(path('cut.tar.gz'), readFileSync(path('app.tar.gz')).subarray(0, 200_000));
    writeFileSync(path('app.tar.xz'), Buffer.from('fd377a585a000004e6d6b446', 'hex'));
  });
  afterEach(async () => {
    for (const tag of ['docker', 'own', 'zstd', 'all']) await engine.removeImage(reference(tag));
    expect(await workshop.leftovers()).toEqual([]);
    expect(readdirSync(path('state/seaworthy')).filter((name) => name.startsWith('run-'))).toEqual([]);
  });
  afterAll(async () => {
    registry?.stop();
    await engine?.close();
    await workshop?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What it says and, where there is one, the report. */
  async function smoke(target: string, ...words: readonly string[]) {
    const environment = {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      DOCKER_HOST: at.place.environment.DOCKER_HOST ?? '',
      XDG_STATE_HOME: path('state'),
    };
    const usual = ['--runtime', 'runc', '--for', '1', '--format', 'json'];
    const { out, err } = await runCommandLine(['smoke', target, ...usual, ...words], folder, environment);
    const targets = out === '' ? [] : (JSON.parse(out) as Report).targets;
    const errors = targets.flatMap((one) => one.errors.map(({ message }) => message)).join('\n');
    return { err: `${err}${errors}`, record: targets.find(({ kind }) => kind === 'smoke')?.smoke };
  }

  test.each([
    ['registry:', 'missing', 'healthy'],
    ['', 'missing', 'healthy'],
    ['docker:', 'always', 'healthy'],
  ])('%s of a registry is fetched with --pull %s', async (kind, pull, result) => {
    const { err, record } = await smoke(`${kind}${reference('docker')}`, '--pull', pull);
    expect(err).not.toMatch(/cannot/);
    expect(record).toMatchObject({ result, image: { reference: reference('docker') } });
    expect(await engine.image(reference('docker'))).toBeDefined();
  });

  test('nothing is fetched unless it is asked for, and what cannot be fetched is said with what to do', async () => {
    expect((await smoke(`registry:${reference('docker')}`)).err).toMatch(/add --pull missing/);
    expect((await smoke(reference('docker'))).err).toMatch(/is not in .*--pull missing/);
    expect((await smoke(reference('none'), '--pull', 'missing')).err).toMatch(/look at its name and its tag/);
    expect((await smoke('127.0.0.1:1/team/app:1', '--pull', 'missing')).err).toMatch(
      /cannot fetch 127\.0\.0\.1:1\/team\/app:1: .*refused; the registry must be reachable from where the engine runs/,
    );
  });

  test('of an index the platform is fetched that is asked for, also where another one is there', async () => {
    const platform = (architecture: string) => ['--platform', `linux/${architecture}`];
    expect((await smoke(reference('all'), '--pull', 'missing', ...platform(OTHER))).err).toMatch(
      new RegExp(`is an image for linux/${OTHER}, and .* runs on ${ownArchitecture}`),
    );
    const { record } = await smoke(reference('all'), '--pull', 'missing', ...platform(ownArchitecture));
    expect(record).toMatchObject({ result: 'running', image: { architecture: ownArchitecture } });
    expect((await smoke(reference('all'), '--pull', 'always', ...platform('s390x'))).err).toMatch(
      /cannot fetch .*no matching manifest.*; name a platform that it has with --platform/,
    );
  });

  test('layers in zstd run where the engine can read them, and else it is said how they can be', async () => {
    const { err, record } = await smoke(reference('zstd'), '--pull', 'missing');
    if (record === undefined) expect(err).toMatch(/skopeo copy .*, then seaworthy smoke oci:DIRECTORY/);
    else expect(record.result).toBe('running');
  });

  test('directories that an image ships in its volume are there, its files are not, and that is said', async () => {
    const shipping = {
      config: {
        Cmd: ['/bin/sh', '-c', 'ls /var/state; echo x > /var/state/log/new && sleep 3600'],
        Volumes: { '/var/state': {} },
      },
      files: [
        directory('var', 0o755),
        directory('var/state', 0o755),
        { path: 'var/state/seed', body: 'x' },
        directory('var/state/log', 0o755),
        { path: 'var/state/log/old', body: 'x' },
      ],
    };
    writeFileSync(path('shipping.tar'), workshop.archive(shipping));
    const { record } = await smoke('archive:shipping.tar');
    expect(record).toMatchObject({ result: 'running', logTail: ['log'], denied: [] });
    expect(record?.asked.tmpfs.map((one) => one.path)).toEqual(['/tmp', '/var/state', '/var/state/log']);
    expect(record?.notices).toContain('The tmpfs on /var/state hides 2 files of the image');
  });

  test.each([
    ['archive:app.tar.gz', 'healthy'],
    ['app.tar.zst', 'healthy'],
    ['archive:layout.tar', 'running'],
    ['layout.tar.gz', 'running'],
    ['oci:zstd', 'running'],
    ['./gzip', 'running'],
  ])('%s is loaded for the run', async (target, result) => {
    const { err, record } = await smoke(target);
    expect(err).toBe('');
    expect(record).toMatchObject({ result });
  });

  test.each([
    ['archive:app.tar.xz', /compressed with xz; unpack it first \(xz -d app\.tar\.xz\)/],
    ['archive:cut.tar.gz', /the archive is cut off/],
  ])('%s is an error with words', async (target, message) => {
    const { err, record } = await smoke(target);
    expect(record).toBeUndefined();
    expect(err).toMatch(message);
  });
});

/** Tags an index over images that the registry has, by architecture. */
async function pushIndex(host: string, tags: Readonly<Record<string, string>>): Promise<void> {
  const manifests = await Promise.all(
    Object.entries(tags).map(async ([architecture, tag]) => {
      const answer = await fetch(`http://${host}/v2/team/app/manifests/${tag}`, { headers: { accept: OCI } });
      const size = (await answer.arrayBuffer()).byteLength;
      const digest = answer.headers.get('docker-content-digest');
      return { mediaType: OCI, digest, size, platform: { os: 'linux', architecture } };
    }),
  );
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const put = await fetch(`http://${host}/v2/team/app/manifests/all`, {
    method: 'PUT',
    headers: { 'content-type': mediaType },
    body: JSON.stringify({ schemaVersion: 2, mediaType, manifests }),
  });
  expect(put.status).toBe(201);
}
