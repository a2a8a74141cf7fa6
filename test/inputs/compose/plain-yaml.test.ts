// The parser of plain YAML says what the complete one says, or says nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseComplete } from '../../../src/inputs/compose/complete-yaml.ts';
import { type ParseYaml, parsePlain } from '../../../src/inputs/compose/yaml-source.ts';
import { BeyondPlainYaml } from '../../../src/parse/yaml-syntax.ts';

/** Parsed documents as data, places as lines and columns; nothing when the parser leaves the text to the other. */
function documentsOf(text: string, parseYaml: ParseYaml): unknown {
  try {
    const { documents, place } = parseYaml(text, 'compose.yaml');
    return documents.map(({ root }) =>
      JSON.parse(
        JSON.stringify(root, function (this: { start: number; end: number }, key, value) {
          return key === 'start' ? place(value, this.end) : key === 'end' ? undefined : value;
        }),
      ),
    );
  } catch (error) {
    if (error instanceof BeyondPlainYaml) return undefined;
    throw error;
  }
}

/** Tells whether the plain parser takes the text; fails when it then disagrees with the complete one. */
function agree(text: string): boolean {
  const plain = documentsOf(text, parsePlain);
  if (plain === undefined) return false;
  expect(plain).toEqual(documentsOf(text, parseComplete));
  return true;
}

const PARTS = [
  ...[
    'a: ',
    'b:',
    'services:',
    'key: value',
    '"a b": 1',
    "'c': 2",
    '<<: *x',
    '- ',
    '-',
    '- - ',
    '- a: 1',
    '- &x b',
    '*x',
    '&x ',
  ],
  ...[
    'plain text',
    'http://x:80',
    'a#b',
    '#c',
    ' # comment',
    "'it''s'",
    '"\\n\\"$"',
    '"',
    "'",
    '~',
    '-1',
    '${A:-b}',
    'é😀',
  ],
  ...[
    '|',
    '|-',
    '>',
    '>+',
    '|2',
    '[a, b]',
    '{ a: 1, b: [c] }',
    '[',
    ']',
    '{',
    '}',
    ',',
    ', ',
    ': ',
    ':',
    '{a: }',
    '[a: b]',
    '["a":1]',
  ],
  ...['---', '...', '%YAML 1.2', '!reset', '!!str ', '? ', '@', '\t', '\r', ' ', '  ', '   '],
];

const line = fc
  .tuple(fc.nat(4), fc.array(fc.constantFrom(...PARTS), { maxLength: 3 }))
  .map(([indent, parts]) => ' '.repeat(indent) + parts.join(''));
const lines = fc.array(line, { maxLength: 9 }).map((all) => all.join('\n'));

const word = fc.constantFrom(
  'a',
  'b c',
  '"q: #"',
  "'s'",
  '1.5',
  'x:y',
  '',
  '[a, "b"]',
  '{ a: 1 }',
  '[\n#a,\n# b\n^]',
  '[\n#{\n# c: 1\n#},\n#]',
  '{\n#a: [\n#],\n^}',
  '|\n#b\n\n# d',
  '>-\n#e\n#  f\n#g',
  'h\n#i',
);

/** A well-formed document; `^` stands for the indentation around a value over several lines, `#` for one deeper. */
const document: fc.Arbitrary<string> = fc
  .letrec<{ block: (indent: number) => string }>((tie) => ({
    block: fc.oneof(
      { maxDepth: 4 },
      word.map((text) => (indent: number) => ` ${text.replaceAll('#', '^ ').replaceAll('^', ' '.repeat(indent))}`),
      fc
        .tuple(
          fc.constantFrom(0, 1, 2),
          fc.constantFrom('', ' # note', '\n', '\n    # far'),
          fc.array(tie('block'), { minLength: 1, maxLength: 4 }),
        )
        .map(
          ([deeper, end, blocks]) =>
            (indent: number) =>
              blocks
                .map((block, key) => `${end}\n${' '.repeat(indent + 1 + deeper)}k${key}:${block(indent + 1 + deeper)}`)
                .join(''),
        ),
      fc.tuple(fc.constantFrom(0, 1), fc.array(tie('block'), { minLength: 1, maxLength: 3 })).map(
        ([deeper, blocks]) =>
          (indent: number) =>
            blocks
              .map((block) => `\n${' '.repeat(Math.max(0, indent) + deeper)}-${block(Math.max(0, indent) + deeper)}`)
              .join(''),
      ),
    ),
  }))
  .block.map((block) => `root:${block(0)}\n`);

/** A well-formed document with one part put in, or cut out, somewhere. */
const damaged = fc.tuple(document, fc.nat(), fc.nat(2), fc.constantFrom('', ...PARTS)).map(([text, at, cut, part]) => {
  const place = at % text.length;
  return text.slice(0, place) + part + text.slice(place + cut);
});

const TAKEN = [
  'a: b # c',
  '---\na:\n- b\n- c: d\n  e:\n-\n',
  'a: &x { b: [c, "d", \'e\'] }\nf:\n  <<: *x\n  g: [\n    h, # i\n    *x\n  ]\n',
  'a: |\n  b\n   c\n\n\nd: >-\n  e\n  f\n\n  g\n    h\n  i\nj: |+\n  k\n\n',
  'a: b\n  c\n\n  d\n"e": "f\\n\\"g"\n',
  '- - a\n  - b: c\n    d: e\n-\n  f\n',
];

const LEFT = [
  '',
  '# only a comment',
  'a:\tb',
  'a: b\r\n',
  'a: !reset b',
  'a: b\n---\nc: d',
  '%YAML 1.2\n---\na: b',
  '? a\n: b',
  'a: "b\n  c"',
  "a: 'b\n  c'",
  'a: "\\x41"',
  'a: |2\n   b',
  'a: [b: c]',
  'a: {b}',
  'a: b: c',
  'a : b',
  '*a : b',
  'a:\n b\n# c\n d',
  'a:\n  b: c\n d: e',
  '- # a\n# b\n  c\n -',
  `a: ${'['.repeat(95)}${']'.repeat(95)}`,
];

describe('plain YAML', () => {
  it.each(TAKEN)('takes %j', (text) => {
    expect(agree(text)).toBe(true);
  });

  it.each(LEFT)('leaves %j to the complete parser', (text) => {
    expect(documentsOf(text, parsePlain)).toBeUndefined();
  });

  it('is left to the complete parser, which counts, when it is very long', () => {
    expect(documentsOf(`a: ${'b'.repeat(250_000)}`, parsePlain)).toBeUndefined();
  });

  it('is read as by the complete parser wherever it is read', () => {
    fc.assert(
      fc.property(lines, (text) => void agree(text)),
      { numRuns: 3000 },
    );
  });

  it('is read as by the complete parser in documents that were damaged', () => {
    fc.assert(
      fc.property(damaged, (text) => void agree(text)),
      { numRuns: 2000 },
    );
  });

  it('is read as by the complete parser in documents that are well-formed', () => {
    const taken = fc.sample(document, { numRuns: 1000, seed: 1 }).filter(agree);
    expect(taken.length).toBeGreaterThan(500);
  });
});
