// Archives with damage anywhere are read or refused as inputs; they never crash a scan.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../../../src/model/errors.ts';
import { asTar, configOf, dockerArchive, json, layerOf, layout, named } from '../../../image-files.ts';
import { ALL, readArchive, readFile, readPassing } from './read-archive.ts';

const LAYER = layerOf({ 'etc/app': 'app' });

function bothViews(): Buffer {
  const oci = layout();
  const image = oci.image([LAYER]);
  oci.list([{ ...oci.index([image]), ...named('app:1') }]);
  for (const [name, bytes] of dockerArchive([LAYER], ['app:1'])) oci.files.set(name, bytes);
  return asTar(oci.files);
}

test('bytes that were changed', async () => {
  const sound = bothViews();
  const change = fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 0, max: 255 }));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
      const bytes = Buffer.from(sound);
      for (const [at, byte] of changes) bytes[at] = byte;
      await expectReadOrRefused(bytes);
    }),
    { numRuns: 200 },
  );
});

test('archives that were cut off', async () => {
  const sound = bothViews();
  await fc.assert(
    fc.asyncProperty(fc.nat(sound.length - 1), async (length) => {
      await expectReadOrRefused(sound.subarray(0, length));
    }),
  );
});

test('lists of images with anything in them', async () => {
  const name = fc.constantFrom('c.json', 'l.tar', '../x', '', 'manifest.json', '__proto__', 3, null);
  const entry = fc.dictionary(
    fc.constantFrom('Config', 'Layers', 'RepoTags', 'manifests', 'layers', 'config', 'mediaType'),
    fc.oneof(name, fc.array(name)),
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(entry, fc.array(entry)), async (manifest) => {
      const files = [
        ['c.json', configOf([LAYER])],
        ['l.tar', LAYER],
      ] as const;
      await expectReadOrRefused(asTar([...files, ['manifest.json', json(manifest)], ['repositories', json(manifest)]]));
    }),
  );
});

/** The words of a refusal may differ between a file and what passes by; whether it is refused may not. */
async function expectReadOrRefused(bytes: Buffer): Promise<void> {
  const [fromFile, passing] = await Promise.all(
    [readFile, readPassing].map((read) => read(bytes, ALL).catch((error: unknown) => error)),
  );
  if (!Array.isArray(fromFile)) expect(fromFile).toBeInstanceOf(InputError);
  if (!Array.isArray(passing)) expect(passing).toBeInstanceOf(InputError);
  expect(Array.isArray(passing) ? passing : 'refused').toEqual(Array.isArray(fromFile) ? fromFile : 'refused');
}

test('a configuration for a platform with the name of a built-in is of that platform', async () => {
  const config = { os: 'constructor', architecture: '__proto__', variant: 'toString' };
  expect(await readArchive(asTar(dockerArchive([LAYER], null, config)))).toMatchObject([
    { platform: 'constructor/__proto__/tostring' },
  ]);
});

test('keys of repositories with the names of built-ins are names', async () => {
  const layer = 'a'.repeat(64);
  const repositories = `{"__proto__":{"1":"${layer}"},"constructor":{"toString":"${layer}"}}`;
  const bytes = asTar([
    [`${layer}/json`, json({ os: 'linux', architecture: 'amd64' })],
    [`${layer}/layer.tar`, LAYER],
    ['repositories', Buffer.from(repositories)],
  ]);
  expect(await readArchive(bytes)).toMatchObject([{ names: ['__proto__:1', 'constructor:toString'] }]);
});
