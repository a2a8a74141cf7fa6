// Images of an engine: the configuration without any layer, the layers from one archive, and no archive when all of them are known.
import { createHash } from 'node:crypto';
import { extract } from 'tar-stream';
import { expect, test } from 'vitest';
import { readImageConfig } from '../../../src/inputs/image/config.ts';
import { listEngineImages, openEngineImage } from '../../../src/inputs/image/engine-source.ts';
import { DEFAULT_LIMITS } from '../../../src/inputs/image/layers/limits.ts';
import type { Engine, LayerCache } from '../../../src/model/connections.ts';
import { InputError } from '../../../src/model/errors.ts';
import type { ImageWish, SourceImage } from '../../../src/model/image-source.ts';
import type { LayerFacts } from '../../../src/model/layer.ts';
import { imageArchive } from '../../engine/test-image.ts';

const NAME = 'registry.example.com/team/app:1';
const WISH: ImageWish = { platforms: [], name: '' };
const READ = { readers: [], limits: DEFAULT_LIMITS };

/** Digest of the only layer of an archive. */
async function layerDigest(archive: Buffer): Promise<string> {
  const hash = createHash('sha256');
  const reader = extract();
  reader.end(archive);
  for await (const entry of reader)
    for await (const chunk of entry)
      if (entry.header.name === 'layer.tar' && Buffer.isBuffer(chunk)) hash.update(chunk);
  return `sha256:${hash.digest('hex')}`;
}

interface FakeOptions {
  readonly diffIds?: readonly string[];
  readonly manifestType?: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly history?: readonly unknown[];
}

/** An engine with one image that it can save, and what was asked of it. */
async function engineWithImage({ diffIds, manifestType, config = {}, history }: FakeOptions = {}) {
  const archive = await imageArchive(NAME, config, { 'etc/motd': 'hello' });
  const layers = diffIds ?? [await layerDigest(archive)];
  const asked: string[] = [];
  const ask = <T>(what: string, answer: T): Promise<T> => {
    asked.push(what);
    return Promise.resolve(answer);
  };
  const engine: Engine = {
    name: 'Docker 20.10.24 (API 1.41)',
    containers: () => Promise.reject(new Error('not asked for here')),
    inspectContainer: () => Promise.reject(new Error('not asked for here')),
    images: () =>
      ask('images', [
        { id: 'sha256:one', names: [NAME, 'other:2'] },
        { id: 'sha256:two', names: [] },
      ]),
    inspectImage: (reference) =>
      ask(`inspect ${reference}`, {
        Id: 'sha256:one',
        RepoTags: [NAME],
        RepoDigests: [`registry.example.com/team/app@sha256:${'d'.repeat(64)}`],
        ManifestType: manifestType,
        Os: 'linux',
        Architecture: 'arm64',
        Variant: 'v8',
        Created: '2024-05-06T07:08:09Z',
        Config: { User: 'app', Env: ['PATH=/bin'], ...config },
        RootFS: { Type: 'layers', Layers: layers },
      }),
    history: (reference) =>
      ask(
        `history ${reference}`,
        history ?? [
          { CreatedBy: '/bin/sh -c #(nop)  USER app', Created: 1714979289, Size: 0 },
          { CreatedBy: '/bin/sh -c #(nop) COPY dir:0 in /', Created: 1714979289, Size: 1234 },
        ],
      ),
    save: (reference) => ask(`save ${reference}`, pieces(archive)),
    close: () => Promise.resolve(),
  };
  return { engine, asked };
}

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

function memoryCache(): LayerCache & { readonly kept: Map<string, LayerFacts> } {
  const kept = new Map<string, LayerFacts>();
  return {
    kept,
    get: async (diffId, key) => kept.get(`${diffId} ${key}`),
    put: async (diffId, key, facts) => void kept.set(`${diffId} ${key}`, facts),
  };
}

async function first(images: Promise<readonly SourceImage[]>): Promise<SourceImage> {
  const [image] = await images;
  if (image === undefined) throw new Error('there is no image');
  return image;
}

function paths({ layers }: SourceImage): string[] {
  return layers.flatMap(({ content }) =>
    content.kind === 'read'
      ? Array.from({ length: content.facts.entries.length }, (_, at) => content.facts.entries.pathAt(at))
      : [],
  );
}

test('only the configuration: two questions, and no layer', async () => {
  const { engine, asked } = await engineWithImage({ config: { Healthcheck: { Test: ['NONE'] } } });
  const image = await first(openEngineImage(engine, NAME).images(WISH));
  expect(asked).toEqual([`inspect ${NAME}`, `history ${NAME}`]);
  expect(image).toMatchObject({
    names: [NAME, `registry.example.com/team/app@sha256:${'d'.repeat(64)}`],
    digest: `sha256:${'d'.repeat(64)}`,
    id: 'sha256:one',
    platform: { os: 'linux', architecture: 'arm64', variant: '' },
    format: 'docker',
    layers: [{ size: 1234, content: { kind: 'missing', reason: 'only the configuration was read' } }],
  });
  expect(readImageConfig(image.config)).toMatchObject({
    user: 'app',
    env: ['PATH=/bin'],
    healthcheck: { test: ['NONE'] },
    created: '2024-05-06T07:08:09Z',
    diffIds: [image.layers[0]?.diffId],
    history: [
      { createdBy: '/bin/sh -c #(nop) COPY dir:0 in /', emptyLayer: false },
      { createdBy: '/bin/sh -c #(nop)  USER app', emptyLayer: true },
    ],
    notices: [],
  });
});

test('the layers come from one archive, asked for by the id of the image that was described', async () => {
  const { engine, asked } = await engineWithImage();
  const source = openEngineImage(engine, NAME, { layers: READ });
  const image = await first(source.images(WISH));
  expect(asked).toEqual([`inspect ${NAME}`, `history ${NAME}`, 'save sha256:one']);
  expect(paths(image)).toContain('etc/motd');
  expect(image).toMatchObject({ names: [NAME, expect.anything()], layers: [{ size: 1234 }] });
  expect(await first(source.images(WISH))).toEqual(image);
  expect(asked).toHaveLength(3);
});

test('layers that are known are not sent again', async () => {
  const { engine, asked } = await engineWithImage();
  const layers = { ...READ, cache: memoryCache() };
  const image = await first(openEngineImage(engine, NAME, { layers }).images(WISH));
  expect([...layers.cache.kept.keys()]).toEqual([`${image.layers[0]?.diffId} `]);
  asked.length = 0;
  const again = await first(openEngineImage(engine, NAME, { layers }).images(WISH));
  expect(asked).toEqual([`inspect ${NAME}`, `history ${NAME}`]);
  expect(again.layers[0]?.content).toEqual({ kind: 'read', facts: layers.cache.kept.values().next().value });
  expect(paths(again)).toEqual(paths(image));
});

test('layers that were read for something else are read anew', async () => {
  const { engine, asked } = await engineWithImage();
  const cache = memoryCache();
  await openEngineImage(engine, NAME, { layers: { ...READ, cache } }).images(WISH);
  const reader = { name: 'motd', version: 1, wants: () => 0 };
  await openEngineImage(engine, NAME, { layers: { ...READ, readers: [reader], cache } }).images(WISH);
  expect(asked.filter((what) => what.startsWith('save'))).toHaveLength(2);
});

test('another image than the described one is refused', async () => {
  const { engine } = await engineWithImage({ diffIds: [`sha256:${'0'.repeat(64)}`] });
  const images = openEngineImage(engine, NAME, { layers: READ }).images(WISH);
  await expect(images).rejects.toThrow(`docker:${NAME}: Docker 20.10.24 (API 1.41) sends another image`);
});

test('a platform that the image is not for is refused', async () => {
  const { engine } = await engineWithImage();
  const images = (platforms: readonly string[]) => openEngineImage(engine, NAME).images({ platforms, name: '' });
  expect(await images(['linux/arm64'])).toHaveLength(1);
  await expect(images(['linux/amd64'])).rejects.toThrow(InputError);
});

test('an OCI image of Podman without a health check may have lost it', async () => {
  const format = async (options: FakeOptions) =>
    (await first(openEngineImage((await engineWithImage(options)).engine, NAME).images(WISH))).format;
  const oci = 'application/vnd.oci.image.manifest.v1+json';
  expect(await format({ manifestType: oci })).toBe('oci');
  expect(await format({ manifestType: oci, config: { Healthcheck: { Test: ['CMD', 'true'] } } })).toBe('docker');
  expect(await format({ manifestType: 'application/vnd.docker.distribution.manifest.v2+json' })).toBe('docker');
  expect(await format({})).toBe('docker');
});

test('where the history does not tell which step made which layer, no step is said to have made one', async () => {
  const step = { CreatedBy: 'RUN true', Size: 0 };
  const { engine } = await engineWithImage({ history: [step, step] });
  const image = await first(openEngineImage(engine, NAME).images(WISH));
  expect(readImageConfig(image.config).history).toMatchObject([
    { createdBy: 'RUN true', emptyLayer: true },
    { createdBy: 'RUN true', emptyLayer: true },
  ]);
  expect(image.layers.map(({ size }) => size)).toEqual([0]);
});

test('answers of a wrong form do no harm', async () => {
  const { engine } = await engineWithImage();
  for (const document of [null, [], 'x', { RootFS: 1, Config: [], RepoTags: {} }, { RootFS: { Layers: [1] } }]) {
    const odd: Engine = { ...engine, inspectImage: async () => document, history: async () => document };
    const image = await first(openEngineImage(odd, NAME).images(WISH));
    expect(image.layers).toEqual([]);
  }
});

test('every image of an engine is named by its first name or its id; none at all is an error', async () => {
  const { engine, asked } = await engineWithImage();
  expect(await listEngineImages(engine)).toEqual([NAME, 'sha256:two']);
  expect(asked).toEqual(['images']);
  await expect(listEngineImages({ ...engine, images: async () => [] })).rejects.toThrow('there is no image in Docker');
});
