// What two threads share: the shape of a batch in memory and of the messages about it.
import type { MessagePort } from 'node:worker_threads';

/** Bytes of a batch; a piece that is larger is read where it is. */
export const BATCH_BYTES = 1024 * 1024;

/** Pieces of a batch at most. */
export const MOST_PIECES = 4096;

/** Bytes before those of the pieces: for each piece its length and, in the lowest bits, how it is read. */
export const HEAD_BYTES = MOST_PIECES * Int32Array.BYTES_PER_ELEMENT;
export const KIND_BITS = 3;

/** What the thread is given when it starts. */
export interface BesideStart {
  readonly port: MessagePort;
  readonly memory: readonly SharedArrayBuffer[];
}

/** A batch to read. */
export interface BatchSent {
  readonly index: number;
  readonly pieces: number;
}

/** What it said: only the pieces that said something. */
export interface BatchDone {
  readonly index: number;
  readonly found: readonly (readonly [piece: number, values: readonly unknown[]])[];
}
