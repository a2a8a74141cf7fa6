import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineHashes } from '../../../src/reports/sarif/line-hash.ts';

/** The definition, word for word and with large integers: slow, but plain. */
function defined(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  const squeezed = lines.map((line) => line.replace(/[ \t]/g, ''));
  const seen = new Map<string, number>();
  return squeezed.map((_, index) => {
    const units = Array.from({ length: 100 }, (_, offset) => unitAt(squeezed.slice(index).join('\n'), offset));
    const hash = units.reduce((sum, unit) => BigInt.asUintN(64, sum * 37n + BigInt(unit)), 0n).toString(16);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}

function unitAt(text: string, index: number): number {
  if (index < text.length) return text.charCodeAt(index);
  return index === text.length ? 0xffff : 0;
}

describe('the hash of a line', () => {
  test('of an empty file is the one that everybody knows', () => {
    expect(lineHashes('', new Set([1])).get(1)).toBe('c129715d7a2bc9a3:1');
  });

  test('takes no notice of blanks, tabs and the kind of line break', () => {
    const unix = lineHashes('services:\n  web:\n    image: nginx\n', new Set([1, 2, 3]));
    expect(lineHashes('services:\r\n\tweb:\r\n\timage:nginx\r\n', new Set([1, 2, 3]))).toEqual(unix);
    expect(lineHashes('services:\r  web:\rimage: nginx\r', new Set([1, 2, 3]))).toEqual(unix);
  });

  test('counts lines that look alike', () => {
    const text = 'image: nginx\n'.repeat(30);
    const hashes = lineHashes(text, new Set([1, 2, 3]));
    expect([...hashes.values()].map((hash) => hash.split(':')[1])).toEqual(['1', '2', '3']);
  });

  test('is as defined for any text and any choice of lines', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '\t', '\n', '\r', '\r\n', '名', '🚢', '\uffff'),
      maxLength: 400,
    });
    fc.assert(
      fc.property(text, fc.nat(), (text, pick) => {
        const expected = defined(text);
        const line = (pick % expected.length) + 1;
        expect(lineHashes(text, new Set([line])).get(line)).toBe(expected[line - 1]);
        expect([...lineHashes(text, new Set(expected.map((_, index) => index + 1))).values()]).toEqual(expected);
      }),
    );
  });

  test('is absent for a line that the file does not have', () => {
    expect(lineHashes('a\n', new Set([7])).size).toBe(0);
  });
});
