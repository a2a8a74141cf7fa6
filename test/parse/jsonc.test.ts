// JSON with comments: values, places, errors and limits.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError, LimitError } from '../../src/model/errors.ts';
import type { JsonNode } from '../../src/parse/json-tree.ts';
import { parseJsonTree } from '../../src/parse/json-tree.ts';
import { parseJsoncTree } from '../../src/parse/jsonc.ts';

function errorOf(text: string): unknown {
  try {
    parseJsoncTree(text, 'f.json');
  } catch (error) {
    return error;
  }
  return undefined;
}

test('comments and trailing commas are left out, places count them', () => {
  const text = '// why\n{ /* x */ "a": [1, "b",], // end\n "__proto__": null, }\n';
  const root = parseJsoncTree(text, 'f.json');
  if (root.kind !== 'object') throw new Error('no object');
  const list = root.entries.get('a')?.node;
  expect([...root.entries.keys()]).toEqual(['a', '__proto__']);
  expect(list && text.slice(list.start, list.end)).toBe('[1, "b",]');
  expect(list?.kind === 'list' && list.items.map((item) => item.kind === 'scalar' && item.value)).toEqual([1, 'b']);
});

test('plain JSON reads as the strict reader reads it', () => {
  const same = (node: JsonNode): unknown =>
    node.kind === 'object'
      ? [
          node.start,
          node.end,
          [...node.entries].map(([key, entry]) => [key, entry.keyStart, entry.keyEnd, same(entry.node)]),
        ]
      : node.kind === 'list'
        ? [node.start, node.end, node.items.map(same)]
        : node;
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      expect(same(parseJsoncTree(text, 'f'))).toEqual(same(parseJsonTree(text, 'f')));
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['{ "a": 1 "b": 2 }', /comma/, { startLine: 1, startColumn: 10 }],
  ['{\n  a: 1\n}', /double quotes/, { startLine: 2, startColumn: 3 }],
  ['{ "a": [1, 2', /closing/, { startLine: 1 }],
  ['', /value/, { startLine: 1, startColumn: 1 }],
  ['{} {}', /more text/, { startColumn: 4 }],
])('%j is refused at its place', (text, message, place) => {
  const error = errorOf(text);
  expect(error).toBeInstanceOf(InputError);
  expect(error).toMatchObject({ message: expect.stringMatching(message), at: place });
});

test('deep nesting is refused, not followed', () => {
  expect(errorOf('['.repeat(200_000))).toBeInstanceOf(LimitError);
  expect(errorOf(`${'['.repeat(150)}${']'.repeat(150)}`)).toBeUndefined();
});
