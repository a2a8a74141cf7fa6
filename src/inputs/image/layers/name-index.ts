// Finds the children of a directory by name: hash chains over numbered nodes, in three numbers for each node.
import { randomFillSync } from 'node:crypto';
import { Column } from './column.ts';

const FEWEST = 256;

/**
 * Chains of nodes that may have the same parent and name; the caller compares. Nodes are numbered from 0 and added in order. The newest of a chain
 * comes first.
 */
export class NameIndex {
  readonly #next = new Column(4);
  /** Kept for when the chains become too long: to hash all names again takes longer than all else. */
  readonly #hashes = new Column(4);
  readonly #salt = new Uint32Array(256);
  #buckets = new Uint32Array(FEWEST);

  constructor() {
    // Secret numbers, so that nobody can write an image whose names all fall into one chain. Nothing that is said depends on them.
    randomFillSync(this.#salt);
  }

  /** Hashes the name that stands in `bytes` from `start` to `end`. */
  hash(parent: number, bytes: Uint8Array, start = 0, end = bytes.length): number {
    const salt = this.#salt;
    let hash = Math.imul(parent ^ (salt[parent & 0xff] ?? 0), 0x9e3779b1);
    for (let at = start; at < end; at += 1) {
      hash = Math.imul(hash ^ (salt[bytes[at] ?? 0] ?? 0), 0x85ebca6b);
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
    this.#hashes.push(hash);
    this.#link(this.#next.length - 1, hash);
  }

  #link(node: number, hash: number): void {
    const bucket = hash & (this.#buckets.length - 1);
    this.#next.set(node, this.#buckets[bucket] ?? 0);
    this.#buckets[bucket] = node + 1;
  }

  #grow(): void {
    this.#buckets = new Uint32Array(this.#buckets.length * 4);
    for (let node = 0; node < this.#next.length; node += 1) this.#link(node, this.#hashes.get(node));
  }
}
