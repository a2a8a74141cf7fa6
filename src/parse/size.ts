// Sizes as Compose reads them: bytes, or a decimal number with a unit in powers of 1024.
import { InputError } from '../model/errors.ts';

const POWERS: ReadonlyMap<string, number> = new Map([
  ['', 0],
  ['b', 0],
  ['k', 1],
  ['m', 2],
  ['g', 3],
  ['t', 4],
  ['p', 5],
]);

/** Reads `64m`, `1.5 GiB`, `1024` or `-1` into bytes, truncated. Throws InputError where it is no size. */
export function parseSize(text: string): bigint {
  if (/^[+-]?\d{1,18}$/.test(text)) return BigInt(text.replace(/^\+/, ''));
  const match = /^(.*[\d. ])([^\d. ]*)$/s.exec(text);
  if (match === null) throw new InputError(`invalid size: ${JSON.stringify(text)}; write for example 64m or 1g`);
  const [, number = '', suffix = ''] = match;
  const unit = suffix.toLowerCase();
  const digits = number.endsWith(' ') ? number.slice(0, -1) : number;
  if (!/^(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(digits))
    throw new InputError(`invalid size: ${JSON.stringify(text)}; write for example 64m or 1g`);
  const power = POWERS.get(unit.slice(0, 1));
  if (power === undefined || !(unit.length < 2 || (power > 0 && /^.i?b$/.test(unit))))
    throw new InputError(
      `invalid suffix: ${JSON.stringify(suffix)} in the size ${JSON.stringify(text)}; use b, k, m, g, t or p`,
    );
  const bytes = Math.trunc(Number(digits) * 1024 ** power);
  if (bytes >= 2 ** 63) throw new InputError(`invalid size: ${JSON.stringify(text)} is out of range`);
  return BigInt(bytes);
}
