import { expect, test } from 'vitest';
import { read, sources } from './read.ts';

/** One field of every command, by its first word. */
function each<T>(text: string, show: (call: ReturnType<typeof read>['calls'][number]) => T): (readonly [string, T])[] {
  return read(text).calls.map((call) => [call.words[0]?.text ?? '', show(call)]);
}

test('what joins a command to the one before it', () => {
  expect(each('a && b || c; d & e | f\ng', ({ joined }) => joined)).toEqual([
    ['a', ''],
    ['b', '&&'],
    ['c', '||'],
    ['d', ';'],
    ['e', '&'],
    ['f', '|'],
    ['g', ';'],
  ]);
  expect(each('a && { b; c; }; if d; then e; fi', ({ joined }) => joined)).toEqual([
    ['a', ''],
    ['b', '&&'],
    ['c', ';'],
    ['d', ';'],
    ['e', ''],
  ]);
});

test('a pipeline knows its members, those of a loop or a subshell included', () => {
  const show = ({ pipeline, position }: ReturnType<typeof read>['calls'][number]) => [
    position,
    pipeline.map((member) => member.map((call) => call.words[0]?.text).join(' ')).join(' | '),
  ];
  expect(each('( a; b ) | while c; do d; done | e; f', show)).toEqual([
    ['a', [0, 'a b | c d | e']],
    ['b', [0, 'a b | c d | e']],
    ['c', [1, 'a b | c d | e']],
    ['d', [1, 'a b | c d | e']],
    ['e', [2, 'a b | c d | e']],
    ['f', [0, 'f']],
  ]);
});

test('commands that may not run, or run again, are conditional', () => {
  const text = 'a && b; c || d; if e; then f; fi; while g; do h; done; case x in y) i;; esac; { j; }; (k)';
  const conditional = each(text, (call) => call.conditional).flatMap(([name, is]) => (is ? [name] : []));
  expect(conditional).toEqual(['d', 'f', 'g', 'h', 'i']);
});

test('a function holds its commands', () => {
  const text = 'f() { a; g() { b; }; }; function h { c; } > out; d';
  const { functions } = read(text);
  expect(functions.map(({ name, calls }) => [name, calls.map((call) => call.words[0]?.text)])).toEqual([
    ['g', ['b']],
    ['f', ['a', 'b']],
    ['h', ['c']],
  ]);
  expect(each(text, ({ inFunction, conditional }) => `${inFunction} ${conditional}`)).toEqual([
    ['a', 'f true'],
    ['b', 'g true'],
    ['c', 'h true'],
    ['d', ' false'],
  ]);
});

test.each([
  ['a; set -e; b; set +e; c', [false, false, true, true, false]],
  ['set -eux; a', [false, true]],
  ['set -euo pipefail; a', [false, true]],
  ['set -o errexit; a', [false, true]],
  ['set -o pipefail; a', [false, false]],
  ['set -- -e; a', [false, false]],
  ['(set -e; a); b', [false, true, false]],
  ['#!/bin/bash -e\na', [true]],
  ['#!/bin/bash\na', [false]],
])('errexit in %j', (text, wanted) => {
  expect(read(text).calls.map(({ errexit }) => errexit)).toEqual(wanted);
});

test('set -x is followed, and a command in the background is known', () => {
  expect(each('set -x; a & { b; } & c', ({ xtrace, background }) => [xtrace, background])).toEqual([
    ['set', [false, false]],
    ['a', [true, true]],
    ['b', [true, true]],
    ['c', [true, false]],
  ]);
});

test('commands inside substitutions are found wherever these stand', () => {
  const text = [
    'a "$(b1 $(b2))" `c1 "x"` <(d) ${X:-$(e)} $((1 + $(f)))',
    'A=$(g) B=("$(h)") i > "$(j)" <<E',
    '$(k) `l`',
    'E',
  ].join('\n');
  expect(sources(text).map((source) => source.split(/[ \n]/)[0])).toEqual([
    'a',
    'b1',
    'b2',
    'c1',
    'd',
    'e',
    'f',
    'A=$(g)',
    'g',
    'h',
    'j',
    'k',
    'l',
  ]);
});

test('commands inside conditions, loops and patterns are commands of the script', () => {
  const text = '[[ $(a) ]]; for x in $(b); do c; done; case $(d) in "$(e)") f;; esac; (( $(g) ))';
  expect(read(text).calls.map((call) => call.words[0]?.text)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
});

test('commands in backticks inside backticks keep their place', () => {
  expect(sources('x `a \\`b "\\$c"\\` d`')).toEqual(['x `a \\`b "\\$c"\\` d`', 'a \\`b "\\$c"\\` d', 'b "\\$c"']);
});

test('the redirect of a loop belongs to its last command', () => {
  const { calls } = read('while read x; do a; done < <(curl y)');
  expect(calls.map(({ redirects }) => redirects.map(({ operator }) => operator))).toEqual([[], ['<']]);
});
