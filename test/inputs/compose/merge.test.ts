// Properties of merging models, and of reading and checking them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeList, makeMap, makeScalar } from '../../../src/inputs/compose/build-node.ts';
import { dropDuplicates } from '../../../src/inputs/compose/dedup.ts';
import { mergeModels } from '../../../src/inputs/compose/merge.ts';
import type { MapNode, Node } from '../../../src/inputs/compose/node.ts';
import { findMismatch, identityOf, listOf, scalar } from '../../../src/inputs/compose/schema-shape.ts';
import { InputError } from '../../../src/model/errors.ts';

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

const at = { at: { file: 'f', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } };

function toNode(value: Value): Node {
  if (Array.isArray(value)) return makeList(value.map(toNode), at);
  if (typeof value === 'object' && value !== null) return toMap(value as { readonly [key: string]: Value });
  return makeScalar(value as string | number | boolean | null, at);
}

function toMap(value: { readonly [key: string]: Value }): MapNode {
  return makeMap(new Map(Object.entries(value).map(([key, child]) => [key, { key: at.at, node: toNode(child) }])), at);
}

const key = fc.constantFrom('a', 'b', 'c', '__proto__');
/** Models in which a key has the same kind everywhere: scalars under a and b, mappings under c. */
const plain = fc.record({ a: fc.string(), b: fc.integer(), c: fc.dictionary(key, fc.string()) }, { requiredKeys: [] });
const services = fc.dictionary(
  fc.constantFrom('web', 'db'),
  fc.dictionary(fc.constantFrom('image', 'user'), fc.string()),
);
const same = (one: Node, other: Node): void => void expect(identityOf(one)).toBe(identityOf(other));

describe('merging', () => {
  it('an empty override changes nothing', () => {
    fc.assert(
      fc.property(services, (model) => {
        const base = toMap({ services: model });
        expect(mergeModels(base, toMap({}))).toBe(base);
      }),
    );
  });

  it('onto an empty base gives the override', () => {
    fc.assert(fc.property(plain, (model) => same(mergeModels(toMap({}), toMap(model)), toMap(model))));
  });

  it('is associative for mappings of scalars', () => {
    fc.assert(
      fc.property(plain, plain, plain, (one, two, three) => {
        const [a, b, c] = [toMap(one), toMap(two), toMap(three)];
        same(mergeModels(mergeModels(a, b), c), mergeModels(a, mergeModels(b, c)));
      }),
    );
  });

  it('is associative for lists', () => {
    const model = fc.array(fc.string()).map((list) => toMap({ services: { web: { cap_add: list } } }));
    fc.assert(
      fc.property(model, model, model, (a, b, c) =>
        same(mergeModels(mergeModels(a, b), c), mergeModels(a, mergeModels(b, c))),
      ),
    );
  });

  it('a model onto itself and dropping duplicates gives the model without its duplicates', () => {
    const model = fc.array(fc.string()).map((list) => toMap({ services: { web: { cap_add: list } } }));
    fc.assert(fc.property(model, (a) => same(dropDuplicates(mergeModels(a, a)), dropDuplicates(a))));
  });

  it('remembers the value it replaced', () => {
    const other = { at: { ...at.at, startLine: 7 } };
    const base = makeMap(new Map([['a', { key: at.at, node: makeScalar('old', other) }]]), at);
    const merged = mergeModels(base, toMap({ a: 'new' }));
    expect(merged.entries.get('a')?.node).toMatchObject({ value: 'new', origin: { related: [{ startLine: 7 }] } });
  });

  it.each<[Value, Value]>([
    [['a'], { a: 'b' }],
    [{ a: 'b' }, ['a']],
    [{ a: 'b' }, 'a'],
    [['a'], 'a'],
  ])('refuses to put %j under %j', (before, after) => {
    const merge = (): MapNode => mergeModels(toMap({ 'x-a': before }), toMap({ 'x-a': after }));
    expect(merge).toThrow(InputError);
    expect(merge).toThrow('cannot override x-a');
  });
});

describe('the identity of a value', () => {
  it('is equal exactly for equal values', () => {
    const value = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('', 'a', '1', '1:a', '[', 1, true, null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', '1:a'), tie('value'), { maxKeys: 2 }),
      ),
    })).value;
    const sorted = (of: Value): string =>
      JSON.stringify(of, (_, child) =>
        typeof child === 'object' && child !== null && !Array.isArray(child)
          ? Object.fromEntries(Object.entries(child).sort(([a], [b]) => (a < b ? -1 : 1)))
          : child,
      );
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(identityOf(toNode(one)) === identityOf(toNode(other))).toBe(sorted(one) === sorted(other));
      }),
    );
  });

  it('is not known for a hole, so that two holes never count as equal', () => {
    const hole = makeScalar('?', at, { reason: 'unset' });
    expect(identityOf(makeList([hole], at))).toBeUndefined();
    expect(findMismatch(makeList([hole, hole], at), listOf(scalar('string'), true))).toBeUndefined();
  });
});
