import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dockerCommands } from '../../../src/parse/shell/docker-commands.ts';
import { expansionTable } from '../../../src/parse/shell/docker-words.ts';
import { readShell } from '../../../src/parse/shell/read-shell.ts';
import type { ShellScript } from '../../../src/parse/shell/script.ts';
import { partsOf } from './read.ts';

const MANY = 20_000;

test.each([
  ['a "b', 2],
  ["a 'b", 2],
  ['a $(b', 2],
  ['a ${b', 2],
  ["a $'b", 3],
  ['a `b', 2],
  ['a "$(b \'c)"', 2],
  ['a && b; x $(if y)', 16],
  ['if a; then b', 12],
  ['a )', 2],
  ['a\r\nb "c', 5],
  ['a `b \\`c "d\\` `', 9],
])('the problem of %j has its place', (text, start) => {
  expect(readShell(text, { variables: {} }).problems.map((problem) => problem.start)).toContain(start);
});

test.each([
  ['substitutions', '$('.repeat(MANY) + ')'.repeat(MANY)],
  ['long substitutions', `${'"$('.repeat(250)}${'a '.repeat(100_000)}${')"'.repeat(250)}`],
  ['brackets', '('.repeat(MANY) + ')'.repeat(MANY)],
  ['branches', 'if a; then '.repeat(MANY)],
  ['coprocesses', 'coproc '.repeat(MANY * 3)],
  ['defaults', `a ${'${a:-'.repeat(MANY)}${'}'.repeat(MANY)}`],
  ['a long text', 'a '.repeat(1 << 20)],
  ['arithmetic', 'a $((1)) '.repeat(MANY)],
])('too much of %s is a problem, not a crash', (_, text) => {
  expect(readShell(text, { variables: {} }).problems).not.toEqual([]);
});

test.each([
  ['values', `A=xx;${'A=$A$A;'.repeat(60)}${'echo $A;'.repeat(2000)}`],
  ['arrays', `A=(a b);${'A=("${A[@]}" "${A[@]}");'.repeat(60)}${'echo "${A[@]}";'.repeat(500)}`],
  ['values known in part', `A=$x/;${'A=$A$A/;'.repeat(60)}${'docker run $A;'.repeat(500)}`],
  ['operators', `((${'a+'.repeat(MANY)}1)); echo $((${'a+'.repeat(MANY)}1))`],
])('%s that grow and grow do not fill the memory', (_, text) => {
  const script = readShell(text, { variables: {} });
  let characters = 0;
  for (const { words } of script.calls) for (const word of words) characters += word.text.length;
  expect(characters).toBeLessThan(8 << 20);
  expect(dockerCommands(script, expansionTable()).problems).toEqual([]);
});

test('any text is read, and every place lies inside it', () => {
  const piece = fc.constantFrom(
    ...[
      '$',
      '(',
      ')',
      '{',
      '}',
      '`',
      '"',
      "'",
      '\\',
      '\n',
      '\r\n',
      '<<E',
      'E',
      ' ',
      '~',
      '#',
      'a',
      'A=',
      '|',
      '<(',
      '&&',
    ],
    ...[
      '$A',
      '${A',
      '[@]',
      ':-',
      '((',
      '))',
      'if ',
      'then ',
      'fi',
      'for ',
      'in ',
      'do ',
      'done',
      ';',
      '&',
      '>',
      '[[ ',
      ' ]]',
    ],
    ...['docker run ', 'bash -c ', 'xargs ', 'f() ', 'export ', 'set -- ', '*', '+='],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const check = (script: ShellScript): void => {
        for (const { start } of script.problems) expect(start >= 0 && start <= text.length).toBe(true);
        for (const call of script.calls) {
          for (const { start, end } of [call, ...call.words, ...call.assignments, ...call.redirects, ...partsOf(call)])
            expect(start >= 0 && start <= end && end <= text.length, `${start} ${end} in ${JSON.stringify(text)}`).toBe(
              true,
            );
          for (const part of partsOf(call)) if ('script' in part) check(part.script);
          expect(call.pipeline[call.position]?.length).toBeGreaterThan(0);
        }
      };
      const script = readShell(text, { variables: { A: 'b c' } });
      check(script);
      dockerCommands(script, expansionTable());
    }),
    { numRuns: 3000, examples: [[['<<', 'E', '`', '\\']], [['(', '<<E', '`', '\\']]] },
  );
});
