// What a layer says of the layers below it: the names by which it removes files and hides directories.
import type { LayerEntry } from '../../../model/layer.ts';

/** `whiteout` removes a path from the layers below, `opaque` hides all below a directory, `internal` is a file of a builder's own that is no part of the image. */
export type Removal =
  | { readonly kind: 'whiteout' | 'opaque'; readonly path: string }
  | { readonly kind: 'internal' | 'invalid' };

const WHITEOUT = '.wh.';
const INTERNAL = '.wh..wh.';
const OPAQUE = '.wh..wh..opq';

/** Reads an entry as a removal; `undefined` for an ordinary one. Decided by name: type, link and content of a whiteout mean nothing. */
export function removalOf(entry: LayerEntry): Removal | undefined {
  const { path } = entry;
  if (entry.type === 'char' && entry.deviceMajor === 0 && entry.deviceMinor === 0) return { kind: 'whiteout', path };
  if (!path.includes(WHITEOUT)) return undefined;
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, Math.max(0, slash));
  const name = path.slice(slash + 1);
  if (name === OPAQUE) return { kind: 'opaque', path: folder };
  if (path.startsWith(INTERNAL) || path.includes(`/${INTERNAL}`)) return { kind: 'internal' };
  if (!name.startsWith(WHITEOUT)) return undefined;
  const removed = name.slice(WHITEOUT.length);
  if (removed === '' || removed === '.' || removed === '..') return { kind: 'invalid' };
  return { kind: 'whiteout', path: folder === '' ? removed : `${folder}/${removed}` };
}
