// The nodes of the tree that layers amount to, each with the layers at which it came and went: what was there after any layer can still be asked.
import type { EntryType } from '../../../model/layer.ts';
import { Column } from './column.ts';
import type { PackedTable } from './entry-table.ts';
import { NameIndex } from './name-index.ts';
import { NamePool } from './name-pool.ts';

/** Above this a reference names a directory that only paths imply; below it is the number of an entry, counted through all layers. */
const IMPLIED = 0x80000000;

/** No node. */
export const NONE = -1;

export class TreeNodes {
  readonly tables: readonly PackedTable[];
  /** Number of the first entry of each layer, and a last number that no entry has. */
  readonly #bases: readonly number[];
  readonly #parent = new Column(4);
  readonly #reference = new Column(4);
  /** Layer from which on the node is there. */
  readonly #born: Column;
  /** One more than the layer that removed it; 0 while it is there. */
  readonly #died: Column;
  /** One more than the number of the entry that a hard link shares; begun with the first hard link. */
  #shared: Column | undefined;
  /** Of implied directories: the layer whose path implies it, and the place of its name. */
  readonly #impliedLayer = new Column(2);
  readonly #impliedName = new Column(4);
  readonly #impliedNames = new NamePool();
  readonly #index = new NameIndex();
  #lastLayer = 0;
  /** The root, and those that opaque layers put in its place. */
  readonly #roots: number[] = [];

  constructor(tables: readonly PackedTable[]) {
    this.tables = tables;
    const width = tables.length < 255 ? 1 : 2;
    this.#born = new Column(width);
    this.#died = new Column(width);
    let base = 0;
    const bases = tables.map(({ length }) => {
      base += length;
      return base - length;
    });
    this.#bases = [...bases, IMPLIED];
    this.#roots.push(this.addImplied(0, 0, Buffer.alloc(0)));
  }

  /** Changes whenever a path may lead to another directory than before: a directory or a link went. */
  version = 0;

  get length(): number {
    return this.#parent.length;
  }

  /** The root as it is after a layer. */
  root(layer: number): number {
    for (let at = this.#roots.length - 1; at > 0; at -= 1) {
      const root = this.#roots[at] ?? 0;
      if (this.born(root) <= layer) return root;
    }
    return 0;
  }

  parent(node: number): number {
    return this.#parent.get(node);
  }

  born(node: number): number {
    return this.#born.get(node);
  }

  /** The layer that removed the node alone; -1 for none. */
  removedBy(node: number): number {
    return this.#died.get(node) - 1;
  }

  isAlive(node: number, layer: number): boolean {
    const removedBy = this.removedBy(node);
    return this.born(node) <= layer && (removedBy < 0 || removedBy > layer);
  }

  /** The child of this name after a layer; NONE where there is none. */
  child(parent: number, name: Uint8Array, layer: number): number {
    for (let node = this.#index.first(this.#index.hash(parent, name)); node >= 0; node = this.#index.next(node))
      if (this.parent(node) === parent && this.isAlive(node, layer) && this.#isNamed(node, name)) return node;
    return NONE;
  }

  isImplied(node: number): boolean {
    return this.#reference.get(node) >= IMPLIED;
  }

  /** Layer and index of the entry that gave the node its name; the index is -1 for an implied directory. */
  entryOf(node: number): { readonly layer: number; readonly index: number } {
    const reference = this.#reference.get(node);
    if (reference >= IMPLIED) return { layer: this.#impliedLayer.get(reference - IMPLIED), index: NONE };
    return this.#locate(reference);
  }

  /** Layer and index of the entry that gave the node its content: for a hard link those of its target. */
  contentOf(node: number): { readonly layer: number; readonly index: number } {
    const shared = this.#shared?.get(node) ?? 0;
    return shared === 0 ? this.entryOf(node) : this.#locate(shared - 1);
  }

  typeOf(node: number): EntryType {
    const shared = this.#shared?.get(node) ?? 0;
    const reference = shared === 0 ? this.#reference.get(node) : shared - 1;
    if (reference >= IMPLIED) return 'directory';
    const layer = this.#layerOf(reference);
    return this.tables[layer]?.typeAt(reference - (this.#bases[layer] ?? 0)) ?? 'file';
  }

  nameBytes(node: number): Uint8Array {
    const [names, place] = this.#nameOf(node);
    return names.bytesAt(place);
  }

  nameText(node: number): string {
    const [names, place] = this.#nameOf(node);
    return names.textAt(place);
  }

  /** Target of a symbolic link as written. */
  linkBytes(node: number): Uint8Array {
    const { layer, index } = this.contentOf(node);
    const parts = this.tables[layer]?.parts;
    return parts === undefined ? Buffer.alloc(0) : parts.names.bytesAt(parts.extra.get(index));
  }

  pathOf(node: number): string {
    let path = this.nameText(node);
    for (let above = this.parent(node); this.parent(above) !== above; above = this.parent(above))
      path = `${this.nameText(above)}/${path}`;
    return path;
  }

  /** Adds the node of an entry. */
  addEntry(parent: number, layer: number, index: number, name: Uint8Array): number {
    return this.#add(parent, (this.#bases[layer] ?? 0) + index, layer, name);
  }

  /** Adds a directory that only a path of the layer implies. */
  addImplied(parent: number, layer: number, name: Uint8Array): number {
    this.#impliedLayer.push(layer);
    this.#impliedName.push(this.#impliedNames.add(Buffer.from(name).toString()));
    return this.#add(parent, IMPLIED + this.#impliedName.length - 1, layer, name);
  }

  /** Puts another entry in the place of the one the node stands for, without a trace of the former. */
  setEntry(node: number, layer: number, index: number): void {
    if (this.typeOf(node) === 'symlink') this.version += 1;
    this.#reference.set(node, (this.#bases[layer] ?? 0) + index);
    this.#shared?.set(node, 0);
  }

  /** Makes the node share the content of another. */
  share(node: number, target: number): void {
    this.#shared ??= new Column(4);
    while (this.#shared.length < this.length) this.#shared.push(0);
    const { layer, index } = this.contentOf(target);
    this.#shared.set(node, (this.#bases[layer] ?? 0) + index + 1);
  }

  remove(node: number, layer: number): void {
    const type = this.typeOf(node);
    if (type === 'directory' || type === 'symlink') this.version += 1;
    this.#died.set(node, layer + 1);
  }

  /** Puts an empty directory with the same attributes in the place of one, so that nothing below the former is found any more. */
  renew(node: number, layer: number): void {
    const parent = this.parent(node);
    const isRoot = parent === node;
    this.remove(node, layer);
    const renewed = this.#add(isRoot ? this.length : parent, this.#reference.get(node), layer, this.nameBytes(node));
    if (isRoot) this.#roots.push(renewed);
  }

  #add(parent: number, reference: number, layer: number, name: Uint8Array): number {
    this.#parent.push(parent);
    this.#reference.push(reference);
    this.#born.push(layer);
    this.#died.push(0);
    this.#shared?.push(0);
    this.#index.add(this.#index.hash(parent, name));
    return this.length - 1;
  }

  #isNamed(node: number, name: Uint8Array): boolean {
    const reference = this.#reference.get(node);
    if (reference >= IMPLIED) return this.#impliedNames.holds(this.#impliedName.get(reference - IMPLIED), name);
    const layer = this.#layerOf(reference);
    const parts = this.tables[layer]?.parts;
    return parts?.names.holds(parts.name.get(reference - (this.#bases[layer] ?? 0)), name) ?? false;
  }

  /** The pool that holds the name of a node, and its place there. */
  #nameOf(node: number): readonly [NamePool, number] {
    const reference = this.#reference.get(node);
    if (reference >= IMPLIED) return [this.#impliedNames, this.#impliedName.get(reference - IMPLIED)];
    const { layer, index } = this.#locate(reference);
    const parts = this.tables[layer]?.parts;
    return parts === undefined ? [this.#impliedNames, 0] : [parts.names, parts.name.get(index)];
  }

  #locate(entry: number): { readonly layer: number; readonly index: number } {
    const layer = this.#layerOf(entry);
    return { layer, index: entry - (this.#bases[layer] ?? 0) };
  }

  /** The layer of an entry; most questions in a row are about one layer. */
  #layerOf(entry: number): number {
    const last = this.#lastLayer;
    if (entry >= (this.#bases[last] ?? 0) && entry < (this.#bases[last + 1] ?? IMPLIED)) return last;
    let low = 0;
    let high = this.#bases.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#bases[middle] ?? 0) <= entry) low = middle;
      else high = middle - 1;
    }
    this.#lastLayer = low;
    return low;
  }
}
