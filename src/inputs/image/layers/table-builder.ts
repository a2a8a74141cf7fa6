// Fills the table of a layer entry by entry, within the limits on its names.
import { LimitError } from '../../../model/errors.ts';
import type { EntryTable, LayerEntry } from '../../../model/layer.ts';
import { emptyParts, LARGE, PackedTable, TYPES } from './entry-table.ts';
import { NAME_BYTES_PER_ENTRY, PATH_BYTES_PER_ENTRY } from './limits.ts';
import { NameIndex } from './name-index.ts';

const MAX_OWNERS = 0xffff;
/** A low limit on entries is no reason to refuse long names. */
const LEAST_BYTES = 2 ** 20;
const LAST_SECOND = 0xffffffff;

export interface TableBuilder {
  add(entry: LayerEntry): void;
  finish(): PackedTable;
}

/** Starts a table. `useEntries` is told of each entry and each directory that only a path names. */
export function tableBuilder(maxEntries: number, useEntries: (entries: number) => void): TableBuilder {
  const parts = emptyParts();
  const { names } = parts;
  const index = new NameIndex();
  const owners = new Map<number, Map<number, number>>();
  const mostPathBytes = Math.max(LEAST_BYTES, maxEntries * PATH_BYTES_PER_ENTRY);
  const mostNameBytes = Math.max(LEAST_BYTES, maxEntries * NAME_BYTES_PER_ENTRY);
  let pathBytes = 0;
  /** The last directory and those above it: how long the path of each is, and its number. */
  let lastDir = '';
  const lastEnds: number[] = [];
  const lastIds: number[] = [];

  const addDir = (parent: number, name: string, hash: number): void => {
    parts.dirParent.push(parent);
    parts.dirName.push(names.add(name));
    index.add(hash);
  };
  addDir(0, '', index.hash(0, Buffer.alloc(0)));

  const childDir = (parent: number, name: string): number => {
    const bytes = Buffer.from(name);
    const hash = index.hash(parent, bytes);
    for (let dir = index.first(hash); dir >= 0; dir = index.next(dir))
      if (dir > 0 && parts.dirParent.get(dir) === parent && names.holds(parts.dirName.get(dir), bytes)) return dir;
    useEntries(1);
    addDir(parent, name, hash);
    return parts.dirName.length - 1;
  };

  const dirOf = (path: string, slash: number): number => {
    if (slash < 0) return 0;
    if (slash === lastDir.length && path.startsWith(lastDir)) return lastIds.at(-1) ?? 0;
    // A path goes on from the directory before, or from one above that.
    while (lastEnds.length > 0 && !(path[lastDir.length] === '/' && path.startsWith(lastDir))) {
      lastEnds.pop();
      lastIds.pop();
      lastDir = lastDir.slice(0, lastEnds.at(-1) ?? 0);
    }
    for (let start = lastEnds.length === 0 ? 0 : lastDir.length + 1; start <= slash; ) {
      const end = path.indexOf('/', start);
      lastIds.push(childDir(lastIds.at(-1) ?? 0, path.slice(start, end)));
      lastEnds.push(end);
      start = end + 1;
    }
    lastDir = path.slice(0, slash);
    return lastIds.at(-1) ?? 0;
  };

  const ownerOf = (uid: number, gid: number): number => {
    const ofUser = owners.get(uid) ?? new Map<number, number>();
    const known = ofUser.get(gid);
    if (known !== undefined) return known;
    const owner = parts.ownerUid.length;
    if (owner > MAX_OWNERS) throw new LimitError(`the layer has more than the limit of ${MAX_OWNERS} different owners`);
    parts.ownerUid.push(uid);
    parts.ownerGid.push(gid);
    owners.set(uid, ofUser.set(gid, owner));
    return owner;
  };

  const extraOf = (entry: LayerEntry): number => {
    switch (entry.type) {
      case 'hardlink':
      case 'symlink':
        return names.add(entry.linkName);
      case 'char':
      case 'block':
        return (((entry.deviceMajor & 0xfff) << 20) | (entry.deviceMinor & 0xfffff)) >>> 0;
      case 'file':
        if (entry.size < LARGE) return entry.size;
        parts.large.push(entry.size % 2 ** 32);
        parts.large.push(Math.floor(entry.size / 2 ** 32));
        return LARGE + parts.large.length / 2 - 1;
      default:
        return 0;
    }
  };

  return {
    add(entry) {
      useEntries(1);
      pathBytes += entry.path.length + entry.linkName.length;
      if (pathBytes > mostPathBytes)
        throw new LimitError(`the paths of the layer are longer in all than the limit of ${mostPathBytes} bytes`);
      if (names.bytes > mostNameBytes)
        throw new LimitError(`the names in the layer are longer in all than the limit of ${mostNameBytes} bytes`);
      const slash = entry.path.lastIndexOf('/');
      parts.dir.push(dirOf(entry.path, slash));
      parts.name.push(names.add(slash < 0 ? entry.path : entry.path.slice(slash + 1)));
      parts.typeAndMode.push((entry.mode << 3) | TYPES.indexOf(entry.type));
      parts.owner.push(ownerOf(entry.uid, entry.gid));
      parts.extra.push(extraOf(entry));
      parts.mtime.push(Math.min(LAST_SECOND, Math.max(0, entry.mtime)));
      if (entry.capability === '') return;
      parts.capable.push(parts.dir.length - 1);
      parts.capability.push(names.add(entry.capability));
    },
    finish: () => new PackedTable(parts),
  };
}

/** The packed form of any table. */
export function packedTable(table: EntryTable): PackedTable {
  if (table instanceof PackedTable) return table;
  const builder = tableBuilder(Math.max(table.length, 2 ** 20), () => undefined);
  for (let index = 0; index < table.length; index += 1) builder.add(table.at(index));
  return builder.finish();
}

/** A table of entries that are at hand. */
export function tableOf(entries: readonly LayerEntry[]): EntryTable {
  const builder = tableBuilder(Math.max(entries.length, 2 ** 20), () => undefined);
  for (const entry of entries) builder.add(entry);
  return builder.finish();
}
