// Layers for tests: tars that go through the real scanner, every content kept.
import { DEFAULT_LIMITS } from '../../../../src/inputs/image/layers/limits.ts';
import { mergeLayers } from '../../../../src/inputs/image/layers/merge-layers.ts';
import { scanLayer } from '../../../../src/inputs/image/layers/scan-layer.ts';
import type { ContentReader, ImageTree, LayerFacts } from '../../../../src/model/layer.ts';
import { type TarPart, tarBytes } from '../../../tar-bytes.ts';

/** Keeps every content. */
export const keepAll: ContentReader = {
  name: 'keep-all',
  version: 1,
  wants: ({ size }) => Math.max(1, size),
  keeps: true,
};

/** A layer of these entries. */
export function layerOf(parts: readonly TarPart[]): Promise<LayerFacts> {
  return scanLayer({ kind: 'bytes', bytes: tarBytes(parts) }, { readers: [keepAll], limits: DEFAULT_LIMITS });
}

/** The tree of layers of these entries, the lowest first. */
export async function treeOf(...layers: readonly (readonly TarPart[])[]): Promise<ImageTree> {
  return mergeLayers(await Promise.all(layers.map(layerOf)));
}

/** A directory. */
export function dir(path: string, more: Partial<TarPart> = {}): TarPart {
  return { path, type: '5', mode: 0o755, ...more };
}

/** A file that holds its text. */
export function file(path: string, body = '', more: Partial<TarPart> = {}): TarPart {
  return { path, body, ...more };
}

/** A symbolic link. */
export function link(path: string, linkName: string): TarPart {
  return { path, type: '2', mode: 0o777, linkName };
}

/** A hard link. */
export function hard(path: string, linkName: string, more: Partial<TarPart> = {}): TarPart {
  return { path, type: '1', linkName, ...more };
}

/** The paths of a tree, sorted. */
export function pathsOf(tree: ImageTree): string[] {
  return [...tree.entries()].map(({ path }) => path).sort();
}

/** What a file of a tree holds, as text. */
export function textOf(tree: ImageTree, path: string): string | undefined {
  const bytes = tree.read(path);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString();
}
