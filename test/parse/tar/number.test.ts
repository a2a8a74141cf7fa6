// Number fields of tar headers and of pax records.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDecimal, readElevenDigits, readNumber, readSevenDigits } from '../../../src/parse/tar/number.ts';

const read = (field: string | readonly number[]): number => {
  const bytes = typeof field === 'string' ? Buffer.from(field, 'latin1') : Buffer.from(field);
  return readNumber(bytes, 0, bytes.length);
};

it.each([
  ['0000644\0', 0o644],
  ['000644 \0', 0o644],
  ['  644 \0\0', 0o644],
  ['00000644', 0o644],
  ['\0\0\0\0\0\0\0\0', 0],
  ['        ', 0],
  ['77777777777\0', 0o77777777777],
  ['777777777777', 8 ** 12 - 1],
  ['12\0garbage', 0o12],
])('%j is %d', (field, number) => expect(read(field)).toBe(number));

it.each(['0000648\0', 'abc\0\0\0\0\0', '-000001\0', '0x1f\0\0\0\0'])('%j is no number', (field) =>
  expect(read(field)).toBeNaN(),
);

it.each([
  [[0x80, 0, 0, 0, 0, 0, 1, 0], 256],
  [[0x80, 0, 0, 2, 0, 0, 0, 0], 2 ** 33],
  [[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], -1],
  [[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00], -256],
])('base-256 %j is %d', (field, number) => expect(read(field)).toBe(number));

it('sees that a base-256 number is too large to be exact', () => {
  expect(Number.isSafeInteger(read([0x80, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]))).toBe(
    false,
  );
});

it('reads the usual fields by words exactly as by digits, and leaves all others alone', () => {
  const digit = fc.constantFrom(...'01234567');
  const field = (length: number) =>
    fc.oneof(
      fc
        .tuple(fc.array(digit, { minLength: length - 1, maxLength: length - 1 }), fc.constantFrom('\0', ' '))
        .map(([digits, end]) => digits.join('') + end),
      fc
        .array(fc.constantFrom(...'01234567', '\0', ' ', '8', 'a', '\x80', '\x10'), {
          minLength: length,
          maxLength: length,
        })
        .map((chars) => chars.join('')),
    );
  fc.assert(
    fc.property(field(8), field(12), (short, long) => {
      const view = (text: string) => new DataView(Uint8Array.from(Buffer.from(text, 'latin1')).buffer);
      const usual = (text: string, digits: number) => new RegExp(`^[0-7]{${digits}}[\\0 ]$`).test(text);
      expect(readSevenDigits(view(short), 0)).toBe(usual(short, 7) ? read(short) : -1);
      expect(readElevenDigits(view(long), 0)).toBe(usual(long, 11) ? read(long) : -1);
    }),
  );
});

it.each([
  ['0', 0],
  ['1700000000.123456789', 1_700_000_000],
  ['-1.5', -1],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
])('the decimal %j is %d', (text, number) => expect(readDecimal(text)).toBe(number));

it.each(['', '1e5', '0x10', ' 1', '1 ', '--1', '1.2.3'])('the decimal %j is no number', (text) =>
  expect(readDecimal(text)).toBeNaN(),
);
