import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakRunnerCommands, clip, visible, visibleLines } from '../../src/reports/visible-text.ts';

describe('scanned text', () => {
  test('keeps letters, marks and symbols of every script', () => {
    for (const text of ['web', 'größe', '名前', 'e\u0301', '🚢', 'שלום']) expect(visible(text)).toBe(text);
  });

  test('shows what could steer a terminal or reorder a line as escapes', () => {
    expect(visible('\x1b[2J\x9b1m\x07')).toBe('\\x1b[2J\\x9b1m\\x07');
    expect(visible('a\nb\rc\td')).toBe('a\\nb\\rc\\td');
    expect(visible('\u202eexe.\u2066x\u2069')).toBe('\\u202eexe.\\u2066x\\u2069');
    expect(visible('a\u200bb\ufeff\u2028\u{e0041}\u{f5ea0}')).toBe('a\\u200bb\\ufeff\\u2028\\u{e0041}\\u{f5ea0}');
    expect(visible('\ud800')).toBe('\\ud800');
  });

  test('never lets a control or format character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/u);
      }),
    );
  });

  test('stays lines where it has several', () => {
    expect(visibleLines('a\r\n\x1bb\n')).toBe('a\n\\x1bb\n');
  });

  test('is cut without halving a character', () => {
    expect(clip('abcdef', 4)).toBe('abc…');
    expect(clip('ab🚢cd', 4)).toBe('ab…');
    expect(clip('abcd', 4)).toBe('abcd');
  });

  test('is no command to a CI runner', () => {
    expect(breakRunnerCommands('::set-output name=x::1')).toBe('\\x3a:set-output name=x::1');
    expect(breakRunnerCommands('  \x1b[1m::add-mask::x')).toBe('  \x1b[1m\\x3a:add-mask::x');
    expect(breakRunnerCommands('see ##[add-mask]x')).toBe('see ##\\x5badd-mask]x');
    expect(breakRunnerCommands('listens on ::1')).toBe('listens on ::1');
  });
});
