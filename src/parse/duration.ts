// Durations as Compose reads and shows them: `1m30s`, `1.5h`, `2d`.
import { InputError } from '../model/errors.ts';

const NANOSECONDS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
  ['d', 86_400_000_000_000n],
  ['w', 604_800_000_000_000n],
]);
const LARGEST = 2n ** 63n - 1n;
const PART = /(\d*)(?:\.(\d*))?([^\d.]*)/y;

/** Reads a duration into nanoseconds. Throws InputError where it is none. */
export function parseDuration(text: string): bigint {
  const negative = text.startsWith('-');
  const rest = text.replace(/^[+-]/, '');
  if (rest === '0') return 0n;
  if (rest === '') throw invalid(text, 'it is empty');
  let total = 0n;
  PART.lastIndex = 0;
  for (let at = 0; at < rest.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const [whole = '', digits = '', fraction = '', unit = ''] = PART.exec(rest) ?? [];
    if (digits === '' && fraction === '') throw invalid(text, 'a number is missing');
    if (unit === '') throw invalid(text, 'a unit is missing');
    const size = NANOSECONDS.get(unit);
    if (size === undefined) throw invalid(text, `the unit ${JSON.stringify(unit)} is unknown`);
    if (whole.length > 64) throw invalid(text, 'it is out of range');
    total += BigInt(digits === '' ? '0' : digits) * size + fractionOf(fraction, size);
    if (total > LARGEST) throw invalid(text, 'it is out of range');
  }
  return negative ? -total : total;
}

/** Writes nanoseconds the way Go does: `1m30s`, `24h0m0s`, `500ms`, `10µs`. */
export function formatDuration(nanoseconds: bigint): string {
  const sign = nanoseconds < 0n ? '-' : '';
  const total = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (total === 0n) return '0s';
  if (total < 1_000n) return `${sign}${total}ns`;
  if (total < 1_000_000n) return `${sign}${decimal(total, 1_000n)}µs`;
  if (total < 1_000_000_000n) return `${sign}${decimal(total, 1_000_000n)}ms`;
  const seconds = `${decimal(total % 60_000_000_000n, 1_000_000_000n)}s`;
  const minutes = total / 60_000_000_000n;
  if (minutes === 0n) return `${sign}${seconds}`;
  if (minutes < 60n) return `${sign}${minutes}m${seconds}`;
  return `${sign}${minutes / 60n}h${minutes % 60n}m${seconds}`;
}

function fractionOf(digits: string, size: bigint): bigint {
  const kept = digits.slice(0, 18);
  return kept === '' ? 0n : (BigInt(kept) * size) / 10n ** BigInt(kept.length);
}

function decimal(value: bigint, unit: bigint): string {
  const fraction = (value % unit)
    .toString()
    .padStart(unit.toString().length - 1, '0')
    .replace(/0+$/, '');
  return fraction === '' ? `${value / unit}` : `${value / unit}.${fraction}`;
}

function invalid(text: string, why: string): InputError {
  return new InputError(`invalid duration ${JSON.stringify(text)}: ${why}; write for example 30s or 1m30s`);
}
