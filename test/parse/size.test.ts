// Sizes with units.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseSize } from '../../src/parse/size.ts';

it.each([
  ['0', 0n],
  ['-1', -1n],
  ['1024', 1024n],
  ['2b', 2n],
  ['64k', 65_536n],
  ['64KB', 65_536n],
  ['64kib', 65_536n],
  ['1.5g', 1_610_612_736n],
  ['1 m', 1_048_576n],
  ['1T', 1_099_511_627_776n],
  ['.5k', 512n],
  ['1e3m', 1_048_576_000n],
])('%j is %d bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes));

it.each([
  ['10x', 'invalid suffix'],
  ['1bb', 'invalid suffix'],
  ['1kbit', 'invalid suffix'],
  ['mb', 'invalid size'],
  ['-1m', 'invalid size'],
  ['', 'invalid size'],
  ['1..2m', 'invalid size'],
  ['9999999p', 'out of range'],
  ['9'.repeat(40), 'out of range'],
])('%j is refused: %s', (text, reason) => expect(() => parseSize(text)).toThrow(reason));

it('reads every whole number of bytes back', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (bytes) => void expect(parseSize(String(bytes))).toBe(BigInt(bytes))));
});
