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
