// The file system that a container of an image would see, and what each layer had at a path before a later one took it away.
import type { ImageTree, LayerFacts, TreeEntry, TreeInterest } from '../../../model/layer.ts';
import { SPECIAL_BITS } from './apply-layer.ts';
import { NONE, type TreeNodes } from './tree-nodes.ts';
import { splitPath, type TreeWalker } from './tree-walk.ts';

const IMPLIED_DIRECTORY = {
  type: 'directory',
  mode: 0o755,
  uid: 0,
  gid: 0,
  size: 0,
  mtime: 0,
  linkName: '',
  capability: '',
  deviceMajor: 0,
  deviceMinor: 0,
} as const;

export class MergedTree implements ImageTree {
  readonly layers: readonly LayerFacts[];
  readonly problems: readonly string[];
  readonly #nodes: TreeNodes;
  readonly #walker: TreeWalker;
  readonly #top: number;
  #alive: Uint8Array | undefined;
  #children: { readonly starts: Uint32Array; readonly nodes: Uint32Array } | undefined;

  constructor(layers: readonly LayerFacts[], nodes: TreeNodes, walker: TreeWalker, problems: readonly string[]) {
    this.layers = layers;
    this.problems = problems;
    this.#nodes = nodes;
    this.#walker = walker;
    this.#top = layers.length - 1;
  }

  get count(): number {
    return this.#aliveNodes().reduce((sum, alive) => sum + alive, 0);
  }

  find(path: string): TreeEntry | undefined {
    return this.#entry(this.#walker.at(path, { layer: this.#top }));
  }

  resolve(path: string): TreeEntry | undefined {
    return this.#entry(this.#walker.through(path, this.#top));
  }

  read(path: string): Uint8Array | undefined {
    const node = this.#walker.through(path, this.#top);
    if (node === NONE) return undefined;
    const { layer, index } = this.#nodes.contentOf(node);
    const table = this.#nodes.tables[layer];
    if (index < 0 || table === undefined) return undefined;
    const written = table.pathAt(index);
    // Contents are known by path. Where the layer used the path again for another file, those are not the bytes of this one.
    const present = this.#walker.at(written, { layer });
    return present !== NONE && this.#nodes.contentOf(present).index === index
      ? this.layers[layer]?.contents.get(written)
      : undefined;
  }

  children(path: string): readonly string[] {
    const node = this.#walker.directory(splitPath(Buffer.from(path)), { layer: this.#top });
    if (node === NONE) return [];
    const { starts, nodes } = this.#childIndex();
    const prefix = this.#prefixOf(node);
    const below = nodes.subarray(starts[node], starts[node + 1]);
    return Array.from(below, (child) => prefix + this.#nodes.nameText(child)).sort();
  }

  *entries(interest?: TreeInterest): Generator<TreeEntry> {
    const nodes = this.#nodes;
    const alive = this.#aliveNodes();
    const folders = new Map<number, { readonly prefix: string; readonly isWanted: boolean }>();
    for (let node = 0; node < alive.length; node += 1) {
      if (alive[node] !== 1) continue;
      const parent = nodes.parent(node);
      let folder = folders.get(parent);
      if (folder === undefined) {
        const prefix = this.#prefixOf(parent);
        folder = { prefix, isWanted: interest?.folder(prefix.slice(0, -1)) ?? true };
        folders.set(parent, folder);
      }
      if (!folder.isWanted && interest !== undefined && !this.#isOfInterest(node, interest)) continue;
      const entry = this.#entryAt(node, folder.prefix + nodes.nameText(node));
      if (entry !== undefined) yield entry;
    }
  }

  removedBy(layer: number, path: string): number | undefined {
    const nodes = this.#nodes;
    const found = this.#walker.at(path, { layer });
    if (found === NONE) return undefined;
    const { layer: present } = nodes.entryOf(found);
    let removedBy = present > layer ? present : Number.POSITIVE_INFINITY;
    // Whatever takes a directory away takes all below it away.
    for (let node = found, below = NONE; node !== below; below = node, node = nodes.parent(node)) {
      const by = nodes.removedBy(node);
      if (by >= 0) removedBy = Math.min(removedBy, by);
    }
    return Number.isFinite(removedBy) ? removedBy : undefined;
  }

  /** What the paths of all entries in a directory begin with. */
  #prefixOf(node: number): string {
    const path = this.#nodes.pathOf(node);
    return path === '' ? '' : `${path}/`;
  }

  #isOfInterest(node: number, interest: TreeInterest): boolean {
    const nodes = this.#nodes;
    const { layer, index } = nodes.entryOf(node);
    const table = nodes.tables[layer];
    if (index < 0 || table === undefined) return interest.entry('directory', IMPLIED_DIRECTORY.mode, false);
    const type = table.typeAt(index);
    return type === 'hardlink' || interest.entry(type, table.modeAt(index), table.hasCapability(index));
  }

  #entry(node: number): TreeEntry | undefined {
    return node === NONE ? undefined : this.#entryAt(node, this.#nodes.pathOf(node));
  }

  #entryAt(node: number, path: string): TreeEntry | undefined {
    const nodes = this.#nodes;
    const { layer, index } = nodes.entryOf(node);
    if (index < 0) return { ...IMPLIED_DIRECTORY, path, layer };
    const content = nodes.contentOf(node);
    const entry = nodes.tables[content.layer]?.entryAt(content.index, path, layer);
    if (entry === undefined) return undefined;
    if (nodes.tables[layer]?.typeAt(index) !== 'hardlink') return entry;
    // Engines apply the header of a hard link to the file that it shares, other readers do not: its special bits count either way.
    const added = (nodes.tables[layer]?.modeAt(index) ?? 0) & SPECIAL_BITS;
    // What leads nowhere is a file that cannot be read.
    const type = entry.type === 'hardlink' ? 'file' : entry.type;
    return { ...entry, type, linkName: type === 'symlink' ? entry.linkName : '', mode: entry.mode | added };
  }

  /** The nodes of each directory side by side, made when they are first asked for. */
  #childIndex(): { readonly starts: Uint32Array; readonly nodes: Uint32Array } {
    if (this.#children !== undefined) return this.#children;
    const alive = this.#aliveNodes();
    const starts = new Uint32Array(alive.length + 1);
    const parentOf = (node: number): number => (alive[node] === 1 ? this.#nodes.parent(node) : node);
    for (let node = 0; node < alive.length; node += 1)
      if (parentOf(node) !== node) starts[parentOf(node)] = (starts[parentOf(node)] ?? 0) + 1;
    // Counts become ends, and ends become starts while the nodes are put before them.
    for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
    const nodes = new Uint32Array(starts.at(-1) ?? 0);
    for (let node = 0; node < alive.length; node += 1) {
      const parent = parentOf(node);
      if (parent === node) continue;
      const at = (starts[parent] ?? 0) - 1;
      nodes[at] = node;
      starts[parent] = at;
    }
    this.#children = { starts, nodes };
    return this.#children;
  }

  /** 1 for each node that can be reached; a node comes after its parent. */
  #aliveNodes(): Uint8Array {
    if (this.#alive !== undefined) return this.#alive;
    const nodes = this.#nodes;
    const alive = new Uint8Array(nodes.length);
    for (let node = 0; node < alive.length; node += 1) {
      const parent = nodes.parent(node);
      if (nodes.removedBy(node) < 0 && (parent === node || alive[parent] === 1)) alive[node] = 1;
    }
    // A root that no layer speaks of is no entry of the image.
    const root = nodes.root(this.#top);
    if (nodes.isImplied(root)) alive[root] = 0;
    this.#alive = alive;
    return alive;
  }
}
