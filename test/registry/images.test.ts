// References lead to images: platforms are chosen, artifacts and contradictions refused, layers left where they are.
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Registries } from '../../src/model/connections.ts';
import { InputError, LimitError, UsageError } from '../../src/model/errors.ts';
import type { ImageWish, SourceImage } from '../../src/model/image-source.ts';
import { openRegistries } from '../../src/registry/open.ts';
import { type FakeRegistry, sha256, startFakeRegistry, status } from '../fake-registry.ts';
import { OCI_INDEX, OCI_LAYER, OCI_MANIFEST, putImage, putIndex, readLayer, usual } from './fake-images.ts';
import { patientOptions } from './patient-host.ts';

let fake: FakeRegistry;
let registries: Registries;

beforeEach(async () => {
  fake = await startFakeRegistry();
  registries = openRegistries(patientOptions().options);
});
afterEach(async () => {
  await registries.close();
  await fake.close();
});

function images(name: string, wish: ImageWish = usual): Promise<readonly SourceImage[]> {
  return registries.open(`${fake.host}/team/app${name}`).images(wish);
}

test('an image is described by its manifest and its configuration, and no layer is asked for', async () => {
  const { digest } = putImage(fake, { name: '1', manifest: { annotations: { 'org.example': 'yes' } } });
  const [image] = await images(':1');
  expect(image).toMatchObject({
    names: [`${fake.host}/team/app:1`],
    digest,
    platform: { os: 'linux', architecture: 'amd64', variant: '' },
    format: 'oci',
    config: { config: { User: '1000' } },
    annotations: { 'org.example': 'yes' },
    notices: [],
  });
  expect(image?.layers.map(({ mediaType, content }) => [mediaType, content.kind])).toEqual([
    [OCI_LAYER, 'stream'],
    [OCI_LAYER, 'stream'],
  ]);
  expect(fake.requests.map(({ line }) => line)).toEqual([
    'GET /v2/team/app/manifests/1',
    `GET /v2/team/app/blobs/${image?.id}`,
  ]);
  expect(gunzipSync(await readLayer(image?.layers[1])).toString()).toBe('two');
});

test('every type of manifest is asked for, and no compression', async () => {
  putImage(fake, { name: '1' });
  await images(':1');
  const accept = fake.requests[0]?.headers.accept ?? '';
  for (const type of ['oci.image.index', 'oci.image.manifest', 'manifest.list.v2', 'manifest.v2'])
    expect(accept).toContain(type);
  expect(accept).not.toContain('distribution.manifest.v1');
  expect(fake.requests[0]?.headers['accept-encoding']).toBe('identity');
});

test('a reference without a tag means latest', async () => {
  const { digest } = putImage(fake, { name: 'latest' });
  expect((await images(''))[0]?.digest).toBe(digest);
});

test('a digest decides over a tag, and it is said that the tag was not asked', async () => {
  const { digest } = putImage(fake);
  const [image] = await images(`:1@${digest}`);
  expect(image?.digest).toBe(digest);
  expect(image?.notices).toEqual(['The digest decides; it was not asked whether the tag 1 leads to it.']);
});

test('a tag is resolved once', async () => {
  putImage(fake, { name: '1', layers: ['old'] });
  const source = registries.open(`${fake.host}/team/app:1`);
  const [before] = await source.images(usual);
  putImage(fake, { name: '1', layers: ['new'] });
  const [after] = await source.images(usual);
  expect(after?.digest).toBe(before?.digest);
});

test.each([
  [[], ['linux/amd64']],
  [['linux/arm64'], ['linux/arm64']],
  [
    ['linux/arm/v7', 'linux/amd64'],
    ['linux/arm/v7', 'linux/amd64'],
  ],
  ['all', ['linux/arm/v7', 'linux/amd64', 'linux/arm64']],
] as const)('platforms %j of an index are %j', async (platforms, expected) => {
  putIndex(fake, '1', [
    putImage(fake, { architecture: 'arm', variant: 'v7' }),
    putImage(fake),
    putImage(fake, { architecture: 'arm64', variant: 'v8' }),
  ]);
  const found = await images(':1', { platforms, name: '' });
  expect(found.map(({ platform: p }) => [p.os, p.architecture, p.variant].filter(Boolean).join('/'))).toEqual(expected);
});

test('a platform that is not there is an error that lists those that are', async () => {
  putIndex(fake, '1', [putImage(fake), putImage(fake, { architecture: 'arm64' })]);
  const wish = { platforms: ['linux/s390x'], name: '' };
  await expect(images(':1', wish)).rejects.toThrow(/no image for linux\/s390x.*linux\/amd64, linux\/arm64/);
  putImage(fake, { name: '2' });
  await expect(images(':2', wish)).rejects.toThrow(/no image for linux\/s390x/);
});

test('attestations and unknown entries of an index are passed over', async () => {
  const image = putImage(fake);
  const attestation = {
    ...putImage(fake, { os: 'unknown', architecture: 'unknown' }),
    annotations: { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': image.digest },
  };
  const unknown = { mediaType: 'application/vnd.example.thing', digest: sha256(Buffer.from('x')), size: 1 };
  putIndex(fake, '1', [attestation, unknown, image]);
  expect((await images(':1', { platforms: 'all', name: '' })).map(({ digest }) => digest)).toEqual([image.digest]);
  putIndex(fake, '2', [attestation]);
  await expect(images(':2')).rejects.toThrow(/holds no image, only attestations/);
});

test('an entry without a platform is looked into', async () => {
  const { platform: _, ...entry } = putImage(fake, { architecture: 'arm64' });
  putIndex(fake, '1', [entry]);
  expect((await images(':1', { platforms: ['linux/arm64'], name: '' }))[0]?.digest).toBe(entry.digest);
});

test('indexes in indexes are followed, to a depth', async () => {
  let entry: object = putImage(fake);
  for (let depth = 1; depth <= 3; depth += 1) entry = putIndex(fake, `d${depth}`, [entry]);
  putIndex(fake, '1', [entry]);
  expect((await images(':1')).length).toBe(1);
  putIndex(fake, '2', [putIndex(fake, 'd4', [entry])]);
  await expect(images(':2')).rejects.toThrow(LimitError);
});

test('annotations of the entry and of the manifest are joined', async () => {
  const image = putImage(fake, { manifest: { annotations: { inner: '1' } } });
  putIndex(fake, '1', [{ ...image, annotations: { outer: '2' } }]);
  expect((await images(':1'))[0]?.annotations).toEqual({ inner: '1', outer: '2' });
});

test('foreign and encrypted layers are not fetched', async () => {
  const layer = fake.putBlob(Buffer.from('x'), OCI_LAYER);
  const foreign = 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip';
  const layers = [
    layer,
    { ...layer, mediaType: foreign, urls: ['https://storage.example.invalid/base'] },
    { ...layer, mediaType: `${OCI_LAYER}+encrypted` },
  ];
  putImage(fake, { name: '1', manifest: { layers } });
  const [image] = await images(':1');
  expect(image?.layers.map(({ content }) => content.kind)).toEqual(['stream', 'missing', 'missing']);
  expect(image?.notices).toEqual(['The manifest has 3 layers, the configuration 2.']);
});

test('the format is that of Docker where its media types or its keys are there', async () => {
  putImage(fake, { name: '1', manifestType: 'application/vnd.docker.distribution.manifest.v2+json' });
  putImage(fake, { name: '2', config: { config: { Healthcheck: { Test: ['NONE'] } } } });
  expect([(await images(':1'))[0]?.format, (await images(':2'))[0]?.format]).toEqual(['docker', 'docker']);
});

test('an image of several is found by its digest', async () => {
  const arm = putImage(fake, { architecture: 'arm64' });
  putIndex(fake, '1', [putImage(fake), arm]);
  const found = await images(':1', { platforms: 'all', name: arm.digest });
  expect(found.map(({ digest }) => digest)).toEqual([arm.digest]);
  await expect(images(':1', { platforms: 'all', name: 'sha256:nothing' })).rejects.toThrow(/has no image/);
});

test.each([
  ['an artifact', { manifest: { config: {}, artifactType: 'application/vnd.example.chart' } }, /artifact/],
  ['a chart', { configType: 'application/vnd.cncf.helm.config.v1+json' }, /not an image but an artifact.*helm/],
  ['attestations alone', { layerType: 'application/vnd.in-toto+json' }, /not an image but an artifact.*in-toto/],
])('%s is refused', async (_name, { manifest = {}, configType, layerType }: Odd, message) => {
  const config = fake.putBlob(Buffer.from('{}'), 'application/vnd.oci.empty.v1+json');
  const layers = layerType === undefined ? {} : { layers: [fake.putBlob(Buffer.from('x'), layerType)] };
  const odd = { ...manifest, ...layers, ...('config' in manifest ? { config } : {}) };
  putImage(fake, { name: '1', manifest: odd, ...(configType === undefined ? {} : { configType }) });
  await expect(images(':1')).rejects.toThrow(message);
});

interface Odd {
  readonly manifest?: object;
  readonly configType?: string;
  readonly layerType?: string;
}

test.each([
  ['{"schemaVersion": 2, "layers": [', OCI_MANIFEST],
  ['[]', OCI_MANIFEST],
  ['{"schemaVersion": 2, "manifests": [], "layers": []}', OCI_INDEX],
  ['{"schemaVersion": 2, "manifests": []}', OCI_MANIFEST],
  [`{"schemaVersion": 2, "mediaType": "${OCI_INDEX}", "manifests": []}`, OCI_MANIFEST],
  ['{"schemaVersion": 2, "config": {"digest": "md5:0", "size": 1}, "layers": []}', OCI_MANIFEST],
])('a manifest like %s is refused', async (text, type) => {
  fake.putManifest('1', Buffer.from(text), type);
  await expect(images(':1')).rejects.toThrow(InputError);
});

test('schema 1 is refused with a word', async () => {
  const type = 'application/vnd.docker.distribution.manifest.v1+prettyjws';
  fake.putManifest('1', { schemaVersion: 1, fsLayers: [], history: [] }, type);
  await expect(images(':1')).rejects.toThrow(/schema 1.*push the image again/);
});

test('a configuration that is not JSON is refused', async () => {
  putImage(fake, { name: '1', manifest: { config: fake.putBlob(Buffer.from('{"os":'), '') } });
  await expect(images(':1')).rejects.toThrow(/configuration.*is not a JSON object/);
});

test('a web page in place of a manifest is called one', async () => {
  fake.fail(/manifests/, 1, status(200, { 'content-type': 'text/html; charset=utf-8' }, '<html>Sign in</html>'));
  await expect(images(':1')).rejects.toThrow(/answers with a web page/);
});

test.each([
  ['https://registry.example.com/team/app', 'without a scheme'],
  ['registry.example.com/Team/app', 'small letters'],
  ['a'.repeat(64), 'the id of an image'],
  ['registry.example.com/team/app@sha256:abc', 'not the name of an image'],
  [`app@sha256:${'A'.repeat(64)}`, 'the digest is not one'],
  ['registry.example.com:99999/app', 'not the name of a host'],
  ['', 'not the name of an image'],
])('a reference that names nothing is refused before any request: %s', (reference, reason) => {
  expect(() => registries.open(reference)).toThrow(UsageError);
  expect(() => registries.open(reference)).toThrow(reason);
});
