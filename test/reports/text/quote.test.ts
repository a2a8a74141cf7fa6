import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openPage } from '../../../src/reports/text/page.ts';
import { clipAround, quote } from '../../../src/reports/text/quote.ts';
import { columns } from '../../../src/reports/text-layout.ts';
import { runOf } from '../sample-run.ts';

/** The part of the shown text that the carets stand under. */
function underlined(source: string, start: number, end: number, width: number): string {
  const { text, offset, length } = clipAround(source, start, end, width);
  let column = 0;
  return Array.from(text)
    .filter((character) => {
      const from = column;
      column += columns(character);
      return from >= offset && from < offset + length;
    })
    .join('');
}

describe('a quoted line', () => {
  test('has carets under the value', () => {
    const page = openPage(runOf({ sources: { 'a.yaml': 'services:\r\n  web: { privileged: true }\r\n' } }), 80, false);
    expect(quote(page, { file: 'a.yaml', startLine: 2, startColumn: 22, endLine: 2, endColumn: 26 })).toEqual([
      '           2 |   web: { privileged: true }',
      '             |                      ^^^^',
    ]);
  });

  test('is left out when the text is not at hand', () => {
    const page = openPage(runOf({}), 80, false);
    expect(quote(page, { file: 'a.yaml', startLine: 2, startColumn: 1, endLine: 2, endColumn: 2 })).toEqual([]);
  });

  test('marks a value of several lines to the end of its first', () => {
    const page = openPage(runOf({ sources: { 'a.yaml': 'command: >\n  sh\n' } }), 80, false);
    const [, carets = ''] = quote(page, { file: 'a.yaml', startLine: 1, startColumn: 10, endLine: 2, endColumn: 5 });
    expect(carets.trim()).toBe(`| ${' '.repeat(9)}^`);
  });

  test('widens tabs and keeps the carets in place', () => {
    expect(clipAround('\tprivileged: true', 14, 18, 60)).toEqual({
      text: '    privileged: true',
      offset: 16,
      length: 4,
    });
    expect(clipAround('ab\tc', 4, 5, 60)).toEqual({ text: 'ab  c', offset: 4, length: 1 });
  });

  test('counts wide characters as two columns and combining ones as none', () => {
    expect(clipAround('名前: true', 5, 9, 60)).toEqual({ text: '名前: true', offset: 6, length: 4 });
    expect(clipAround('e\u0301: true', 5, 9, 60)).toEqual({ text: 'e\u0301: true', offset: 3, length: 4 });
    expect(clipAround('🚢: true', 5, 9, 60)).toEqual({ text: '🚢: true', offset: 4, length: 4 });
  });

  test('shows control, bidi and zero-width characters as escapes', () => {
    expect(clipAround('a\x1b[31m\u202eb: true', 11, 15, 60)).toEqual({
      text: 'a\\x1b[31m\\u202eb: true',
      offset: 18,
      length: 4,
    });
  });

  test('is cut around the caret when it is long', () => {
    const source = `${'x'.repeat(500_000)} true ${'y'.repeat(500_000)}`;
    const { text, offset, length } = clipAround(source, 500_002, 500_006, 40);
    expect(text).toMatch(/^…x+ true y+…$/);
    expect(columns(text)).toBeLessThanOrEqual(40);
    expect(text.slice(offset, offset + length)).toBe('true');
  });

  test('keeps the start of a long line when the value stands there', () => {
    expect(clipAround(`privileged: true # ${'x'.repeat(200)}`, 13, 17, 40).text).toBe(
      `privileged: true # ${'x'.repeat(20)}…`,
    );
  });

  test('keeps a long value within the width', () => {
    const { text, offset, length } = clipAround('x'.repeat(1000), 1, 1001, 40);
    expect(columns(text)).toBe(39 + 1);
    expect(offset + length).toBeLessThanOrEqual(40);
  });

  test('never passes the width and always marks something in it', () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '\t', '名', '🚢', '\u0301', '\x1b', '\u202e'),
      maxLength: 200,
    });
    fc.assert(
      fc.property(texts, fc.nat(220), fc.nat(40), fc.integer({ min: 20, max: 120 }), (source, start, size, width) => {
        const { text, offset, length } = clipAround(source, start + 1, start + 1 + size, width);
        expect(columns(text)).toBeLessThanOrEqual(width);
        expect(text).not.toMatch(/[\p{Cc}\u202e]/u);
        expect(length).toBeGreaterThan(0);
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset + length).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('marks the value itself wherever it stands', () => {
    const around = fc.string({ unit: fc.constantFrom('a', ' ', '\t', '名', '\x1b'), maxLength: 150 });
    fc.assert(
      fc.property(around, around, fc.integer({ min: 30, max: 120 }), (before, after, width) => {
        expect(underlined(`${before}VALUE${after}`, before.length + 1, before.length + 6, width)).toBe('VALUE');
      }),
    );
  });
});
