import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/model/errors.ts';
import { hasHole } from '../../src/parse/hole.ts';
import { fillHoles, hostPathText } from '../../src/parse/hole-marks.ts';
import { quoteWords, splitShell } from '../../src/parse/shell-words.ts';

function split(text: string, environment: Record<string, string> = {}) {
  const { commands, expansions } = splitShell(text, { environment, file: 'run:1' });
  return commands.map((words) => words.map((word) => fillHoles(word.text, expansions)));
}

function firstCommand(text: string, environment: Record<string, string> = {}) {
  const { commands } = splitShell(text, { environment, file: 'run:1' });
  return commands[0] ?? [];
}

describe('splitShell', () => {
  it.each([
    ['a "b c" \'d e\' f\\ g', [['a', 'b c', 'd e', 'f g']]],
    ['a \\\n  b', [['a', 'b']]],
    ['a \\\r\n  b\r\nc', [['a', 'b'], ['c']]],
    ['a "x\\"y" "x\\ny" "a\\\nb"', [['a', 'x"y', 'x\\ny', 'ab']]],
    ['a \'\' ""', [['a', '', '']]],
    ["a $'t\\tu\\x41\\u00e9\\101'", [['a', 't\tuA\u00e9A']]],
    ['a#b # c\nd', [['a#b'], ['d']]],
    ['a; b && c || d | e & f', [['a'], ['b'], ['c'], ['d'], ['e'], ['f']]],
    ['(a b); { c; }', [['a', 'b'], ['{', 'c'], ['}']]],
    ['a 2>&1 >out <in b &>log c', [['a', 'b', 'c']]],
    ['a <<E b\ndocker run no\nE\nc', [['a', 'b'], ['c']]],
    ["a <<-'E'\n\tx\n\tE\nc", [['a'], ['c']]],
    ['a "$5" b$', [['a', '$5', 'b$']]],
    ['a [::1]:80:80 x=y', [['a', '[::1]:80:80', 'x=y']]],
  ])('cuts %j as a shell does', (text, commands) => {
    expect(split(text)).toEqual(commands);
  });

  it('finds the commands inside substitutions', () => {
    expect(split('ID=$(docker run a "$(docker run b)") `docker run c`')).toEqual([
      ['ID=$(docker run a "$(docker run b)")', '`docker run c`'],
      ['docker', 'run', 'a', '$(docker run b)'],
      ['docker', 'run', 'b'],
      ['docker', 'run', 'c'],
    ]);
  });

  it('puts values in where they are known and splits them only outside quotes', () => {
    const environment = { A: 'x y', B: '' };
    expect(split('$A "$A" $B "$B" ${A} ${A:-no} ${B:-$C}', environment)).toEqual([
      ['x', 'y', 'x y', '', 'x', 'y', 'x', 'y', '${B:-$C}'],
    ]);
  });

  it('leaves a hole for every expansion that is not known', () => {
    const words = firstCommand('a$X "${X:-y}" $(id -u) *.txt {a,b} ~bob $((1+1)) <(ls)');
    expect(words.map(({ text }) => hasHole(text))).toEqual(Array(8).fill(true));
  });

  it('tells an expansion that may become several words from one that is quoted', () => {
    const loose = (text: string) => firstCommand(text)[0]?.loose;
    expect([loose('$X'), loose('"$X"'), loose('"$@"'), loose('"${A[@]}"'), loose('$(f)'), loose('"$(f)"')]).toEqual([
      true,
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('reads the working directory and the home directory as such', () => {
    const paths = firstCommand('$PWD/a "$(pwd)" ~/b $HOME ${PWD}').map(({ text }) => hostPathText(text));
    expect(paths).toEqual(['./a', '.', '~/b', '~', '.']);
    expect(firstCommand("'~/b'")[0]?.text).toBe('~/b');
  });

  it('knows the place of each word', () => {
    const text = 'docker \\\n  run "a b"';
    const words = firstCommand(text);
    expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(['docker', 'run', '"a b"']);
    expect(words.map(({ plain }) => plain)).toEqual([true, true, false]);
  });

  it.each([
    ['a "b', 3],
    ["a 'b", 3],
    ['a $(b', 4],
    ['a ${b', 3],
    ["a $'b", 3],
  ])('says where the bracket or quote left open in %j stands', (text, column) => {
    const error = failureOf(text);
    expect(error?.at).toMatchObject({ file: 'run:1', startLine: 1, startColumn: column });
  });

  it('refuses brackets nested beyond all reason', () => {
    expect(failureOf(`${'$('.repeat(5000)}x${')'.repeat(5000)}`)?.message).toContain('nested');
  });

  it('gets back exactly the words that were quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (words) => {
        expect(firstCommand(quoteWords(words)).map(({ text }) => text)).toEqual(words);
      }),
    );
  });

  it('answers any text with words or with an error that the user can mend', () => {
    const piece = fc.constantFrom(
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
      '<<',
      'E',
      ' ',
      '~',
      '#',
      'a',
      '=',
      '|',
      '<(',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        try {
          for (const words of splitShell(text, { environment: { a: 'b' }, file: 'f' }).commands)
            for (const { start, end } of words) expect(start >= 0 && start < end && end <= text.length).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

function failureOf(text: string): InputError | undefined {
  try {
    split(text);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  return undefined;
}
