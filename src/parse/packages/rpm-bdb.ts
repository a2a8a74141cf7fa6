// Reads the headers out of Packages, a hash of Berkeley DB: pages of keys and values, of which large values lie on chains of other pages.
import { collectBlobs, DamagedDatabase, pageMarks, type RpmBlobs } from './rpm-database.ts';

const MAGIC = 0x00061561;
const PAGE_HEADER = 26;
const HASH_META = 8;
const OVERFLOW = 7;
/** Pages of pairs: sorted ones of the later versions, and others. */
const PAIRS: readonly number[] = [2, 13];
const INLINE = 1;
const OFF_PAGE = 3;
const OFF_PAGE_BYTES = 12;
/** The value of key 0 is the last number given to a package, and none itself. */
const COUNTER_BYTES = 4;

/** Reads every value. */
export function readRpmBdb(database: Uint8Array): RpmBlobs {
  return collectBlobs((take) => {
    if (database.length === 0) return;
    const file = openFile(Buffer.from(database.buffer, database.byteOffset, database.byteLength));
    for (let number = 1; number <= file.lastPage; number += 1) {
      const page = file.peek(number);
      if (page !== undefined && PAIRS.includes(page.readUInt8(25))) readPairs(file, page, take);
    }
  });
}

interface BdbFile {
  readonly lastPage: number;
  readonly pageSize: number;
  /** A page, `undefined` past the end of the file. */
  readonly peek: (number: number) => Buffer | undefined;
  /** A page of a chain; each can be had once. */
  readonly link: (number: number) => Buffer;
  readonly u16: (page: Buffer, at: number) => number;
  readonly u32: (page: Buffer, at: number) => number;
}

function openFile(bytes: Buffer): BdbFile {
  if (bytes.length < 512) throw new DamagedDatabase('it is no Berkeley DB');
  // A file is written in the order of bytes of the machine that made it.
  const isBig = bytes.readUInt32BE(12) === MAGIC;
  if (!isBig && bytes.readUInt32LE(12) !== MAGIC) throw new DamagedDatabase('it is no hash of Berkeley DB');
  const u16 = (page: Buffer, at: number) => (isBig ? page.readUInt16BE(at) : page.readUInt16LE(at));
  const u32 = (page: Buffer, at: number) => (isBig ? page.readUInt32BE(at) : page.readUInt32LE(at));
  const pageSize = u32(bytes, 20);
  if (pageSize < 512 || pageSize > 65_536) throw new DamagedDatabase(`its page size of ${pageSize} is none`);
  if (bytes.readUInt8(24) !== 0) throw new DamagedDatabase('it is encrypted');
  if (bytes.readUInt8(25) !== HASH_META) throw new DamagedDatabase('it is no hash of Berkeley DB');
  const pages = Math.floor(bytes.length / pageSize) - 1;
  const lastPage = u32(bytes, 32);
  if (lastPage > pages) throw new DamagedDatabase(`it ends before its page ${lastPage}`);
  const mark = pageMarks(pages);
  const peek = (number: number) =>
    number > pages ? undefined : bytes.subarray(number * pageSize, (number + 1) * pageSize);
  return {
    lastPage,
    pageSize,
    peek,
    link(number) {
      mark(number);
      const page = peek(number);
      if (page === undefined || page.readUInt8(25) !== OVERFLOW)
        throw new DamagedDatabase(`its page ${number} is not the one of a chain`);
      return page;
    },
    u16,
    u32,
  };
}

/** Offsets of keys and values take turns; each thing ends where the one before begins, the first at the end of the page. */
function readPairs(file: BdbFile, page: Buffer, take: (blob: Uint8Array) => void): void {
  const count = file.u16(page, 20);
  if (PAGE_HEADER + count * 2 > page.length) throw new DamagedDatabase('one of its pages counts more than it holds');
  let end = page.length;
  for (let index = 0; index < count; index += 1) {
    const at = file.u16(page, PAGE_HEADER + index * 2);
    if (at >= end || at < PAGE_HEADER + count * 2) throw new DamagedDatabase('one of its pages is out of order');
    const type = page.readUInt8(at);
    if (index % 2 === 1) {
      if (type === OFF_PAGE && at + OFF_PAGE_BYTES <= end)
        take(readChain(file, file.u32(page, at + 4), file.u32(page, at + 8)));
      else if (type === INLINE && end - at - 1 > COUNTER_BYTES) take(page.subarray(at + 1, end));
    }
    end = at;
  }
}

function readChain(file: BdbFile, first: number, length: number): Buffer {
  const parts: Buffer[] = [];
  let left = length;
  for (let number = first; left > 0; ) {
    if (number === 0) throw new DamagedDatabase('one of its chains ends too soon');
    const page = file.link(number);
    const used = Math.min(file.u16(page, 22), left, page.length - PAGE_HEADER);
    parts.push(page.subarray(PAGE_HEADER, PAGE_HEADER + used));
    left -= used;
    number = file.u32(page, 16);
  }
  return Buffer.concat(parts);
}
