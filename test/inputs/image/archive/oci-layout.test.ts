import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { asTar, json, layerOf, layout, named, TYPES, twoPlatforms } from '../../../image-files.ts';
import { ALL, readArchive, readDirectory } from './read-archive.ts';

const LAYER = layerOf({ 'etc/app': 'app' });
const EVIL = layerOf({ 'etc/evil': 'evil' });

const platform = (architecture: string) => ({ platform: { os: 'linux', architecture } });

test('a layout is read as a directory, as an archive, compressed, and as a tar of its directory', async () => {
  const oci = layout();
  const entry = oci.image([LAYER, gzipSync(EVIL)]);
  const files = oci.list([{ ...entry, annotations: { 'org.opencontainers.image.ref.name': '1' } }]);
  const expected = [
    {
      names: ['1'],
      digest: entry.digest,
      platform: 'linux/amd64/',
      format: 'oci',
      notices: [],
      layers: [['etc/app'], ['etc/evil']],
    },
  ];
  const dotted = [...files].map(([name, bytes]): [string, Buffer] => [`./${name}`, bytes]);
  expect(await readDirectory(files)).toMatchObject(expected);
  expect(await readArchive(asTar(files))).toMatchObject(expected);
  expect(await readArchive(asTar(dotted))).toMatchObject(expected);
  expect(await readArchive(gzipSync(asTar(files)))).toMatchObject(expected);
});

test.each([
  [[], ['linux/amd64/']],
  [['linux/arm64'], ['linux/arm64/']],
  [
    ['linux/arm64', 'linux/amd64'],
    ['linux/arm64/', 'linux/amd64/'],
  ],
  ['all' as const, ['linux/arm64/', 'linux/amd64/']],
])('of two platforms, %j takes %j', async (platforms, expected) => {
  const oci = layout();
  const files = oci.list([twoPlatforms(oci, LAYER)]);
  const images = await readArchive(asTar(files), { platforms, name: '' });
  expect(images.map((image) => image.platform)).toEqual(expected);
});

test('without the usual platform the user has to choose', async () => {
  const oci = layout();
  const entries = ['arm64', 's390x'].map((name) => ({
    ...oci.image([LAYER], { architecture: name }),
    ...platform(name),
  }));
  const files = oci.list([oci.index(entries)]);
  await expect(readArchive(asTar(files))).rejects.toThrow(/name one with --platform: .*linux\/arm64.*linux\/s390x/);
});

test('a platform that the index does not name is read from the configuration', async () => {
  const oci = layout();
  const files = oci.list([oci.index([oci.image([LAYER], { architecture: 'arm64' }), oci.image([EVIL])])]);
  expect(await readArchive(asTar(files), { platforms: ['linux/arm64'], name: '' })).toMatchObject([
    { platform: 'linux/arm64/', layers: [['etc/app']] },
  ]);
});

test('the platform of the index counts, as for engines, and a contradiction is said', async () => {
  const oci = layout();
  const files = oci.list([{ ...oci.image([LAYER], { architecture: 'arm64' }), ...platform('amd64') }]);
  expect(await readArchive(asTar(files))).toMatchObject([
    { platform: 'linux/amd64/', notices: ['the index says linux/amd64, the configuration linux/arm64'] },
  ]);
});

test('one image under two names is one image', async () => {
  const oci = layout();
  const entry = oci.image([LAYER]);
  const files = oci.list([
    { ...entry, ...named('app:1') },
    { ...entry, ...named('app:2') },
  ]);
  expect((await readArchive(asTar(files))).map(({ names }) => names)).toEqual([['app:1', 'app:2']]);
});

test('attestations, charts and documents of unknown types are no images', async () => {
  const oci = layout();
  const statement = { ...oci.put(json({ _type: 'statement' }), 'application/vnd.in-toto+json') };
  const attestation = oci.image([], {}, { layers: [statement] });
  const chart = oci.image([LAYER], {}, { config: oci.put(json({}), 'application/vnd.cncf.helm.config.v1+json') });
  const files = oci.list([
    oci.index([
      { ...attestation, ...platform('amd64') },
      { ...oci.image([LAYER]), ...platform('amd64') },
      { ...oci.image([EVIL], { a: 1 }), platform: { os: 'unknown', architecture: 'unknown' } },
    ]),
    chart,
    oci.put(json({}), 'application/x-unknown'),
  ]);
  expect((await readArchive(asTar(files), ALL)).map(({ layers }) => layers)).toEqual([[['etc/app']]]);
});

test('an image in the clothes of an artifact is an image: engines run it', async () => {
  const oci = layout();
  const disguised = oci.image([EVIL], {}, { artifactType: 'application/x-chart' });
  const files = oci.list([
    oci.index([
      { ...disguised, ...platform('amd64'), artifactType: 'application/x-chart' },
      { ...oci.image([LAYER]), ...platform('amd64') },
    ]),
  ]);
  expect((await readArchive(asTar(files))).map(({ layers }) => layers)).toEqual([[['etc/evil']]]);
});

test('Docker types and configurations with a health check are of the docker format', async () => {
  const oci = layout();
  const files = oci.list([
    { ...oci.image([LAYER], {}, { mediaType: TYPES.dockerManifest }), mediaType: TYPES.dockerManifest },
    oci.image([LAYER], { config: { Healthcheck: { Test: ['NONE'] } } }),
    oci.image([LAYER]),
  ]);
  expect((await readArchive(asTar(files))).map(({ format }) => format)).toEqual(['docker', 'docker', 'oci']);
});

test('what skopeo writes as dir: is read, one image or several', async () => {
  const oci = layout();
  const index = twoPlatforms(oci, LAYER);
  const beside = new Map([...oci.files].map(([name, bytes]) => [name.slice('blobs/sha256/'.length), bytes]));
  const manifests = [...beside].filter(([, bytes]) => bytes.includes('"config"') && bytes.includes('"layers":[{'));
  const one = new Map([...beside, ['manifest.json', manifests[0]?.[1] ?? Buffer.alloc(0)] as const]);
  expect(await readDirectory(one)).toMatchObject([{ platform: 'linux/arm64/', layers: [['etc/app']] }]);
  const several = new Map([
    ...beside,
    ...manifests.map(([hex, bytes]) => [`${hex}.manifest.json`, bytes] as const),
    ['manifest.json', beside.get(index.digest.slice(7)) ?? Buffer.alloc(0)] as const,
  ]);
  expect((await readDirectory(several, ALL)).map((image) => image.platform)).toEqual(['linux/arm64/', 'linux/amd64/']);
});
