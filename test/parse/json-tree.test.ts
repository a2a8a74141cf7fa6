import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/model/errors.ts';
import { type JsonNode, parseJsonTree } from '../../src/parse/json-tree.ts';

function plain(node: JsonNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plain(entry.node)]));
}

describe('parseJsonTree', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(plain(parseJsonTree(text, 'f'))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      'a',
      ':',
      ',',
      '1',
      '-',
      '.',
      'e',
      '0',
      'null',
      'true',
      ' ',
      '\\',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expect(outcome(() => plain(parseJsonTree(text, 'f')))).toEqual(outcome(() => JSON.parse(text)));
      }),
      { numRuns: 5000 },
    );
  });

  it('knows where each key and value stands', () => {
    const text = '{ "a": [1, "x\\"y"] }';
    const root = parseJsonTree(text, 'f');
    const entry = root.kind === 'object' ? root.entries.get('a') : undefined;
    expect(text.slice(entry?.keyStart, entry?.keyEnd)).toBe('"a"');
    const items = entry?.node.kind === 'list' ? entry.node.items : [];
    expect(items.map(({ start, end }) => text.slice(start, end))).toEqual(['1', '"x\\"y"']);
  });
});

/** What was read, or the fact that it was refused. */
function outcome(read: () => unknown): unknown {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof InputError || error instanceof SyntaxError) return 'refused';
    throw error;
  }
}
