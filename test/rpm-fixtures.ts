// Databases of rpm for tests, small enough to lie here as text.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/**
 * `rpmdb.sqlite` was made by rpm 4.18: three packages were built by rpmbuild from two spec files, and `rpm --root DIR -i` installed two of them
 * beside a key. The third went in while a reader held the database open, so that it is in `rpmdb.sqlite-wal` alone. `deep.sqlite` was made by sqlite3
 * with pages of 512 bytes: row i of `Packages` holds (i * 37 % 2300 or 1) bytes of value i % 256, for i from 1 to 150. The two of Berkeley DB were made
 * by `db5.3_load` from the headers in the first, with pages of 512 bytes in the order of small machines and of 4096 in the other.
 */
export type RpmFixture =
  | 'rpmdb.sqlite'
  | 'rpmdb.sqlite-wal'
  | 'deep.sqlite'
  | 'packages-little.bdb'
  | 'packages-big.bdb';

/** The bytes of a database. */
export function rpmFixture(name: RpmFixture): Buffer {
  const text = readFileSync(new URL(`./fixtures/rpm/${name}.base64`, import.meta.url), 'latin1');
  return gunzipSync(Buffer.from(text, 'base64'));
}

/** A database of the kind ndb with these headers, as rpm writes it. */
export function ndbOf(headers: readonly Uint8Array[]): Buffer {
  const slots = Buffer.alloc(4096);
  slots.write('RpmP', 0, 'latin1');
  slots.writeUInt32LE(1, 12);
  const blobs: Buffer[] = [];
  let block = 4096 / 16;
  for (const [index, header] of headers.entries()) {
    const size = Math.ceil((16 + header.length + 12) / 16) * 16;
    const blob = Buffer.alloc(size);
    blob.write('BlbS', 0, 'latin1');
    blob.writeUInt32LE(index + 1, 4);
    blob.writeUInt32LE(header.length, 12);
    blob.set(header, 16);
    blob.write('BlbE', size - 4, 'latin1');
    // Slots are filled from the back here, as they are after packages were removed.
    const at = 32 + (headers.length - 1 - index) * 16;
    slots.write('Slot', at, 'latin1');
    for (const [place, value] of [index + 1, block, size / 16].entries())
      slots.writeUInt32LE(value, at + 4 + place * 4);
    blobs.push(blob);
    block += size / 16;
  }
  for (let at = 32 + headers.length * 16; at < 4096; at += 16) slots.write('Slot', at, 'latin1');
  return Buffer.concat([slots, ...blobs]);
}
