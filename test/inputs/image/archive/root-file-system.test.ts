// What docker export writes: files without a word about them, told from archives of images by what comes first.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../src/inputs/image/layers/limits.ts';
import { openStreamedImages } from '../../../../src/inputs/image/open-local.ts';
import { asTar, dockerArchive, json, layerOf } from '../../../image-files.ts';
import { tarBytes } from '../../../tar-bytes.ts';
import { readArchive, readPassing, USUAL } from './read-archive.ts';

const ROOT = [
  { path: './', type: '5' },
  { path: './.dockerenv', body: '' },
  { path: './etc/passwd', body: 'root:x:0:0::/:/bin/sh' },
];

test('a root file system is one layer without a configuration', async () => {
  const expected = [{ names: [], digest: '', id: '', config: undefined, layers: [['.dockerenv', 'etc/passwd']] }];
  const [plain] = await readArchive(tarBytes(ROOT.slice(1)));
  expect([plain]).toMatchObject(expected);
  expect(plain?.notices).toEqual([expect.stringContaining('without a configuration')]);
  expect(await readArchive(gzipSync(tarBytes(ROOT.slice(1))))).toEqual([plain]);
});

test('an entry for the root itself before the first file changes nothing', async () => {
  expect(await readArchive(tarBytes(ROOT))).toMatchObject([{ config: undefined }]);
});

test('without the wish for layers none is read', async () => {
  async function* bytes() {
    yield tarBytes(ROOT);
  }
  const source = openStreamedImages(bytes(), 'standard input', { limits: DEFAULT_LIMITS });
  expect(await source.images(USUAL)).toMatchObject([{ layers: [{ content: { kind: 'missing' } }] }]);
});

test('an archive of images that begins like a root file system is never taken for one', async () => {
  const files = [['etc/decoy', Buffer.from('x')] as const, ...dockerArchive([layerOf({ 'srv/app': 'x' })], ['app:1'])];
  await expect(readPassing(asTar(files))).rejects.toThrow(/begins like a root file system and holds manifest\.json/);
});

test('a root file system with a JSON document in its root is one still', async () => {
  const bytes = tarBytes([...ROOT.slice(1), { path: 'package.json', body: json({}) }]);
  expect(await readArchive(bytes)).toMatchObject([{ layers: [['.dockerenv', 'etc/passwd', 'package.json']] }]);
});
