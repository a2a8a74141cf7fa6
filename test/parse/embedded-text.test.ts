// Places inside YAML scalars: each character of the value is looked up again in the file.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readAnyFile } from '../../src/inputs/compose/complete-yaml.ts';
import type { ScalarNode } from '../../src/inputs/compose/node.ts';
import type { Location } from '../../src/model/location.ts';
import { embeddedPlace } from '../../src/parse/embedded-text.ts';

/** The text scalar under `run` of a mapping. */
function scalarOf(text: string): ScalarNode & { readonly value: string } {
  const root = readAnyFile(text, 'f.yml').documents[0]?.root;
  const node = root?.kind === 'map' ? root.entries.get('run')?.node : undefined;
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') throw new Error('no text under `run`');
  return { ...node, value: node.value };
}

function textAt(text: string, { startLine, startColumn, endLine, endColumn }: Location): string {
  const lines = text.split('\n');
  if (startLine === endLine) return (lines[startLine - 1] ?? '').slice(startColumn - 1, endColumn - 1);
  const middle = lines.slice(startLine, endLine - 1);
  return [
    (lines[startLine - 1] ?? '').slice(startColumn - 1),
    ...middle,
    (lines[endLine - 1] ?? '').slice(0, endColumn - 1),
  ].join('\n');
}

/** What stands in the file where the word is found in the value. */
function lookUp(text: string, word: string): string {
  const { value, origin } = scalarOf(text);
  const start = value.indexOf(word);
  if (start === -1) throw new Error(`${JSON.stringify(value)} holds no ${word}`);
  return textAt(text, embeddedPlace(text, origin.at, value)(start, start + word.length));
}

const STYLES: readonly (readonly [string, string])[] = [
  ['plain', 'run: make it  so # no\n'],
  ['plain over lines', 'run: make it\n  and\n\n  so\nx: 1\n'],
  ['single quotes', "run: 'don''t make it so'\n"],
  ['single quotes over lines', "run: 'don''t make\n\n   it   \n   so'\n"],
  ['double quotes', 'run: "\\x41\\u0042 \\"make\\" \\U0001F600 it\\tso"\n'],
  ['double quotes over lines', 'run: "make \\\n   it\\n\n\n  \\\n\n so"\n'],
  ['literal', 'run: |\n  make\n\n    it\n  so\nx: 1\n'],
  [
    'literal with a comment and chomping',
    'a:\n  - 1\nrun: |- # why\n\n      make\n     # no comment\n\n      so\n'.replace('     #', '      #'),
  ],
  ['literal with an indentation indicator', 'run: |2+\n     make\n   it so\n\n'],
  ['literal without a last line break', 'run: |\n  make\n  so'],
  ['literal with trailing blanks', 'run: |\n  make  \n   \n  so\n'],
  ['folded', 'run: >\n  make\n  it\n\n\n  so\n'],
  ['folded with deeper lines', 'run: >+\n\n  make\n    it\n    be\n\n  so\n\n'],
  ['anchored', 'run: &r |\n  make it so\n'],
];

describe('a place inside a scalar', () => {
  it.each(
    STYLES.flatMap(([name, text]) => [
      [name, text],
      [`${name}, CRLF`, text.replaceAll('\n', '\r\n')],
    ]),
  )('is that of each word: %s', (_, text) => {
    for (const word of scalarOf(text).value.match(/[a-z#]+/g) ?? []) expect(lookUp(text, word)).toBe(word);
    expect(lookUp(text, 'so')).toBe('so');
  });

  it('covers a range that goes over lines', () => {
    const text = 'run: |\n  make it\n  be so\n';
    const { value, origin } = scalarOf(text);
    const place = embeddedPlace(text, origin.at, value);
    expect(place(5, 10)).toEqual({ file: 'f.yml', startLine: 2, startColumn: 8, endLine: 3, endColumn: 5 });
    expect(place(value.length, value.length)).toMatchObject({ startLine: 3, startColumn: 8, endLine: 3, endColumn: 8 });
  });

  it('is that of the escape which stands for a character', () => {
    const text = 'run: "a\\x41b"\n';
    const { value, origin } = scalarOf(text);
    expect(embeddedPlace(text, origin.at, value)(1, 2)).toMatchObject({ startColumn: 8 });
    expect(embeddedPlace(text, origin.at, value)(2, 3)).toMatchObject({ startColumn: 12, endColumn: 13 });
  });

  it('is the whole scalar where the value is not what stands there', () => {
    const text = 'base: &b |\n  make it so\nrun: *b\n';
    const { value, origin } = scalarOf(text);
    expect(embeddedPlace(text, origin.at, value)(0, 4)).toEqual(origin.at);
  });

  it('finds every word of any text that a YAML writer writes', () => {
    const line = fc.array(fc.constantFrom('a', 'bc', ' ', '  ', ': ', '#', '"', "'", '\\', '\t', '|', 'é', '😀'), {
      maxLength: 8,
    });
    const value = fc
      .array(
        line.map((parts) => parts.join('')),
        { minLength: 1, maxLength: 6 },
      )
      .map((lines) => `q${lines.join('\n')}`);
    const style = fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED');
    fc.assert(
      fc.property(value, style, fc.boolean(), (written, defaultStringType, crlf) => {
        const unix = stringify({ x: { y: 1 }, run: written, z: 2 }, { defaultStringType, lineWidth: 20 });
        const text = crlf ? unix.replaceAll('\n', '\r\n') : unix;
        const { value: read, origin } = scalarOf(text);
        const place = embeddedPlace(text, origin.at, read);
        // A writer may cut a word in double quotes by an escaped line break.
        for (const { 0: word, index } of read.matchAll(/[a-z]+/g))
          expect(textAt(text, place(index, index + word.length)).replaceAll(/\\\r?\n[ \t]*/g, '')).toBe(word);
      }),
      { numRuns: 300 },
    );
  });
});
