// Images that skopeo pushed to the registry of Docker are read back, open to everybody and behind a password.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decompress } from 'fzstd';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRegistries } from '../../src/registry/open.ts';
import { type RunningRegistry, startRegistry } from '../real-registry.ts';
import { readLayer, usual } from './fake-images.ts';
import { writeLayout } from './oci-layout.ts';
import { patientOptions } from './patient-host.ts';

const programs = { registry: 'docker-registry', push: 'skopeo', hash: 'htpasswd' } as const;
const missing = Object.values(programs).filter((program) => spawnSync(program, ['--version']).error !== undefined);
if (missing.length > 0) console.warn(`skipped: no ${missing.join(', no ')}`);

let folder = '';
let open: RunningRegistry | undefined;
let locked: RunningRegistry | undefined;

describe.skipIf(missing.length > 0)('the registry of Docker', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'seaworthy-registry-'));
    // Each has contents of its own: skopeo pushes no blob again that a registry has in another compression.
    const image = (text: string) => ({ architecture: 'amd64', files: { a: text, b: `${text} b`.repeat(50_000) } });
    const several = [image('all'), { ...image('other'), architecture: 'arm64' }];
    const alone = { gzip: [image('gzip')], zstd: [image('zstd')], v2s2: [image('v2s2')], locked: [image('locked')] };
    await writeLayout(join(folder, 'layout'), { ...alone, all: several });
    writeFileSync(join(folder, 'htpasswd'), execFileSync(programs.hash, ['-Bbn', 'me', 'pass:word']));
    open = await start('open', '');
    locked = await start('locked', `auth: {htpasswd: {realm: "a, realm", path: "${join(folder, 'htpasswd')}"}}\n`);
    push('gzip', `${open.host}/team/app:gzip`);
    push('zstd', `${open.host}/team/app:zstd`, ['--dest-compress-format', 'zstd']);
    push('v2s2', `${open.host}/team/app:v2s2`, ['--format', 'v2s2']);
    push('all', `${open.host}/team/app:all`, ['--all']);
    push('locked', `${locked.host}/team/app:1`, ['--dest-creds', 'me:pass:word']);
  });
  afterAll(() => {
    for (const running of [open, locked]) running?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ['gzip', 'oci', gunzipSync],
    ['zstd', 'oci', decompress],
    ['v2s2', 'docker', gunzipSync],
  ] as const)('layers of %s arrive and are what the configuration says', async (tag, format, unpack) => {
    const { options } = patientOptions();
    const registries = openRegistries(options);
    const [image] = await registries.open(`${open?.host}/team/app:${tag}`).images(usual);
    expect([image?.format, image?.layers.length, image?.notices]).toEqual([format, 2, []]);
    for (const layer of image?.layers ?? []) {
      const plain = unpack(await readLayer(layer));
      expect(`sha256:${createHash('sha256').update(plain).digest('hex')}`).toBe(layer.diffId);
    }
    await registries.close();
  });

  test('every platform of an index is found', async () => {
    const registries = openRegistries(patientOptions().options);
    const source = registries.open(`${open?.host}/team/app:all`);
    const found = await source.images({ platforms: 'all', name: '' });
    expect(found.map(({ platform }) => platform.architecture)).toEqual(['amd64', 'arm64']);
    const [arm] = await source.images({ platforms: ['linux/aarch64'], name: '' });
    expect(arm?.digest).toBe(found[1]?.digest);
    const [same] = await registries
      .open(`${open?.host}/team/app@${arm?.digest}`)
      .images({ platforms: 'all', name: '' });
    expect(same?.id).toBe(arm?.id);
    await registries.close();
  });

  test('what is not there is said', async () => {
    const registries = openRegistries(patientOptions().options);
    await expect(registries.open(`${open?.host}/team/app:no`).images(usual)).rejects.toThrow(/404 MANIFEST_UNKNOWN/);
    await expect(registries.open(`${open?.host}/team/no:1`).images(usual)).rejects.toThrow(/404 MANIFEST_UNKNOWN/);
    await registries.close();
  });

  test('a locked registry opens to the login of the Docker client, and to no other', async () => {
    const reference = `${locked?.host}/team/app:1`;
    const read = async (login: string) => {
      const home = mkdtempSync(join(folder, 'home-'));
      mkdirSync(join(home, '.docker'));
      const auths = login === '' ? {} : { [`${locked?.host}`]: { auth: Buffer.from(login).toString('base64') } };
      writeFileSync(join(home, '.docker', 'config.json'), JSON.stringify({ auths }));
      const registries = openRegistries(patientOptions({ home }).options);
      try {
        const [image] = await registries.open(reference).images(usual);
        return (await readLayer(image?.layers[0])).length;
      } finally {
        await registries.close();
      }
    };
    expect(await read('me:pass:word')).toBeGreaterThan(0);
    await expect(read('')).rejects.toThrow(/wants a login/);
    await expect(read('me:other')).rejects.toThrow(/refuses the credentials of .*config\.json/);
  });
});

async function start(name: string, more: string): Promise<RunningRegistry> {
  mkdirSync(join(folder, name));
  return await startRegistry(join(folder, name), more);
}

function push(name: string, to: string, flags: readonly string[] = []): void {
  const source = `oci:${join(folder, 'layout')}:${name}`;
  const words = ['--insecure-policy', 'copy', '-q', '--dest-tls-verify=false', ...flags, source, `docker://${to}`];
  execFileSync(programs.push, words, { env: { ...process.env, HOME: folder, DOCKER_CONFIG: folder } });
}
