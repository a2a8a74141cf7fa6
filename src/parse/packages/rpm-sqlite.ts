// Reads the headers out of rpmdb.sqlite: the rows of one table of an SQLite database, with the write-ahead log beside it where there is one.
import { collectBlobs, DamagedDatabase, pageMarks, type RpmBlobs } from './rpm-database.ts';
import { readWalPages } from './sqlite-wal.ts';

const MAGIC = 'SQLite format 3\0';
const FILE_HEADER = 100;
const LEAST_PAGE = 512;
const LEAF = 0x0d;
const INTERIOR = 0x05;
const TABLE = 'Packages';

/** Reads every row of the table of packages. */
export function readRpmSqlite(database: Uint8Array, wal?: Uint8Array): RpmBlobs {
  return collectBlobs((take) => {
    const pages = openPages(bufferOf(database), wal === undefined ? undefined : bufferOf(wal));
    if (pages === undefined) return;
    const root = findTable(pages);
    if (root === undefined) return;
    walkTable(pages, root, (row) => {
      const blob = columnsOf(row)[1];
      if (blob !== undefined && blob.length > 0) take(blob);
    });
  });
}

interface Pages {
  /** Bytes of a page that hold data. */
  readonly usable: number;
  /** A page by its number, from 1; each can be had once. */
  readonly page: (number: number) => Buffer;
  /** Counts the bytes of rows, which are no more than the database has. */
  readonly use: (bytes: number) => void;
}

function openPages(database: Buffer, wal: Buffer | undefined): Pages | undefined {
  if (database.length === 0) return undefined;
  if (database.toString('latin1', 0, MAGIC.length) !== MAGIC || database.length < FILE_HEADER)
    throw new DamagedDatabase('it is no SQLite database');
  const stated = database.readUInt16BE(16);
  const pageSize = stated === 1 ? 65_536 : stated;
  if (pageSize < LEAST_PAGE || (pageSize & (pageSize - 1)) !== 0)
    throw new DamagedDatabase(`its page size of ${pageSize} is none of SQLite`);
  const usable = pageSize - database.readUInt8(20);
  const newer = wal === undefined ? new Map<number, number>() : readWalPages(wal, pageSize);
  const inFile = Math.floor(database.length / pageSize);
  const count = Math.max(inFile, ...newer.keys());
  const mark = pageMarks(count);
  let left = (count + 1) * pageSize;
  return {
    usable,
    page(number) {
      if (number < 1) throw new DamagedDatabase('it points to a page that cannot be');
      mark(number);
      const inLog = newer.get(number);
      if (inLog !== undefined && wal !== undefined) return wal.subarray(inLog, inLog + pageSize);
      if (number > inFile) throw new DamagedDatabase(`it ends before its page ${number}`);
      return database.subarray((number - 1) * pageSize, number * pageSize);
    },
    use(bytes) {
      left -= bytes;
      if (left < 0) throw new DamagedDatabase('its rows are larger than it is');
    },
  };
}

/** The page on which the table begins, from the list of tables on the first page. */
function findTable(pages: Pages): number | undefined {
  let root: number | undefined;
  walkTable(pages, 1, (row) => {
    const [type, name, , page] = columnsOf(row);
    if (textOf(type) === 'table' && textOf(name) === TABLE && page !== undefined && page.length > 0)
      root = Buffer.from(page).readUIntBE(0, Math.min(6, page.length));
  });
  return root;
}

/** Hands over the payload of each row, in the order of its keys. */
function walkTable(pages: Pages, root: number, take: (row: Buffer) => void): void {
  const waiting = [root];
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const page = pages.page(number);
    const start = number === 1 ? FILE_HEADER : 0;
    const type = page.readUInt8(start);
    const cells = page.readUInt16BE(start + 3);
    if (type === LEAF) {
      for (let index = 0; index < cells; index += 1)
        take(readCell(pages, page, page.readUInt16BE(start + 8 + index * 2)));
    } else if (type === INTERIOR) {
      waiting.push(page.readUInt32BE(start + 8));
      for (let index = cells - 1; index >= 0; index -= 1)
        waiting.push(page.readUInt32BE(page.readUInt16BE(start + 12 + index * 2)));
    } else throw new DamagedDatabase(`its page ${number} is none of a table`);
  }
}

/** A row: its length, its key, and its bytes, of which the rest is on a chain of other pages. */
function readCell({ usable, page, use }: Pages, leaf: Buffer, at: number): Buffer {
  const length = readVarint(leaf, at);
  const key = readVarint(leaf, length.next);
  use(length.value);
  const most = usable - 35;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const some = least + ((length.value - least) % (usable - 4));
  const local = length.value <= most ? length.value : some <= most ? some : least;
  const parts = [leaf.subarray(key.next, key.next + local)];
  let left = length.value - local;
  let next = left > 0 ? leaf.readUInt32BE(key.next + local) : 0;
  while (left > 0) {
    const overflow = page(next);
    next = overflow.readUInt32BE(0);
    const part = overflow.subarray(4, Math.min(usable, 4 + left));
    parts.push(part);
    left -= part.length;
  }
  return parts.length === 1 ? (parts[0] ?? leaf.subarray(0, 0)) : Buffer.concat(parts);
}

/** Bytes of the columns of a row; numbers are as they are stored, and what has no bytes is empty. */
function columnsOf(row: Buffer): Buffer[] {
  const header = readVarint(row, 0);
  const columns: Buffer[] = [];
  let at = header.value;
  for (let type = header.next; type < header.value && columns.length < 8; ) {
    const { value, next } = readVarint(row, type);
    const length = lengthOf(value);
    columns.push(row.subarray(at, at + length));
    at += length;
    type = next;
  }
  return columns;
}

const NUMBERS = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];

function lengthOf(type: number): number {
  return NUMBERS[type] ?? Math.floor((type - 12) / 2);
}

/** A number of seven bits to a byte, high ones first; the ninth byte has eight. */
function readVarint(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let index = at; index < at + 8; index += 1) {
    const byte = bytes.readUInt8(index);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: index + 1 };
  }
  return { value: value * 256 + bytes.readUInt8(at + 8), next: at + 9 };
}

function textOf(column: Buffer | undefined): string {
  return column?.toString('latin1') ?? '';
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
