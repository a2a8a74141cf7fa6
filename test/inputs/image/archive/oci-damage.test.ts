// OCI layouts that are incomplete, damaged or built to harm.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../src/inputs/image/layers/limits.ts';
import { openLocalImages } from '../../../../src/inputs/image/open-local.ts';
import { InputError } from '../../../../src/model/errors.ts';
import {
  asTar,
  digestOf,
  json,
  layerOf,
  layout,
  named,
  TYPES,
  twoPlatforms,
  writeFiles,
} from '../../../image-files.ts';
import { ALL, readArchive, USUAL, withDirectory } from './read-archive.ts';

const LAYER = layerOf({ 'etc/app': 'app' });

test('a platform that is listed and was not copied is said, and an error where it is wanted', async () => {
  const oci = layout();
  const index = twoPlatforms(oci, LAYER);
  const absent = [...oci.files].find(([, bytes]) => bytes.includes('"arm64"') && bytes.includes('"rootfs"'));
  const manifest = [...oci.files].find(([, bytes]) => bytes.includes(digestOf(absent?.[1] ?? Buffer.alloc(0))));
  oci.files.delete(manifest?.[0] ?? '');
  const bytes = asTar(oci.list([index]));
  expect(await readArchive(bytes)).toMatchObject([{ platform: 'linux/amd64/', notices: [] }]);
  expect(await readArchive(bytes, ALL)).toMatchObject([
    { platform: 'linux/amd64/', notices: [expect.stringContaining('not examined')] },
  ]);
  await expect(readArchive(bytes, { platforms: ['linux/arm64'], name: '' })).rejects.toThrow(/content is not there/);
});

test('what index.json names and is not there is said beside what is there, and alone is an error', async () => {
  const oci = layout();
  const gone = { mediaType: TYPES.manifest, digest: digestOf(Buffer.from('gone')), size: 4 };
  const files = oci.list([
    { ...oci.image([LAYER]), ...named('app:1') },
    { ...gone, ...named('gone:1') },
  ]);
  expect(await readArchive(asTar(files))).toMatchObject([
    { names: ['app:1'], notices: ['what is listed and not at hand was not examined: gone:1'] },
  ]);
  await expect(readArchive(asTar(files), { platforms: [], name: 'gone:1' })).rejects.toThrow(/is not present/);
});

test.each([
  ['a manifest', 'manifest'],
  ['a configuration', 'config'],
])('%s that was changed is refused, with both digests', async (_, what) => {
  const oci = layout();
  const entry = oci.image([LAYER]);
  const key = [...oci.files.keys()].find((name) =>
    what === 'manifest' ? name.endsWith(entry.digest.slice(7)) : String(oci.files.get(name)).includes('rootfs'),
  );
  const changed = Buffer.from(`${oci.files.get(key ?? '')} `);
  oci.files.set(key ?? '', changed);
  await expect(readArchive(asTar(oci.list([entry])))).rejects.toThrow(
    new RegExp(`the content of sha256:[0-9a-f]{64} is ${digestOf(changed)}`),
  );
});

test('damage of a platform that is not wanted is no error', async () => {
  const oci = layout();
  const index = twoPlatforms(oci, LAYER);
  for (const [name, bytes] of oci.files)
    if (bytes.includes('"arm64"') && bytes.includes('rootfs')) oci.files.set(name, json({}));
  const bytes = asTar(oci.list([index]));
  expect(await readArchive(bytes)).toMatchObject([{ platform: 'linux/amd64/' }]);
  await expect(readArchive(bytes, { platforms: ['linux/arm64'], name: '' })).rejects.toThrow(/changed or damaged/);
});

test('a layer of another size than the manifest says is refused', async () => {
  const oci = layout();
  const entry = oci.image([LAYER]);
  oci.files.set(`blobs/${digestOf(LAYER).replace(':', '/')}`, Buffer.alloc(1024));
  await expect(readArchive(asTar(oci.list([entry])))).rejects.toThrow(/has 1024 bytes where the manifest says/);
});

test('foreign layers and layers that were not copied are missing with a reason', async () => {
  const oci = layout();
  const foreign = {
    mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
    urls: ['https://x.invalid'],
  };
  const gone = { digest: digestOf(Buffer.from('gone')), size: 4 };
  const entry = oci.image(
    [LAYER],
    {},
    {
      layers: [
        { ...foreign, ...gone },
        { mediaType: TYPES.layer, ...gone },
      ],
    },
  );
  expect(await readArchive(asTar(oci.list([entry])))).toMatchObject([
    { layers: ['a layer that lies elsewhere and is not fetched', `the content of ${gone.digest} is not present`] },
  ]);
});

test('indexes in indexes are followed to a limit', async () => {
  const oci = layout();
  let entry = oci.image([LAYER]);
  for (let level = 0; level < 4; level += 1) entry = oci.index([entry]);
  expect(await readArchive(asTar(oci.list([entry])))).toHaveLength(1);
  await expect(readArchive(asTar(oci.list([oci.index([entry])])))).rejects.toThrow(
    /deeper in each other than the limit of 4/,
  );
});

test('indexes that multiply from level to level are gone through once each', async () => {
  const oci = layout();
  let entries = [oci.image([LAYER])];
  for (let level = 0; level < 4; level += 1) {
    const below = entries;
    entries = Array.from({ length: 40 }, (_, index) => oci.index(below, { annotations: { index: `${index}` } }));
  }
  expect(await readArchive(asTar(oci.list(entries)))).toHaveLength(1);
});

test.each([
  ['leads out of the directory', '../../etc/passwd', /leads out of the directory/],
  ['leads nowhere', 'nowhere', /cannot be read/],
])('a link of a directory that %s is an error', async (_, target, message) => {
  await withDirectory(async (directory) => {
    writeFiles(directory, [['sub/oci-layout', json({ imageLayoutVersion: '1.0.0' })]]);
    writeFiles(directory, [['secret', Buffer.from('x')]]);
    symlinkSync(target === 'nowhere' ? target : '../secret', join(directory, 'sub', 'index.json'));
    const source = openLocalImages(join(directory, 'sub'), 'sub', { limits: DEFAULT_LIMITS });
    await expect(source.images(USUAL)).rejects.toThrow(message);
    await expect(source.images(USUAL)).rejects.toThrow(InputError);
  });
});
