// What an image holds in its directories, kept small: it is read before anybody knows what of it a run will hide.
import { posix } from 'node:path';
import type { ImageTree } from '../model/layer.ts';
import type { ShippedBelow } from '../model/sandbox.ts';

/** Counts the files of every directory of an image. A path that leads through a link holds nothing. */
export function listShipped(tree: Pick<ImageTree, 'entries'>): ShippedBelow {
  const files = new Map<string, number>();
  for (const { path, type } of tree.entries()) {
    const isFolder = type === 'directory';
    const folder = posix.join('/', isFolder ? path : posix.dirname(path));
    files.set(folder, (files.get(folder) ?? 0) + (isFolder ? 0 : 1));
  }
  return (path) => {
    const folders = [...files.keys()].filter((folder) => folder.startsWith(`${path}/`)).sort();
    return { files: [path, ...folders].reduce((sum, folder) => sum + (files.get(folder) ?? 0), 0), folders };
  };
}
