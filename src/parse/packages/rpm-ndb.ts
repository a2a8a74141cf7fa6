// Reads the headers out of Packages.db, the database that rpm calls ndb: slots that say where each header lies, all numbers little-endian.
import { collectBlobs, DamagedDatabase, type RpmBlobs } from './rpm-database.ts';

const HEADER = 32;
const PAGE = 4096;
const SLOT = 16;
const BLOCK = 16;
const BLOB_HEAD = 16;
const MAGIC = { file: 'RpmP', slot: 'Slot', blob: 'BlbS' } as const;

/** Reads every header, in the order in which the packages were installed. */
export function readRpmNdb(database: Uint8Array): RpmBlobs {
  return collectBlobs((take) => {
    const bytes = Buffer.from(database.buffer, database.byteOffset, database.byteLength);
    if (bytes.length === 0) return;
    if (bytes.length < HEADER || !isMagic(bytes, 0, MAGIC.file)) throw new DamagedDatabase('it is no ndb database');
    const end = bytes.readUInt32LE(12) * PAGE;
    if (end > bytes.length) throw new DamagedDatabase('it ends among its slots');
    const slots: { readonly index: number; readonly at: number }[] = [];
    for (let at = HEADER; at + SLOT <= end; at += SLOT) {
      if (!isMagic(bytes, at, MAGIC.slot)) throw new DamagedDatabase(`it has no slot at byte ${at}`);
      const index = bytes.readUInt32LE(at + 4);
      if (index !== 0) slots.push({ index, at: bytes.readUInt32LE(at + 8) * BLOCK });
    }
    slots.sort((a, b) => a.index - b.index);
    let left = bytes.length;
    for (const { index, at } of slots) {
      if (at + BLOB_HEAD > bytes.length || !isMagic(bytes, at, MAGIC.blob) || bytes.readUInt32LE(at + 4) !== index)
        throw new DamagedDatabase(`its package ${index} is not where it should be`);
      const length = bytes.readUInt32LE(at + 12);
      left -= length;
      if (left < 0 || at + BLOB_HEAD + length > bytes.length)
        throw new DamagedDatabase(`it ends within its package ${index}`);
      take(bytes.subarray(at + BLOB_HEAD, at + BLOB_HEAD + length));
    }
  });
}

function isMagic(bytes: Buffer, at: number, magic: string): boolean {
  return bytes.toString('latin1', at, at + magic.length) === magic;
}
