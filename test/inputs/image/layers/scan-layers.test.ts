// Reading all layers of an image: order, what is missing, limits for all of them, and the cache.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../src/inputs/image/layers/limits.ts';
import { cacheKey, type ScanLayersOptions, scanLayers } from '../../../../src/inputs/image/layers/scan-layers.ts';
import type { LayerCache } from '../../../../src/model/connections.ts';
import { InputError, LimitError } from '../../../../src/model/errors.ts';
import type { ImageLayer, LayerContent } from '../../../../src/model/image-source.ts';
import type { LayerFacts } from '../../../../src/model/layer.ts';
import { tarBytes } from '../../../tar-bytes.ts';
import { file, keepAll } from './layers.ts';
import { inChunks } from './walks.ts';

const tarOf = (index: number): Buffer => tarBytes([file(`file-${index}`, 'x'.repeat(index * 100))]);
const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

function layer(content: LayerContent, more: Partial<ImageLayer> = {}): ImageLayer {
  return { digest: '', diffId: '', mediaType: '', size: 0, content, ...more };
}

function streamed(bytes: Uint8Array, opened?: { count: number }): LayerContent {
  const open = async () => {
    if (opened !== undefined) opened.count += 1;
    return inChunks(bytes, [700]);
  };
  return { kind: 'stream', open };
}

const scan = (layers: readonly ImageLayer[], more: Partial<ScanLayersOptions> = {}) =>
  scanLayers(layers, { readers: [keepAll], limits: DEFAULT_LIMITS, ...more });

const pathsOf = (facts: readonly (LayerFacts | undefined)[]) => facts.map((each) => each?.entries.pathAt(0));

it('answers in the order of the layers, however many and however large', async () => {
  const layers = Array.from({ length: 30 }, (_, index) =>
    layer(streamed(gzipSync(tarOf(index))), { size: (index * 7) % 30 }),
  );
  expect(pathsOf((await scan(layers)).facts)).toEqual(layers.map((_, index) => `file-${index}`));
});

it('says which layers are not at hand', async () => {
  const { facts, problems } = await scan([
    layer({ kind: 'bytes', bytes: tarOf(0) }),
    layer({ kind: 'missing', reason: 'a foreign layer' }, { digest: `sha256:${'a'.repeat(64)}` }),
  ]);
  expect(pathsOf(facts)).toEqual(['file-0', undefined]);
  expect(problems).toEqual(['layer 1 (sha256:aaaaaaaaaaaa) is not at hand: a foreign layer']);
});

it('names the layer that cannot be read, and opens no more of them', async () => {
  const opened = { count: 0 };
  const layers = Array.from({ length: 30 }, (_, index) =>
    layer(streamed(index === 3 ? Buffer.from('rubbish'.repeat(200)) : tarOf(index), opened), {
      size: index === 3 ? 99 : 1,
    }),
  );
  await expect(scan(layers)).rejects.toThrow(/^layer 3: there is no tar header at byte 0/);
  await expect(scan(layers)).rejects.toThrow(InputError);
  expect(opened.count).toBeLessThan(30);
});

it.each([
  ['imageBytes', { imageBytes: 10_000 }],
  ['entries', { entries: 5 }],
])('holds all layers together to %s', async (name, limit) => {
  const layers = Array.from({ length: 10 }, (_, index) => layer(streamed(tarOf(index))));
  const scanned = scan(layers, { limits: { ...DEFAULT_LIMITS, ...limit } });
  await expect(scanned).rejects.toThrow(LimitError);
  await expect(scanned).rejects.toThrow(name);
});

function memoryCache(): LayerCache & { readonly kept: Map<string, LayerFacts> } {
  const kept = new Map<string, LayerFacts>();
  return {
    kept,
    get: async (diffId, key) => kept.get(`${diffId} ${key}`),
    put: async (diffId, key, facts) => void kept.set(`${diffId} ${key}`, facts),
  };
}

it('reads a layer once and takes it from the cache then, for the same readers alone', async () => {
  const cache = memoryCache();
  const opened = { count: 0 };
  const layers = [layer(streamed(gzipSync(tarOf(1)), opened), { diffId: digestOf(tarOf(1)) })];
  const first = await scan(layers, { cache });
  const second = await scan(layers, { cache });
  expect(opened.count).toBe(1);
  expect(second.facts).toEqual(first.facts);
  await scan(layers, { cache, readers: [{ ...keepAll, version: 2 }] });
  expect(opened.count).toBe(2);
});

it('keeps nothing under a digest that a configuration made up', async () => {
  const cache = memoryCache();
  const claimed = digestOf(tarOf(2));
  const { facts } = await scan([layer(streamed(tarOf(1)), { diffId: claimed })], { cache });
  expect([...cache.kept.keys()]).toEqual([]);
  expect(facts[0]?.problems).toEqual([expect.stringContaining(`the configuration says ${claimed}`)]);
  await scan([layer(streamed(tarOf(1)), { diffId: '' })], { cache });
  await scan([layer({ kind: 'bytes', bytes: tarOf(1) }, { diffId: 'md5:1' })], { cache });
  expect([...cache.kept.keys()]).toEqual([]);
});

it('refuses a layer that is not what the configuration says where that is asked', async () => {
  await expect(scan([layer(streamed(tarOf(1)), { diffId: digestOf(tarOf(2)) })], { verify: true })).rejects.toThrow(
    /^layer 0 .*: the layer is not what the configuration says/,
  );
});

it('holds layers from the cache to the limits of the image as well', async () => {
  const cache = memoryCache();
  const layers = [1, 2, 3].map((index) => layer(streamed(tarOf(index)), { diffId: digestOf(tarOf(index)) }));
  await scan(layers, { cache });
  await expect(scan(layers, { cache, limits: { ...DEFAULT_LIMITS, entries: 2 } })).rejects.toThrow(LimitError);
});

it('names readers and their versions in its key, whatever their order', () => {
  const other = { ...keepAll, name: 'other', version: 7 };
  expect(cacheKey([other, keepAll])).toBe('keep-all@1 other@7');
  expect(cacheKey([keepAll, other])).toBe(cacheKey([other, keepAll]));
});
