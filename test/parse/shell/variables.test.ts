import { expect, test } from 'vitest';
import { read, words } from './read.ts';

/** The words of the last command. */
function last(text: string, variables: Record<string, string> = {}): string[] {
  return words(text, variables).at(-1) ?? [];
}

test('values that are known are put in, and split only outside quotes', () => {
  const variables = { A: 'x y', B: '' };
  expect(last('$A "$A" $B "$B" ${A} ${A:-no} ${B:-$C} ${B:-d} ${A:+e} "${B:+f}"', variables)).toEqual([
    'x',
    'y',
    'x y',
    '',
    'x',
    'y',
    'x',
    'y',
    '${B:-$C}',
    'd',
    'e',
    '',
  ]);
});

test.each([
  ['A=1; echo $A', '1'],
  ['export A=1; echo $A', '1'],
  ['readonly A=1; echo $A', '1'],
  ['A=1 && echo $A', '1'],
  ['A=1; A+=2; echo $A', '12'],
  ['A=1; (A=2); echo $A', '1'],
  ['A=1; x | read A; echo $A', '1'],
  ['A=1; f() { A=2; }; echo $A', '1'],
  ['A=1; f() { local A=2; echo $A; }', '2'],
  ['A=1; f() { echo $A; }', '1'],
  ['A=1; for i in 1 2; do A=2; echo $A; done', '2'],
  ['A=1; B=x$A; echo $B', 'x1'],
])('%s is known', (text, value) => {
  expect(last(text)).toEqual(['echo', value]);
});

test.each([
  'echo $A',
  'if x; then A=1; fi; echo $A',
  'x && A=1; echo $A',
  'x || A=1; echo $A',
  'for i in 1 2; do A=1; done; echo $A',
  'A=1; while x; do echo $A; A=2; done',
  'A=1; for i in 1; do for j in 2; do echo $A; done; A=2; done',
  'for A in 1; do echo $A; done',
  'A=1; read A; echo $A',
  'A=1; read -r B A; echo $A',
  'A=1; unset A; echo $A',
  'A=1; printf -v A x; echo $A',
  'A=1; getopts ab A; echo $A',
  'A=1; ((A++)); echo $A',
  'A=1; let A=2; echo $A',
  'A=1; source x; echo $A',
  'A=1; eval "$x"; echo $A',
  'A=1; export $(cat x); echo $A',
  'f() { A=2; }; A=1; f; echo $A',
  'A=1; f() { echo $A; }; A=2; f',
  'A=1; f() { A=2; g; }; g() { echo $A; }',
  'A=1; f() { A=2; }; if f; then echo $A; fi',
  'A=$(x); echo $A',
  'A=1 x; echo $A',
  'A=1 & echo $A',
  'A[1]=2; echo $A',
  'declare -i A=1+1; echo $A',
])('%s is not known', (text) => {
  const call = read(text).calls.findLast((one) => one.words[0]?.text === 'echo');
  expect(call?.words[1]).toMatchObject({ text: '$A', literal: false });
});

test('an array comes in as its words', () => {
  expect(last('A=(-d "x y"); A+=(-v $P:/p); run "${A[@]}" z')).toEqual(['run', '-d', 'x y', '-v', '$P:/p', 'z']);
  expect(last('A=(a "b c"); run ${A[@]} "${A[*]}" "p${A[@]}q" ${A[1]} "$A"')).toEqual([
    'run',
    'a',
    'b',
    'c',
    'a b c',
    'pa',
    'b cq',
    'b',
    'c',
    'a',
  ]);
  expect(last('set -- -d "$@"; run "$@"')).toEqual(['run', '-d', '$@']);
});

test('an array that a branch or an index changes is not known', () => {
  expect(last('A=(a); if x; then A+=(b); fi; run "${A[@]}"')).toEqual(['run', '${A[@]}']);
  expect(last('A=([0]=a); run "${A[@]}"')).toEqual(['run', '${A[@]}']);
});

test('words of an array stand where they are written', () => {
  const text = 'A=(--x "b c")\nrun "${A[@]}"';
  const spans = read(text).calls[1]?.words.map(({ start, end }) => text.slice(start, end));
  expect(spans).toEqual(['run', '--x', '"b c"']);
});

test('an expansion that cannot be empty says so', () => {
  const parts = read('a $X ${X:?} ${X?} ${X:-y} ${X:-$Y} ${X-y} ${X:=y} $# ${#X}').calls[0]?.words.slice(1);
  expect(parts?.map(({ parts: [part] }) => part?.kind === 'variable' && part.guarded)).toEqual([
    false,
    true,
    false,
    true,
    false,
    false,
    true,
    true,
    true,
  ]);
});

test('names that objects inherit are plain names', () => {
  expect(last('echo $__proto__ $constructor $toString')).toEqual(['echo', '$__proto__', '$constructor', '$toString']);
  expect(last('__proto__=a; constructor=b; echo $__proto__ $constructor')).toEqual(['echo', 'a', 'b']);
});

test('with another field separator nothing is split', () => {
  expect(last('IFS=,; A="b c,d"; echo $A "$A"')).toEqual(['echo', '$A', 'b c,d']);
});
