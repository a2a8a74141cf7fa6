import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeImageArchive } from '../sandbox/image-archive.ts';
import { runCommandLine } from './run-command-line.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sbom-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes `image.tar` with one package. */
function writeImage(name: string, version: string): void {
  const status = `Package: ${name}\nStatus: install ok installed\nVersion: ${version}\nArchitecture: amd64\n\n`;
  const files = [
    { path: 'etc/os-release', body: 'ID=debian\nVERSION_ID=12\n' },
    { path: 'var/lib/dpkg/status', body: status },
  ];
  const { bytes } = writeImageArchive('shop:1', 'sbom', { bare: true, config: { User: '1000' }, files });
  writeFileSync(join(folder, 'image.tar'), bytes);
}

function commit(): void {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', '-c', 'init.defaultBranch=main'];
  for (const words of [
    ['init', '-q'],
    ['add', '-A'],
    ['commit', '-qm', 'state'],
  ])
    execFileSync('git', [...identity, ...words], { cwd: folder, stdio: 'pipe' });
}

const scan = (...words: string[]) =>
  runCommandLine(['scan', ...words], folder, { PATH: process.env.PATH ?? '', XDG_CACHE_HOME: join(folder, 'cache') });

const purls = (file: string): readonly string[] =>
  (
    JSON.parse(readFileSync(join(folder, file), 'utf8')) as { readonly components: readonly { purl?: string }[] }
  ).components
    .flatMap(({ purl }) => purl ?? [])
    .filter((purl) => purl.startsWith('pkg:deb'));

it('names the packages of the images that were read', async () => {
  writeImage('curl', '7.88.1-10');
  await scan('archive:image.tar', '--sbom', 'bom.json');
  expect(purls('bom.json')).toEqual([expect.stringMatching(/^pkg:deb\/debian\/curl@7\.88\.1-10/)]);
});

it('leaves out what the images of the baseline held', async () => {
  writeImage('curl', '7.88.1-10');
  commit();
  writeImage('wget', '1.21.3-1');
  const { err } = await scan('archive:image.tar', '--baseline-ref', 'HEAD', '--sbom', 'bom.json');
  expect(err).toBe('');
  expect(purls('bom.json')).toEqual([expect.stringMatching(/^pkg:deb\/debian\/wget@1\.21\.3-1/)]);
});

it('is refused without an image, and where it cannot be written', async () => {
  writeFileSync(join(folder, 'compose.yaml'), 'services: { web: { image: nginx } }\n');
  expect(await scan('compose.yaml', '--sbom', 'bom.json')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--sbom bom.json: no image was read'),
  });
  writeImage('curl', '7.88.1-10');
  expect(await scan('archive:image.tar', '--sbom', 'no/such/folder/bom.json')).toMatchObject({
    code: 2,
    err: expect.stringContaining('cannot write no/such/folder/bom.json'),
  });
});
