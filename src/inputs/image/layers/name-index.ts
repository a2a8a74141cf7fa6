// Finds the children of a directory by name: hash chains over numbered nodes, in two numbers for each node.
import { randomFillSync } from 'node:crypto';
import { Column } from './column.ts';

const FEWEST = 256;

/**
 * Chains of nodes that may have the same parent and name; the caller compares. Nodes are numbered from 0 and added in order. The newest of a chain
 * comes first.
 */
export class NameIndex {
  readonly #next = new Column(4);
  readonly #salt = new Uint32Array(256);
  readonly #rehash: (node: number) => number;
  #buckets = new Uint32Array(FEWEST);

  /** `rehash` answers what `hash` answered for a node that was added. */
  constructor(rehash: (node: number) => number) {
    // Secret numbers, so that nobody can write an image whose names all fall into one chain. Nothing that is said depends on them.
    randomFillSync(this.#salt);
    this.#rehash = rehash;
  }

  hash(parent: number, name: Uint8Array): number {
    let hash = Math.imul(parent ^ (this.#salt[parent & 0xff] ?? 0), 0x9e3779b1);
    for (let at = 0; at < name.length; at += 1) {
      hash = Math.imul(hash ^ (this.#salt[name[at] ?? 0] ?? 0), 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    return hash >>> 0;
  }

  /** The first node of a chain, -1 for none. */
  first(hash: number): number {
    return (this.#buckets[hash & (this.#buckets.length - 1)] ?? 0) - 1;
  }

  /** The node after another in its chain, -1 for none. */
  next(node: number): number {
    return this.#next.get(node) - 1;
  }

  /** Adds the next node. */
  add(hash: number): void {
    if (this.#next.length >= 2 * this.#buckets.length) this.#grow();
    this.#next.push(0);
    this.#link(this.#next.length - 1, hash);
  }

  #link(node: number, hash: number): void {
    const bucket = hash & (this.#buckets.length - 1);
    this.#next.set(node, this.#buckets[bucket] ?? 0);
    this.#buckets[bucket] = node + 1;
  }

  #grow(): void {
    this.#buckets = new Uint32Array(this.#buckets.length * 2);
    for (let node = 0; node < this.#next.length; node += 1) this.#link(node, this.#rehash(node));
  }
}
