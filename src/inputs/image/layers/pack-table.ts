// The table of a layer as bytes and back, so that it can be kept.
import type { EntryTable } from '../../../model/layer.ts';
import { emptyParts, PackedTable } from './entry-table.ts';
import { packedTable } from './table-builder.ts';

/** Packs a table: the lengths of its parts as 32-bit numbers, lowest byte first, then the parts. */
export function packTable(table: EntryTable): Uint8Array {
  const packed = Object.values(packedTable(table).parts).map((part) => part.pack());
  const lengths = Buffer.alloc(packed.length * 4);
  for (const [index, { length }] of packed.entries()) lengths.writeUInt32LE(length, index * 4);
  return Buffer.concat([lengths, ...packed]);
}

/** Unpacks a table; `undefined` where the bytes are none. */
export function unpackTable(bytes: Uint8Array): EntryTable | undefined {
  const parts = emptyParts();
  const all = Object.values(parts);
  let at = all.length * 4;
  if (bytes.length < at) return undefined;
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const [index, part] of all.entries()) {
    const length = source.readUInt32LE(index * 4);
    part.fill(bytes.subarray(at, at + length));
    at += length;
  }
  const { dir, name, typeAndMode, owner, extra, mtime, dirParent, dirName, ownerUid, ownerGid, capable, capability } =
    parts;
  const rows = [name, typeAndMode, owner, extra, mtime].every(({ length }) => length === dir.length);
  const pairs = [
    dirParent.length - dirName.length,
    ownerUid.length - ownerGid.length,
    capable.length - capability.length,
  ];
  return at === bytes.length && rows && pairs.every((difference) => difference === 0)
    ? new PackedTable(parts)
    : undefined;
}
