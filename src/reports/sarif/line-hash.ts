// The fingerprint of a line as GitHub's upload action computes it, so that alerts stay the same whichever way a report is uploaded.

const WINDOW = 100;
const BASE = 37;
const END_OF_TEXT = 0xffff;
const TWO_32 = 0x1_0000_0000;

/**
 * Hashes of lines by number, for the lines asked for. Each covers the 100 code units from the start of the line on, blanks and tabs left
 * out, and counts how often the same hash came before.
 */
export function lineHashes(text: string, lines: ReadonlySet<number>): ReadonlyMap<number, string> {
  const { units, starts } = squeeze(text, lastOf(lines));
  const seen = new Map<string, number>();
  const hashes = new Map<number, string>();
  for (const [index, start] of starts.entries()) {
    const hash = hashWindow(units, start);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    if (lines.has(index + 1)) hashes.set(index + 1, `${hash}:${count}`);
  }
  return hashes;
}

interface Squeezed {
  /** Code units without blanks and tabs, every line break being one line feed, followed by a mark of the end. */
  readonly units: readonly number[];
  /** Where the lines start in them. */
  readonly starts: readonly number[];
}

function squeeze(text: string, lastLine: number): Squeezed {
  const units: number[] = [];
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 0x20 || unit === 0x09) continue;
    const isBreak = unit === 0x0a || unit === 0x0d;
    if (unit === 0x0d && text.charCodeAt(index + 1) === 0x0a) index++;
    units.push(isBreak ? 0x0a : unit);
    if (isBreak && starts.length < lastLine) starts.push(units.length);
    else if (starts.length >= lastLine && units.length > (starts.at(-1) ?? 0) + WINDOW) return { units, starts };
  }
  units.push(END_OF_TEXT);
  return { units, starts };
}

function lastOf(lines: ReadonlySet<number>): number {
  let last = 0;
  for (const line of lines) last = Math.max(last, line);
  return last;
}

/** A polynomial of the window modulo 2^64, kept in two halves of 32 bits; past the end stand zeros. */
function hashWindow(units: readonly number[], start: number): string {
  let high = 0;
  let low = 0;
  for (let offset = 0; offset < WINDOW; offset++) {
    const sum = low * BASE + (units[start + offset] ?? 0);
    low = sum % TWO_32;
    high = (high * BASE + Math.floor(sum / TWO_32)) % TWO_32;
  }
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
}
