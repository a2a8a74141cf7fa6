import { expect, test } from 'vitest';
import { hasHole } from '../../../src/parse/hole.ts';
import { fillHoles, hostPathText } from '../../../src/parse/hole-marks.ts';
import { dockerWords, expansionTable } from '../../../src/parse/shell/docker-words.ts';
import { read } from './read.ts';

/** The words of the last command, and the sources of their holes. */
function last(text: string, variables: Record<string, string> = {}) {
  const expansions = expansionTable();
  const call = read(text, variables).calls.at(-1);
  return { words: call === undefined ? [] : dockerWords(call, expansions), sources: expansions.sources };
}

function filled(text: string): string[] {
  const { words, sources } = last(text);
  return words.map((word) => fillHoles(word.text, sources));
}

function paths(text: string): string[] {
  return last(text).words.map((word) => hostPathText(word.text));
}

test('a hole stands for every expansion that is not known', () => {
  const { words } = last('a$X "${X:-y}" $(id -u) *.txt {a,b} ~bob $((1+1)) <(ls)');
  expect(words.map(({ text }) => hasHole(text))).toEqual(Array(8).fill(true));
});

test('patterns and tildes in quotes are text', () => {
  const { words } = last('\'*\' "?" \\* "~" \\~ \'{a,b}\' {ab} a~');
  expect(words.map(({ text }) => text)).toEqual(['*', '?', '*', '~', '~', '{a,b}', '{ab}', 'a~']);
});

test.each([
  ['$X', true],
  ['"$X"', false],
  ['"$@"', true],
  ['$*', true],
  ['"${A[@]}"', true],
  ['$(f)', true],
  ['"$(f)"', false],
  ['$PWD', false],
  ['*.txt', true],
])('whether %s may become several words', (text, loose) => {
  expect(last(text).words[0]?.loose).toBe(loose);
});

test('the working directory and the home directory are known as such, also through a variable', () => {
  expect(paths('$PWD/a "$(pwd)" ~/b $HOME ${PWD} `pwd -P`')).toEqual(['./a', '.', '~/b', '~', '.', '.']);
  expect(paths("'~/b'")).toEqual(['~/b']);
  expect(hasHole(last("'~/b'").words[0]?.text ?? '')).toBe(false);
  expect(paths('D=$(pwd); H=~/x; E=$D/e; run $D/a "$H" $E')).toEqual(['run', './a', '~/x', './e']);
  expect(hasHole(last('H="~/x"; run $H').words[1]?.text ?? '')).toBe(false);
});

test('a variable that is known in part falls into words outside quotes', () => {
  expect(filled('O="-v $X:/x  -d"; O="$O -p 1"; run $O "$O"')).toEqual([
    'run',
    '-v',
    '$X:/x',
    '-d',
    '-p',
    '1',
    '-v $X:/x  -d -p 1',
  ]);
});

test('assignments in front are words, redirects are none', () => {
  expect(filled('A=b C="$D" docker run x >log 2>&1')).toEqual(['A=b', 'C=$D', 'docker', 'run', 'x']);
});

test('a substitution inside an expansion adds no text of its own', () => {
  expect(filled('run "${X:-$(a)}" $((1 + $(b)))')).toEqual(['run', '${X:-$(a)}', '$((1 + $(b)))']);
});

test('words know their place, and whether their text stands there as it is', () => {
  const text = 'docker \\\n  run "a b" e$X';
  const { words } = last(text);
  expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(['docker', 'run', '"a b"', 'e$X']);
  expect(words.map(({ plain }) => plain)).toEqual([true, true, false, false]);
});
