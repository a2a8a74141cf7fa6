// The number fields of a tar header: octal digits, or base-256 where the top bit of the first byte is set.

const BLANK = 0x20;
const ZERO = 0x30;
const SEVEN = 0x37;

/** Reads a number field; an empty one is 0. NaN where it is no number; a number too large for the language is not a safe integer. */
export function readNumber(block: Uint8Array, start: number, length: number): number {
  const first = block[start] ?? 0;
  if (first >= 0x80) return readBase256(block, start, length);
  const end = start + length;
  let at = start;
  while (at < end && (block[at] === BLANK || block[at] === 0)) at += 1;
  let value = 0;
  for (; at < end; at += 1) {
    const byte = block[at] ?? 0;
    if (byte === BLANK || byte === 0) break;
    if (byte < ZERO || byte > SEVEN) return Number.NaN;
    value = value * 8 + byte - ZERO;
  }
  return value;
}

/** Reads the field that nearly every writer makes of 8 bytes, seven octal digits and a zero or blank; -1 for any other. */
export function readSevenDigits(view: DataView, start: number): number {
  const high = view.getUint32(start, true);
  const low = view.getUint32(start + 4, true);
  return areFour(high) && areThree(low) ? four(high) * 512 + three(low) : -1;
}

/** The same of 12 bytes and eleven digits. */
export function readElevenDigits(view: DataView, start: number): number {
  const high = view.getUint32(start, true);
  const middle = view.getUint32(start + 4, true);
  const low = view.getUint32(start + 8, true);
  return areFour(high) && areFour(middle) && areThree(low)
    ? four(high) * 2 ** 21 + four(middle) * 512 + three(low)
    : -1;
}

/** Whether the four bytes of a word are octal digits: their upper five bits are those of `0`. */
function areFour(word: number): boolean {
  return (word & 0xf8f8f8f8) === 0x30303030;
}

function areThree(word: number): boolean {
  return (word & 0xdff8f8f8) === 0x00303030;
}

function four(word: number): number {
  return ((word & 7) << 9) | (((word >>> 8) & 7) << 6) | (((word >>> 16) & 7) << 3) | ((word >>> 24) & 7);
}

function three(word: number): number {
  return ((word & 7) << 6) | (((word >>> 8) & 7) << 3) | ((word >>> 16) & 7);
}

function readBase256(block: Uint8Array, start: number, length: number): number {
  const first = block[start] ?? 0;
  const negative = (first & 0x40) !== 0;
  let value = negative ? ~first & 0x3f : first & 0x3f;
  for (let at = start + 1; at < start + length; at += 1) {
    const byte = block[at] ?? 0;
    value = value * 256 + (negative ? byte ^ 0xff : byte);
  }
  return negative ? -1 - value : value;
}

/** Reads the decimal number of a pax record, a fraction dropped. NaN where it is none. */
export function readDecimal(text: string): number {
  return /^-?\d{1,19}(\.\d{0,64})?$/.test(text) ? Math.trunc(Number(text)) : Number.NaN;
}
