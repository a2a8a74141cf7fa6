import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeBlock, codeSpan, escapeMarkdown, fence, link, prose, table } from '../../src/reports/markdown-text.ts';
import { visible } from '../../src/reports/visible-text.ts';
import { poison } from './hostile.ts';

/** What a reader sees of a text whose only markup is entities. */
function read(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).replaceAll('\u200b', '');
}

/** Pieces out of which markup is made, more likely than chance puts them together. */
const pieces = fc.constantFrom(
  ...['|', '\\', '`', '``', '*', '_', '~~', '[', '](', ')', '<img src=x>', '<!--', '-->', '</details>', '@bob', '#12'],
  ...[
    'GH-3',
    '$a$',
    '&lt;',
    '&#96;',
    '![',
    '1. ',
    '- ',
    '# ',
    '---',
    '===',
    '\n',
    '\t',
    ' ',
    'word',
    'é',
    '\u202e',
    '::',
  ],
  ...['##[', 'https://evil.example.invalid', '_www.evil.example.invalid', 'a@b.example.invalid', ':bomb:', ':8080:'],
);
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
);

/** Code spans are taken out first: in them nothing is markup but a backtick, which they must not hold. */
function outsideCode(markdown: string): string {
  return markdown.replace(/`[^`]*`/g, ' ').replace(/<code>([^<]*)<\/code>/g, ' $1 ');
}

const MARKUP = /[<>"'`*~[\]|\\$]|&(?!#\d+;)|@(?!&#8203;)|:\/\/|::|##|www\.|[\n\r]|(?<![a-z0-9&])#\d|GH-\d/i;

describe('escaped text', () => {
  test.each([
    ['a|b', 'a&#124;b'],
    ['<b>`x`</b>', '&#60;b&#62;&#96;x&#96;&#60;/b&#62;'],
    ['cap_add and __proto__', 'cap_add and &#95;&#95;proto&#95;&#95;'],
    ['@team, #12 and GH-7', '@&#8203;team, &#35;&#8203;12 and GH-&#8203;7'],
    ['see https://evil.example.invalid', 'see https:&#8203;//evil.example.invalid'],
    ['_www.evil.example.invalid', '&#95;www&#8203;.evil.example.invalid'],
    ['- no list', '&#45; no list'],
    ['12. no list', '12&#46; no list'],
    ['--- ', '&#45;-- '],
    [':bomb: on 127.0.0.1:8080:80', ':&#8203;bomb: on 127.0.0.1:8080:80'],
    ['    no code', 'no code'],
    ['::add-mask::x', '&#58;:&#8203;add-mask&#58;:x'],
    ['two\nlines\u202e', 'two&#92;nlines&#92;u202e'],
  ])('of %j is %j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test('reads as the text and holds no markup, whatever the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const escaped = escapeMarkdown(text);
        expect(read(escaped)).toBe(visible(text).trimStart());
        expect(escaped).not.toMatch(MARKUP);
      }),
      { numRuns: 2000 },
    );
  });

  test('is short, however long the text', () => {
    expect(escapeMarkdown('x'.repeat(1_000_000), 100)).toBe(`${'x'.repeat(99)}…`);
    expect(escapeMarkdown('@'.repeat(1_000_000), 100).length).toBeLessThan(100 * 10);
  });
});

describe('code', () => {
  test.each([
    ['plain', '`plain`'],
    ['[a](b) <b> @c', '`[a](b) <b> @c`'],
    ['a|b', '<code>a&#124;b</code>'],
    ['a\\|b', '<code>a&#92;&#124;b</code>'],
    ['a`b', '<code>a&#96;b</code>'],
    ['a##[b', '<code>a&#35;&#35;&#91;b</code>'],
    ['', '<code></code>'],
  ])('of %j is %j', (text, code) => {
    expect(codeSpan(text)).toBe(code);
  });

  test('is one span with no way out, whatever the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const [, ticks, html] =
          /^(?:`([^`|\\\n\r]+)`|<code>([^<>`|\\\n\r]*)<\/code>)$/.exec(codeSpan(text, 10_000)) ?? [];
        expect(ticks ?? html).toBeDefined();
        expect((ticks ?? read(html ?? '')).trim()).toBe(visible(text).trim());
      }),
      { numRuns: 2000 },
    );
  });

  test('in a block cannot end it', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1 }), (lines) => {
        const [first = '', ...rest] = codeBlock(lines, 'yaml').split('\n');
        const ticks = first.slice(0, -'yaml'.length);
        expect(ticks).toMatch(/^`{3,}$/);
        expect(rest.length).toBe(lines.length + 1);
        expect(rest.findIndex((line) => line.trim().startsWith(ticks))).toBe(lines.length);
      }),
    );
  });

  test('in a fence stays as it is', () => {
    expect(fence(['\ta', '```'], 'suggestion')).toBe('````suggestion\n\ta\n```\n````');
  });
});

describe('prose', () => {
  test.each([
    ['Write `user: 1000` or `a|b`.', 'Write `user: 1000` or <code>a&#124;b</code>.'],
    ['one ` alone', 'one &#96; alone'],
    ['`a` and ` alone', '`a` and &#96; alone'],
    ['two\n  lines', 'two lines'],
    ['`<b>` <b>', '`<b>` &#60;b&#62;'],
  ])('of %j is %j', (text, markdown) => {
    expect(prose(text)).toBe(markdown);
  });

  test('holds no markup but its code, whatever the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(outsideCode(prose(text))).not.toMatch(MARKUP);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('links and tables', () => {
  test.each([
    'javascript:alert(1)',
    'https://x.example.invalid/a b',
    'https://x.example.invalid/)[x](y',
    'https://x.example.invalid/a|b',
    '//x.example.invalid',
  ])('no link is made to %s', (address) => {
    expect(link('text', address)).toBe('text');
  });

  test('a link to a page is one', () => {
    expect(link('`a`', 'https://x.example.invalid/a#L1')).toBe('[`a`](https://x.example.invalid/a#L1)');
    expect(link('`a`', undefined)).toBe('`a`');
  });

  test('every row of a table has as many cells as its head, whatever is in them', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [head, rule, row, ...more] = table(['x', 'y', 'z'], [[escapeMarkdown(a), codeSpan(b), prose(a)]]);
        expect([head, rule, more]).toEqual(['| x | y | z |', '| --- | --- | --- |', []]);
        expect(row?.split('|').length).toBe(5);
        expect(row).not.toContain('\n');
      }),
      { numRuns: 1000 },
    );
  });

  test('what was written to do harm does none', () => {
    expect(outsideCode(`${escapeMarkdown(poison)} ${codeSpan(poison)} ${prose(poison)}`)).not.toMatch(MARKUP);
  });
});
