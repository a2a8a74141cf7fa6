// The grammar of env files.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDotenv, parseRawEnv } from '../../src/parse/dotenv.ts';

const read = (text: string): (readonly [string, string | undefined])[] =>
  parseDotenv(text).map((entry) => [entry.name, entry.text] as const);

describe('an env file', () => {
  it.each([
    [
      'A=1\nB: 2\n',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    ['  export A = two words  \r\n', [['A', 'two words']]],
    [
      'A=x # c\nB=x#c\nC= # c\n',
      [
        ['A', 'x'],
        ['B', 'x#c'],
        ['C', '# c'],
      ],
    ],
    [
      'A="x # y" # c\nB=\'l1\nl2\'\n',
      [
        ['A', 'x # y'],
        ['B', 'l1\nl2'],
      ],
    ],
    ["A='it\\'s \\n $X'\n", [['A', "it's \\n $X"]]],
    ['A="a\\nb\\t\\\\ \\"q\\" \\0101 \\q"\n', [['A', 'a\nb\t\\ "q" A \\q']]],
    ['A="\\$X"\n', [['A', '$$X']]],
    [
      'A="x" B=2\n',
      [
        ['A', 'x'],
        ['B', '2'],
      ],
    ],
    [
      'A\nB=\n',
      [
        ['A', undefined],
        ['B', ''],
      ],
    ],
    [
      'A=1\nB',
      [
        ['A', '1'],
        ['', 'B'],
      ],
    ],
    ['\uFEFF# c\n\nA.b-c[0]=1', [['A.b-c[0]', '1']]],
  ])('%j is read as %j', (text, entries) => expect(read(text)).toEqual(entries));

  it('knows which values hold variables', () => {
    expect(parseDotenv('A=$X\nB="$X"\nC=\'$X\'\n').map((entry) => entry.interpolated)).toEqual([true, true, false]);
  });

  it('knows the line and column of every name', () => {
    const places = parseDotenv('# c\nA="1\n2"\n  B=3\n').map((entry) => [entry.line, entry.column]);
    expect(places).toEqual([
      [2, 1],
      [4, 3],
    ]);
  });

  it.each([
    ['A B=1\n', 'line 1: key cannot contain a space'],
    ['X=1\nA%=1\n', 'line 2: unexpected character "%"'],
    ['A="x\n', 'unterminated quoted value'],
  ])('%j is refused: %s', (text, reason) => expect(() => read(text)).toThrow(reason));

  it('gives back any single-line value in single quotes', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        fc.pre(!value.includes("'") && !value.includes('\\'));
        expect(read(`A='${value}'\n`)).toEqual([['A', value]]);
      }),
    );
  });

  it('is read or refused, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('A', '=', '"', "'", '\\', '#', ' ', '\n', '$', '%') }), (text) => {
        try {
          parseDotenv(text);
        } catch (error) {
          expect(error).toHaveProperty('name', 'InputError');
        }
      }),
    );
  });
});

describe('a raw env file', () => {
  it('takes values verbatim', () => {
    const entries = parseRawEnv('A="q" $X # c\n  # c\nB\n').map((entry) => [entry.name, entry.text]);
    expect(entries).toEqual([
      ['A', '"q" $X # c'],
      ['B', undefined],
    ]);
  });

  it.each([
    ['=x', 'no variable name'],
    ['A B=1', 'contains whitespaces'],
  ])('%j is refused: %s', (text, reason) => expect(() => parseRawEnv(text)).toThrow(reason));
});
