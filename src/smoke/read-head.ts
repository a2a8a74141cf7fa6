// The first bytes of a file, by which it is told what it is.
import { closeSync, openSync, readSync } from 'node:fs';

/** Reads up to `bytes` bytes. */
export function readHead(path: string, bytes: number): Uint8Array {
  const head = Buffer.alloc(bytes);
  const file = openSync(path, 'r');
  try {
    return head.subarray(0, readSync(file, head, 0, bytes, 0));
  } finally {
    closeSync(file);
  }
}
