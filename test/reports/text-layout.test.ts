import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignRight, columns, padEnd, wrapWords } from '../../src/reports/text-layout.ts';

describe('layout by columns', () => {
  test('counts wide characters twice, combining ones and colours not at all', () => {
    expect(columns('web')).toBe(3);
    expect(columns('名前')).toBe(4);
    expect(columns('e\u0301')).toBe(1);
    expect(columns('\x1b[1mweb\x1b[22m')).toBe(3);
    expect(padEnd('名', 4)).toBe('名  ');
  });

  test('breaks at blanks and cuts a word only when it fits on no line', () => {
    expect(wrapWords(['one', 'two', 'three'], 7)).toEqual(['one two', 'three']);
    expect(wrapWords(['abcdefgh', 'i'], 3)).toEqual(['abc', 'def', 'gh', 'i']);
    expect(wrapWords([], 10)).toEqual([]);
  });

  test('loses nothing and passes no width', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '名'), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 2, max: 40 }), (words, width) => {
        const lines = wrapWords(words, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
        expect(lines.every((line) => columns(line) <= width)).toBe(true);
      }),
    );
  });

  test('puts a text at the right only where it fits', () => {
    expect(alignRight('left', 'right', 12)).toBe('left   right');
    expect(alignRight('left', 'right', 10)).toBeUndefined();
  });
});
