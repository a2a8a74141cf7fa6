// Scalars as the Go flag library reads them: booleans, whole numbers, durations, rational numbers.
import { InputError } from '../model/errors.ts';

const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/** Reads a boolean of a flag. */
export function parseGoBool(text: string): boolean {
  if (TRUE.has(text)) return true;
  if (FALSE.has(text)) return false;
  throw new InputError(`\`${text}\` is no boolean; write true or false`);
}

/** Reads a whole number, also hexadecimal (`0x`), octal (`0o`, `0`) or binary (`0b`), that fits in `bits`. */
export function parseGoInt(text: string, bits: 16 | 32 | 64, signed = true): number {
  const match = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[1-9]\d*|0)$/.exec(
    text.replace(/(?<=[0-9a-fA-FxXoObB])_(?=[0-9a-fA-F])/g, ''),
  );
  const [, sign = '', digits = ''] = match ?? [];
  if (match === null || digits.length > 70 || (!signed && sign !== ''))
    throw new InputError(`\`${text}\` is no whole number`);
  const octal = /^0[0-7]+$/.test(digits);
  const value = (sign === '-' ? -1n : 1n) * BigInt(octal ? `0o${digits.slice(1)}` : digits.toLowerCase());
  const top = 1n << BigInt(signed ? bits - 1 : bits);
  if (value >= top || value < (signed ? -top : 0n)) throw new InputError(`\`${text}\` is out of range`);
  return Number(value);
}

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** Reads a duration such as `1m30s` into nanoseconds. Only `0` needs no unit. */
export function parseGoDuration(text: string): number {
  const rest = text.replace(/^[+-]/, '');
  const negative = text.startsWith('-');
  if (rest === '0') return 0;
  if (rest.length > 200 || !/^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(rest))
    throw new InputError(`\`${text}\` is no duration; write a number with a unit, for example 30s or 1m30s`);
  let total = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of rest.matchAll(/(\d*)(?:\.(\d*))?([a-zµμ]+)/g)) {
    const size = NANOSECONDS[unit] ?? 0n;
    total += BigInt(whole === '' ? '0' : whole) * size;
    if (fraction !== '') total += (BigInt(fraction) * size) / 10n ** BigInt(fraction.length);
  }
  if (total >= 1n << 63n) throw new InputError(`\`${text}\` is longer than a duration can be`);
  return Number(negative ? -total : total);
}

/** Reads a number of CPUs (`1.5`, `1/2`, `5e-1`) into billionths of a CPU. */
export function parseNanoCpus(text: string): number {
  const ratio = /^([+-]?\d{1,60})\/(\d{1,60})$/.exec(text);
  const decimal = /^([+-]?)(\d{0,60})(?:\.(\d{0,60}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text);
  const [top, bottom] = ratio !== null ? readRatio(ratio) : decimal !== null ? readDecimal(decimal) : [0n, 0n];
  if (bottom === 0n) throw new InputError(`\`${text}\` is no number of CPUs; write for example 1.5`);
  const nano = top * 1_000_000_000n;
  if (nano % bottom !== 0n) throw new InputError(`\`${text}\` is too precise for a number of CPUs`);
  return Number(nano / bottom);
}

function readRatio([, top = '0', bottom = '0']: RegExpExecArray): [bigint, bigint] {
  return [BigInt(top.replace('+', '')), BigInt(bottom)];
}

function readDecimal([, sign = '', whole = '', fraction = '', exponent = '0']: RegExpExecArray): [bigint, bigint] {
  if (whole === '' && fraction === '') return [0n, 0n];
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
  const power = Number(exponent) - fraction.length;
  return power >= 0 ? [digits * 10n ** BigInt(power), 1n] : [digits, 10n ** BigInt(-power)];
}
