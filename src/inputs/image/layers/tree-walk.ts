// Walks paths through the tree as a kernel would inside the root: links are followed, at most 40 of them, and none leads out.
import { LimitError } from '../../../model/errors.ts';
import { NONE, type TreeNodes } from './tree-nodes.ts';

const MAX_LINKS = 40;
/** Parts of link targets that are walked in one tree in all: links to long paths through links are a bomb. */
const MAX_LINK_PARTS = 10_000_000;
const SLASH = 0x2f;
const DOT = 0x2e;

export interface WalkOptions {
  /** The tree as it is after this layer. */
  readonly layer: number;
  /** Directory to begin at, the root where it is left out. */
  readonly from?: number;
  /** Answers a directory to go on in where there is none of that name; NONE to give up. `child` is what is there instead. */
  readonly make?: (parent: number, name: Uint8Array, child: number) => number;
  /** Told of each link that is followed. */
  readonly onLink?: (node: number) => void;
}

export class TreeWalker {
  readonly #nodes: TreeNodes;
  #linkParts = 0;

  constructor(nodes: TreeNodes) {
    this.#nodes = nodes;
  }

  /** The directory that the parts of a path lead to, every link followed; NONE where they lead nowhere. */
  directory(parts: readonly Uint8Array[], options: WalkOptions): number {
    const nodes = this.#nodes;
    const { layer } = options;
    const ahead = [...parts].reverse();
    let node = options.from ?? nodes.root(layer);
    let links = 0;
    for (let part = ahead.pop(); part !== undefined; part = ahead.pop()) {
      if (isHere(part)) continue;
      if (isAbove(part)) {
        node = nodes.parent(node);
        continue;
      }
      const child = nodes.child(node, part, layer);
      const type = child === NONE ? undefined : nodes.typeOf(child);
      if (type === 'directory') node = child;
      else if (type === 'symlink') {
        links += 1;
        if (links > MAX_LINKS) return NONE;
        options.onLink?.(child);
        const target = nodes.linkBytes(child);
        if (target[0] === SLASH) node = nodes.root(layer);
        const further = splitPath(target);
        this.#count(further.length);
        for (let at = further.length - 1; at >= 0; at -= 1) ahead.push(further[at] ?? target);
      } else {
        node = options.make?.(node, part, child) ?? NONE;
        if (node === NONE) return NONE;
      }
    }
    return node;
  }

  /** The node at a path, the links of its directories followed and itself not; NONE where there is none. */
  at(path: string, options: WalkOptions): number {
    const parts = splitPath(Buffer.from(path)).filter((part) => !isHere(part));
    const last = parts.pop();
    if (last === undefined) return this.#nodes.root(options.layer);
    if (isAbove(last)) return this.directory([...parts, last], options);
    const parent = this.directory(parts, options);
    return parent === NONE ? NONE : this.#nodes.child(parent, last, options.layer);
  }

  /** The node that a path leads to, itself followed as well; NONE where it leads nowhere. */
  through(path: string, layer: number): number {
    const nodes = this.#nodes;
    let at = this.at(path, { layer });
    for (let links = 0; at !== NONE && nodes.typeOf(at) === 'symlink'; links += 1) {
      if (links >= MAX_LINKS) return NONE;
      const target = Buffer.from(nodes.linkBytes(at)).toString();
      const base = target.startsWith('/') ? '' : `${nodes.pathOf(nodes.parent(at))}/`;
      at = this.at(base + target, { layer });
    }
    return at;
  }

  #count(parts: number): void {
    this.#linkParts += parts;
    if (this.#linkParts > MAX_LINK_PARTS)
      throw new LimitError(
        `the paths of the image lead through more than the limit of ${MAX_LINK_PARTS} parts of links`,
      );
  }
}

/** The parts of a path between its slashes, empty ones included. */
export function splitPath(path: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let slash = path.indexOf(SLASH); slash >= 0; slash = path.indexOf(SLASH, start)) {
    parts.push(path.subarray(start, slash));
    start = slash + 1;
  }
  parts.push(path.subarray(start));
  return parts;
}

function isHere(part: Uint8Array): boolean {
  return part.length === 0 || (part.length === 1 && part[0] === DOT);
}

function isAbove(part: Uint8Array): boolean {
  return part.length === 2 && part[0] === DOT && part[1] === DOT;
}
