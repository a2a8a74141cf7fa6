// Durations.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../src/parse/duration.ts';

it.each([
  ['90s', '1m30s'],
  ['1m30s', '1m30s'],
  ['1d', '24h0m0s'],
  ['1w', '168h0m0s'],
  ['1.5h', '1h30m0s'],
  ['500ms', '500ms'],
  ['10us', '10µs'],
  ['10µs', '10µs'],
  ['1ns', '1ns'],
  ['0', '0s'],
  ['-1.5s', '-1.5s'],
  ['1500us', '1.5ms'],
  ['1h0.5s', '1h0m0.5s'],
])('%j is %s', (text, shown) => expect(formatDuration(parseDuration(text))).toBe(shown));

it.each(['', '10', '1x', 's', '1s2', '-', '.s', '999999999w', '9'.repeat(100)])('%j is refused', (text) =>
  expect(() => parseDuration(text)).toThrow('invalid duration'),
);

it('reads back what it writes', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
      (value) => void expect(parseDuration(formatDuration(value))).toBe(value),
    ),
  );
});
