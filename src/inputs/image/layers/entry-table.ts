// The entries of a layer in twenty-four bytes each, twenty when packed, and their names, whatever their number: columns of numbers, names in pools, directories as a tree.
import type { EntryTable, EntryType, LayerEntry, TreeEntry } from '../../../model/layer.ts';
import { Column } from './column.ts';
import { NamePool } from './name-pool.ts';

/** Types by their number in the table. */
export const TYPES: readonly EntryType[] = ['file', 'hardlink', 'symlink', 'char', 'block', 'directory', 'fifo'];

/** What a table consists of. Directories are numbered from 0, the root; a parent has a lower number than its children. */
export interface TableParts {
  /** Directory of the entry. */
  readonly dir: Column;
  /** Place of its last name. */
  readonly name: Column;
  /** Number of its type in three bits, then its mode. */
  readonly typeAndMode: Column;
  /** Number of its owner. */
  readonly owner: Column;
  /** A file: bytes, or the index into `large` above the top bit. A link: place of its target. A device: 12 bits major, 20 bits minor. */
  readonly extra: Column;
  readonly mtime: Column;
  readonly dirParent: Column;
  readonly dirName: Column;
  readonly ownerUid: Column;
  readonly ownerGid: Column;
  /** Entries that have file capabilities, ascending, and the places of their texts. */
  readonly capable: Column;
  readonly capability: Column;
  /** Sizes of 2 GiB and more in halves, low first. */
  readonly large: Column;
  readonly names: NamePool;
}

/** An empty set of columns; the widths are part of the packed form. */
export function emptyParts(): TableParts {
  return {
    dir: new Column(4),
    name: new Column(4),
    typeAndMode: new Column(2),
    owner: new Column(2),
    extra: new Column(4),
    mtime: new Column(4),
    dirParent: new Column(4),
    dirName: new Column(4),
    ownerUid: new Column(4),
    ownerGid: new Column(4),
    capable: new Column(4),
    capability: new Column(4),
    large: new Column(4),
    names: new NamePool(),
  };
}

export const LARGE = 0x80000000;

/** The table as merging uses it: names and directories by number as well. */
export class PackedTable implements EntryTable {
  readonly parts: TableParts;

  constructor(parts: TableParts) {
    this.parts = parts;
  }

  get length(): number {
    return this.parts.dir.length;
  }

  at(index: number): LayerEntry {
    const { layer: _, ...entry } = this.entryAt(index, this.pathAt(index), 0);
    return entry;
  }

  /** The entry under a path and of a layer that the caller knows. */
  entryAt(index: number, path: string, layer: number): TreeEntry {
    const { parts } = this;
    const type = this.typeAt(index);
    const link = type === 'symlink' || type === 'hardlink';
    const device = type === 'char' || type === 'block';
    const owner = parts.owner.get(index);
    const extra = parts.extra.get(index);
    return {
      path,
      type,
      mode: this.modeAt(index),
      uid: parts.ownerUid.get(owner),
      gid: parts.ownerGid.get(owner),
      size: type === 'file' ? this.#size(extra) : 0,
      mtime: parts.mtime.get(index),
      linkName: link ? parts.names.textAt(extra) : '',
      capability: parts.capable.length === 0 ? '' : this.#capability(index),
      deviceMajor: device ? extra >>> 20 : 0,
      deviceMinor: device ? extra & 0xfffff : 0,
      layer,
    };
  }

  pathAt(index: number): string {
    const { parts } = this;
    let path = parts.names.textAt(parts.name.get(index));
    for (let dir = parts.dir.get(index); dir > 0; dir = this.dirParent(dir))
      path = `${parts.names.textAt(parts.dirName.get(dir))}/${path}`;
    return path;
  }

  typeAt(index: number): EntryType {
    return TYPES[this.parts.typeAndMode.get(index) & 7] ?? 'file';
  }

  modeAt(index: number): number {
    return this.parts.typeAndMode.get(index) >>> 3;
  }

  hasCapability(index: number): boolean {
    return this.parts.capable.length > 0 && this.#capability(index) !== '';
  }

  /** 0 for a number that could lead in a circle. */
  dirParent(dir: number): number {
    const parent = this.parts.dirParent.get(dir);
    return parent < dir ? parent : 0;
  }

  #size(extra: number): number {
    if (extra < LARGE) return extra;
    const at = (extra - LARGE) * 2;
    return this.parts.large.get(at) + this.parts.large.get(at + 1) * 2 ** 32;
  }

  #capability(index: number): string {
    const { capable, capability, names } = this.parts;
    let low = 0;
    let high = capable.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (capable.get(middle) < index) low = middle + 1;
      else high = middle;
    }
    return low < capable.length && capable.get(low) === index ? names.textAt(capability.get(low)) : '';
  }
}
