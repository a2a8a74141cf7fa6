// Finds what readers stated of a file of the merged tree.
import type { ImageTree, TreeEntry } from '../../../../model/layer.ts';
import { SENSITIVE_FILES_READER, type SensitiveTrace } from '../../readers/sensitive-files.ts';

/** What readers stated of the files of a tree. */
export interface Traces {
  /** What a reader stated of the bytes that a tree entry has; nothing where it read none. */
  of(entry: TreeEntry): readonly SensitiveTrace[];
  /** Folders of all files of which something was stated, in the tree as well where that may be another than in the layer. */
  readonly folders: ReadonlySet<string>;
}

/** Gathers the traces of sensitive files by layer and path. */
export function gatherTraces(tree: ImageTree): Traces {
  const folders = new Set<string>();
  const byLayer = tree.layers.map((layer) => {
    const byPath = new Map<string, SensitiveTrace[]>();
    for (const { reader, path, value } of layer.facts) {
      if (reader !== SENSITIVE_FILES_READER || !isTrace(value)) continue;
      folders.add(folderOf(path)).add(folderOf(`usr/${path}`));
      const known = byPath.get(path);
      if (known === undefined) byPath.set(path, [value]);
      else known.push(value);
    }
    return byPath;
  });
  return {
    folders,
    of(entry) {
      const layer = byLayer[entry.layer];
      return layer?.get(entry.path) ?? layer?.get(beforeMerge(entry.path)) ?? [];
    },
  };
}

/** The folder that a path lies in; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A layer that writes through the link `/bin` names the file as it did. */
function beforeMerge(path: string): string {
  return path.replace(/^usr\/(?=s?bin\/|lib)/, '');
}

const KINDS: readonly SensitiveTrace['what'][] = ['accounts', 'sudoers', 'script', 'key-store', 'preload'];

/** A cache may hold anything; only what has the shape of a trace is believed. */
function isTrace(value: unknown): value is SensitiveTrace {
  if (typeof value !== 'object' || value === null || !('what' in value)) return false;
  return KINDS.some((kind) => kind === value.what);
}
