import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteWords } from '../../../src/parse/shell-words.ts';
import { read, words } from './read.ts';

test.each([
  ['a "b c" \'d e\' f\\ g', [['a', 'b c', 'd e', 'f g']]],
  ['a \\\n  b', [['a', 'b']]],
  ['a \\\r\n  b\r\nc', [['a', 'b'], ['c']]],
  ['a "x\\"y" "x\\ny" "a\\\nb"', [['a', 'x"y', 'x\\ny', 'ab']]],
  ['a \'\' "" $""', [['a', '', '', '']]],
  ["a $'t\\tu\\x41\\u00e9\\101'", [['a', 't\tuA\u00e9A']]],
  ['a#b # c\nd', [['a#b'], ['d']]],
  ['a; b && c || d | e & f', [['a'], ['b'], ['c'], ['d'], ['e'], ['f']]],
  ['(a b); { c; }', [['a', 'b'], ['c']]],
  ['a 2>&1 >out <in b &>log c', [['a', 'b', 'c']]],
  ['a <<E b\ndocker run no\nE\nc', [['a', 'b'], ['c']]],
  ["a <<-'E'\n\tx\n\tE\nc", [['a'], ['c']]],
  ['a b$ [::1]:80:80 x=y ~/z /* {p,q}', [['a', 'b$', '[::1]:80:80', 'x=y', '~/z', '/*', '{p,q}']]],
  ['if a; then b; elif c; then d; else e; fi', [['a'], ['b'], ['c'], ['d'], ['e']]],
  ['case $x in a) b;; *) c;; esac', [['b'], ['c']]],
  ['for x in 1 2; do a; done; while b; do c; done; until d; do e; done', [['a'], ['b'], ['c'], ['d'], ['e']]],
  ['[[ -f x ]] && a; ((i++)); ! b; time c; coproc d', [['a'], ['b'], ['c'], ['d']]],
])('%j is cut as a shell cuts it', (text, commands) => {
  expect(words(text)).toEqual(commands);
});

test('every part knows its place and whether it is quoted', () => {
  const text = 'run "a b"\\*$X\'c\'';
  const parts = read(text).calls[0]?.words[1]?.parts.map((part) => [text.slice(part.start, part.end), part.quoted]);
  expect(parts).toEqual([
    ['a b', true],
    ['*', true],
    ['$X', false],
    ['c', true],
  ]);
});

test('places are those of the text whatever its line ends', () => {
  const lines = ['docker \\', '  run "$(id)" `who`', 'echo x > f'];
  const at = (end: string) => {
    const text = lines.join(end);
    return read(text).calls.map((call) => call.words.map(({ start, end: to }) => text.slice(start, to)));
  };
  expect(at('\r\n')).toEqual(at('\n'));
});

test('what is not known is spelled as written, and tells whether it may fall apart', () => {
  const shown = read('a $X "$X"/y $(f) `g` "$@" $((1+1)) <(h)').calls[0]?.words.map((word) => [
    word.text,
    word.literal,
    word.loose,
  ]);
  expect(shown).toEqual([
    ['a', true, false],
    ['$X', false, true],
    ['$X/y', false, false],
    ['$(f)', false, true],
    ['`g`', false, true],
    ['$@', false, false],
    ['$((1+1))', false, true],
    ['<(h)', false, false],
  ]);
});

test('redirects hold their target, descriptor and heredoc', () => {
  const text = 'a 2>>log <<<"$x" >&2 <<E\n$(b) c\nE\n';
  const redirects = read(text).calls[0]?.redirects ?? [];
  expect(redirects.map(({ operator, descriptor, target }) => [operator, descriptor, target?.text])).toEqual([
    ['>>', 2, 'log'],
    ['<<<', undefined, '$x'],
    ['>&', undefined, '2'],
    ['<<', undefined, undefined],
  ]);
  const heredoc = redirects[3]?.heredoc;
  expect(heredoc).toMatchObject({ text: '$(b) c\n', literal: false });
  expect(text.slice(heredoc?.start, heredoc?.end)).toBe('$(b) c\n');
});

test('words that were quoted come back exactly', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (list) => {
      const text = quoteWords(list);
      fc.pre(!text.includes('\r'));
      expect(words(text)).toEqual([list]);
    }),
  );
});
