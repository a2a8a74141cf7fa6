// The second thread: reads the batches that the first one sends until that ends it.
import { workerData } from 'node:worker_threads';
import {
  type BatchDone,
  type BatchSent,
  type BesideStart,
  HEAD_BYTES,
  KIND_BITS,
  MOST_PIECES,
} from './beside-batch.ts';

/** Reads pieces as `read` does, which gets a view of shared memory that is good during the call only. */
export function serveBeside(read: (kind: number, bytes: Uint8Array) => readonly unknown[]): void {
  const { port, memory }: BesideStart = workerData;
  port.on('message', ({ index, pieces }: BatchSent) => {
    const shared = memory[index];
    if (shared === undefined) return;
    const head = new Int32Array(shared, 0, MOST_PIECES);
    const found: [number, readonly unknown[]][] = [];
    let start = HEAD_BYTES;
    for (let piece = 0; piece < pieces; piece += 1) {
      const told = head[piece] ?? 0;
      const length = told >>> KIND_BITS;
      const values = read(told & ((1 << KIND_BITS) - 1), new Uint8Array(shared, start, length));
      if (values.length > 0) found.push([piece, values]);
      start += length;
    }
    port.postMessage({ index, found } satisfies BatchDone);
  });
}
