import { expect, test } from 'vitest';
import { expandWord, type Lookup } from '../../../src/parse/dockerfile/expand.ts';
import { HOLE } from '../../../src/parse/hole.ts';

const known: ReadonlyMap<string, Lookup> = new Map<string, Lookup>([
  ['A', { kind: 'value', text: 'one' }],
  ['EMPTY', { kind: 'value', text: '' }],
  ['PATH_LIKE', { kind: 'value', text: 'a/b/c.tar.gz' }],
  ['OPEN', { kind: 'open' }],
  ['FAR', { kind: 'unknown' }],
]);
const expand = (text: string, escapeSign = '\\') =>
  expandWord(text, { escapeSign, lookUp: (name) => known.get(name) ?? { kind: 'unset' } });

test.each([
  ['$A-$A', 'one-one'],
  ['${A}x', 'onex'],
  ['$Ax', ''],
  ['$', '$'],
  ['${A:-b}', 'one'],
  ['${NONE:-b}', 'b'],
  ['${EMPTY:-b}', 'b'],
  ['${EMPTY-b}', ''],
  ['${NONE-b}', 'b'],
  ['${A:+b}', 'b'],
  ['${EMPTY:+b}', ''],
  ['${EMPTY+b}', 'b'],
  ['${NONE:-${A:-c}}', 'one'],
  ['${NONE:-"b c"}', 'b c'],
  ['${A?must}', 'one'],
  ['${PATH_LIKE#*/}', 'b/c.tar.gz'],
  ['${PATH_LIKE##*/}', 'c.tar.gz'],
  ['${PATH_LIKE%.*}', 'a/b/c.tar'],
  ['${PATH_LIKE%%.*}', 'a/b/c'],
  ['${PATH_LIKE#x}', 'a/b/c.tar.gz'],
  ['${PATH_LIKE/a/z}', 'z/b/c.tar.gz'],
  ['${PATH_LIKE//\\//-}', 'a-b-c.tar.gz'],
  ['${PATH_LIKE/?.t/X}', 'a/b/Xar.gz'],
  ["'$A'", '$A'],
  ['"$A b"', 'one b'],
  ['\\$A', '$A'],
  ['"\\$A \\x"', '$A \\x'],
  ['a\'b\'"c"', 'abc'],
  ['{{ $x }}', '{{  }}'],
])('%s is %j', (text, expected) => {
  expect(expand(text)).toEqual({ text: expected });
});

test('what is not known leaves a hole, unless a default stands in', () => {
  expect(expand('a$FAR/b').text).toBe(`a${HOLE}/b`);
  expect(expand('${FAR:-x}').text).toBe(HOLE);
  expect(expand('$OPEN').text).toBe(HOLE);
  expect(expand('${OPEN:-x}').text).toBe('x');
  expect(expand('${OPEN:+x}').text).toBe(HOLE);
  expect(expand('${FAR%x}').text).toBe(HOLE);
});

test('the escape character is the one of the file', () => {
  expect(expand('`$A', '`').text).toBe('$A');
  expect(expand('C:\\$A', '`').text).toBe('C:\\one');
});

test.each([
  ['${', 'a variable has no name'],
  ['${}', 'a variable has no name'],
  ['${A', '${A...} is no substitution of the builder'],
  ['${A:x}', '${A:...} is no substitution of the builder'],
  ['${A^^}', '${A^...} is no substitution of the builder'],
  ['${NONE:-x', 'a closing } is missing'],
  ["a'b", 'a closing single quote is missing'],
  ['a"b', 'a closing double quote is missing'],
  ['${NONE?write it}', '${NONE} must have a value: write it'],
])('the builder refuses %s', (text, problem) => {
  expect(expand(text)).toEqual({ text: HOLE, problem });
});

test('nested and repeated expansions end in a problem, not in a crash', () => {
  expect(expand(`${'${N:-'.repeat(10_000)}`).problem).toMatch(/nested deeper/);
  expect(expand(`$A${'x'.repeat(100_000)}`).problem).toMatch(/longer than/);
  const long: Lookup = { kind: 'value', text: 'x'.repeat(10_000) };
  const grown = expandWord('$A'.repeat(100), { escapeSign: '\\', lookUp: () => long });
  expect(grown.problem).toMatch(/grows past/);
});
