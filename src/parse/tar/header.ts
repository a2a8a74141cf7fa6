// The header block of a tar entry: ustar, star, GNU and the old format without a magic word.
import { InputError } from '../../model/errors.ts';
import { decodeName } from './name.ts';
import { readElevenDigits, readNumber, readSevenDigits } from './number.ts';

/** Bytes of a block of a tar. */
export const BLOCK = 512;

/** The fields of a header as they stand, before the records that precede it are applied. */
export interface TarHeader {
  /** The type byte; `\0` of old archives stays as it is. */
  readonly type: string;
  readonly name: string;
  readonly linkName: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly mtime: number;
  readonly deviceMajor: number;
  readonly deviceMinor: number;
  /** An old GNU sparse header that goes on in a further block. */
  readonly extended: boolean;
}

type Format = 'v7' | 'ustar' | 'star' | 'gnu';

/** A block to copy headers into, seen as bytes and as words: four bytes at a time take a third of the time of a listing. */
export interface HeaderBlock {
  readonly bytes: Buffer;
  readonly words: Uint32Array;
  readonly view: DataView;
}

/** Makes room for one block. */
export function headerBlock(): HeaderBlock {
  const words = new Uint32Array(BLOCK / 4);
  return { words, bytes: Buffer.from(words.buffer), view: new DataView(words.buffer) };
}

/** Whether a block holds zeros alone. */
export function isZeroBlock({ words }: HeaderBlock): boolean {
  for (let at = 0; at < words.length; at += 1) if (words[at] !== 0) return false;
  return true;
}

/** Reads a header block; `at` is its place in the archive, for messages. Throws InputError where it is none. */
export function readHeader(header: HeaderBlock, at: number): TarHeader {
  const block = header.bytes;
  if (!checksumHolds(header)) throw new InputError(`there is no tar header at byte ${at}: its checksum is wrong`);
  const format = formatOf(block);
  const type = String.fromCharCode(block[156] ?? 0);
  const device = (type === '3' || type === '4') && format !== 'v7';
  const size = number(header, 124, 12, 'size', at);
  if (size < 0) throw new InputError(`the size of the tar header at byte ${at} is negative`);
  return {
    type,
    name: fullName(block, format),
    linkName: block[157] === 0 ? '' : text(block, 157, 100),
    mode: number(header, 100, 8, 'mode', at),
    uid: number(header, 108, 8, 'uid', at),
    gid: number(header, 116, 8, 'gid', at),
    size,
    mtime: number(header, 136, 12, 'mtime', at),
    deviceMajor: device ? number(header, 329, 8, 'major device number', at) : 0,
    deviceMinor: device ? number(header, 337, 8, 'minor device number', at) : 0,
    extended: type === 'S' && block[482] !== 0,
  };
}

function number({ bytes, view }: HeaderBlock, start: number, length: 8 | 12, name: string, at: number): number {
  const usual = length === 8 ? readSevenDigits(view, start) : readElevenDigits(view, start);
  const value = usual >= 0 ? usual : readNumber(bytes, start, length);
  if (!Number.isSafeInteger(value)) throw new InputError(`the ${name} of the tar header at byte ${at} is not a number`);
  return value;
}

function fullName(block: Buffer, format: Format): string {
  const name = text(block, 0, 100);
  const prefix = prefixOf(block, format);
  return prefix === '' ? name : `${prefix}/${name}`;
}

function prefixOf(block: Buffer, format: Format): string {
  if (format === 'v7' || block[345] === 0) return '';
  if (format === 'ustar') return text(block, 345, 155);
  if (format === 'star') return text(block, 345, 131);
  // GNU keeps two times here. Archives by Go before 1.8 hold a prefix nevertheless, and readers written in Go honour it.
  if (Number.isSafeInteger(readNumber(block, 345, 12)) && Number.isSafeInteger(readNumber(block, 357, 12))) return '';
  const end = endOfText(block, 345, 155);
  for (let at = 345; at < end; at += 1) if ((block[at] ?? 0) >= 0x80) return '';
  return block.toString('latin1', 345, end);
}

/** The word `ustar` makes it one of three formats; what follows the word tells which. */
function formatOf(block: Buffer): Format {
  if (block[257] !== 0x75 || block.toString('latin1', 257, 262) !== 'ustar') return 'v7';
  if (block[262] === 0) return block[508] === 0x74 && block.toString('latin1', 508, 512) === 'tar\0' ? 'star' : 'ustar';
  return block.toString('latin1', 262, 265) === '  \0' ? 'gnu' : 'v7';
}

function endOfText(block: Buffer, start: number, length: number): number {
  let end = start;
  while (end < start + length && block[end] !== 0) end += 1;
  return end;
}

function text(block: Buffer, start: number, length: number): string {
  return decodeName(block, start, endOfText(block, start, length));
}

/** The sum of all bytes with the field itself as blanks. Some old writers added the bytes as signed numbers. */
function checksumHolds({ bytes, words }: HeaderBlock): boolean {
  const stated = readNumber(bytes, 148, 8);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < words.length; at += 2) {
    const word = words[at] ?? 0;
    const next = words[at + 1] ?? 0;
    even += (word & 0x00ff00ff) + (next & 0x00ff00ff);
    odd += ((word >>> 8) & 0x00ff00ff) + ((next >>> 8) & 0x00ff00ff);
  }
  let sum = (even & 0xffff) + (even >>> 16) + (odd & 0xffff) + (odd >>> 16) + 8 * 0x20;
  for (let at = 148; at < 156; at += 1) sum -= bytes[at] ?? 0;
  if (stated === sum) return true;
  for (let at = 0; at < 148; at += 1) sum -= 2 * ((bytes[at] ?? 0) & 0x80);
  for (let at = 156; at < BLOCK; at += 1) sum -= 2 * ((bytes[at] ?? 0) & 0x80);
  return stated === sum;
}
