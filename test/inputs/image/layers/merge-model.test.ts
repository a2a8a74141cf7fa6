// Merging random layers, against a model made of nothing but maps, and against merging fewer of them.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeLayers } from '../../../../src/inputs/image/layers/merge-layers.ts';
import type { ImageTree } from '../../../../src/model/layer.ts';
import type { TarPart } from '../../../tar-bytes.ts';
import { dir, file, layerOf } from './layers.ts';

const name = fc.constantFrom('a', 'b', 'c');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const change = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('file' as const), path }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('directory' as const), path }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('whiteout' as const), path }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('opaque' as const), path }) },
);
type Change = { kind: 'file' | 'directory' | 'whiteout' | 'opaque'; path: string };
const images = fc.array(fc.array(change, { maxLength: 6 }), { minLength: 1, maxLength: 5 });

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

function partOf({ kind, path }: Change, text: string): TarPart {
  if (kind === 'file') return file(path, text);
  if (kind === 'directory') return dir(path);
  if (kind === 'opaque') return file(`${path}/.wh..wh..opq`);
  return file(parentOf(path) === '' ? `.wh.${path}` : `${parentOf(path)}/.wh.${path.slice(parentOf(path).length + 1)}`);
}

/** Directories are `true`, files their text. */
type Model = Map<string, string | true>;

function removeBelow(model: Model, path: string): void {
  for (const known of [...model.keys()]) if (known.startsWith(`${path}/`)) model.delete(known);
}

function applyToModel(model: Model, layer: readonly Change[], texts: readonly string[]): void {
  for (const { kind, path } of layer) {
    if (kind === 'whiteout') model.delete(path);
    if (kind === 'whiteout' || kind === 'opaque') removeBelow(model, path);
  }
  for (const [index, { kind, path }] of layer.entries()) {
    if (kind !== 'file' && kind !== 'directory') continue;
    for (let above = parentOf(path); above !== ''; above = parentOf(above)) model.set(above, true);
    if (kind === 'directory') model.set(path, true);
    else {
      removeBelow(model, path);
      model.set(path, texts[index] ?? '');
    }
  }
}

function modelOf(tree: ImageTree): Model {
  return new Map(
    [...tree.entries()].map(({ path, type }) => [
      path,
      type === 'directory' ? true : Buffer.from(tree.read(path) ?? []).toString(),
    ]),
  );
}

it('has the files, directories and contents of the model', async () => {
  await fc.assert(
    fc.asyncProperty(images, async (image) => {
      const model: Model = new Map();
      const texts = image.map((layer, at) => layer.map((_, index) => `${at}.${index}`));
      for (const [at, layer] of image.entries()) applyToModel(model, layer, texts[at] ?? []);
      const layers = await Promise.all(
        image.map((layer, at) => layerOf(layer.map((change, index) => partOf(change, texts[at]?.[index] ?? '')))),
      );
      const tree = mergeLayers(layers);
      expect(modelOf(tree)).toEqual(model);
      expect(tree.count).toBe(model.size);
      for (const path of model.keys()) {
        expect(tree.find(path)?.path).toBe(path);
        expect(tree.children(path)).toEqual([...model.keys()].filter((other) => parentOf(other) === path).sort());
      }
    }),
    { numRuns: 200 },
  );
});

it('says of each file by which layer it went, as merging one layer more at a time shows', async () => {
  await fc.assert(
    fc.asyncProperty(images, async (image) => {
      const layers = await Promise.all(
        image.map((layer, at) => layerOf(layer.map((change, index) => partOf(change, `${at}.${index}`)))),
      );
      const states = layers.map((_, at) => modelOf(mergeLayers(layers.slice(0, at + 1))));
      const tree = mergeLayers(layers);
      for (const [at, state] of states.entries())
        for (const [path, text] of state) {
          if (text === true || !text.startsWith(`${at}.`)) continue;
          const went = states.findIndex((later, index) => index > at && later.get(path) !== text);
          expect(tree.removedBy(at, path)).toBe(went < 0 ? undefined : went);
        }
    }),
    { numRuns: 200 },
  );
});
