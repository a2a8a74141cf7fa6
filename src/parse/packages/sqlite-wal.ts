// The write-ahead log of SQLite: newer pages of a database that were not written back into it.

const HEADER = 32;
const FRAME = 24;
const MAGIC = 0x377f0682;

/** Where in the log the newest committed state of each page is, by page number. A log that is empty, damaged or of another database has none. */
export function readWalPages(wal: Buffer, pageSize: number): ReadonlyMap<number, number> {
  const committed = new Map<number, number>();
  if (wal.length < HEADER || (wal.readUInt32BE(0) & ~1) >>> 0 !== MAGIC || wal.readUInt32BE(8) !== pageSize)
    return committed;
  const isBig = (wal.readUInt32BE(0) & 1) === 1;
  let sum: Sum = addSum(wal.subarray(0, 24), [0, 0], isBig);
  if (sum[0] !== wal.readUInt32BE(24) || sum[1] !== wal.readUInt32BE(28)) return committed;
  let pending = new Map<number, number>();
  for (let at = HEADER; at + FRAME + pageSize <= wal.length; at += FRAME + pageSize) {
    // Frames of an earlier round have another salt; the log ends where they begin.
    if (wal.compare(wal, 16, 24, at + 8, at + 16) !== 0) break;
    sum = addSum(wal.subarray(at, at + 8), sum, isBig);
    sum = addSum(wal.subarray(at + FRAME, at + FRAME + pageSize), sum, isBig);
    if (sum[0] !== wal.readUInt32BE(at + 16) || sum[1] !== wal.readUInt32BE(at + 20)) break;
    pending.set(wal.readUInt32BE(at), at + FRAME);
    if (wal.readUInt32BE(at + 4) === 0) continue;
    for (const [page, place] of pending) committed.set(page, place);
    pending = new Map();
  }
  return committed;
}

type Sum = readonly [number, number];

function addSum(bytes: Buffer, [first, second]: Sum, isBig: boolean): Sum {
  let a = first;
  let b = second;
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    a = (a + (isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + b) >>> 0;
    b = (b + (isBig ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + a) >>> 0;
  }
  return [a, b];
}
