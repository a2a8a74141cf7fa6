// Interpolation of variables in compose files.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolate } from '../../src/parse/interpolate.ts';

const values = new Map([
  ['A', '1'],
  ['EMPTY', ''],
  ['DOLLAR', '$A'],
]);
const expand = (text: string): string => interpolate(text, { get: (name) => values.get(name), unset: () => '' });

describe('interpolation', () => {
  it.each([
    ['$A-b', '1-b'],
    ['${A}${A}', '11'],
    ['$$A', '$A'],
    ['$$$A', '$1'],
    ['$1 $. $', '$1 $. $'],
    ['$DOLLAR', '$A'],
    ['${NONE-d}${EMPTY-d}', 'd'],
    ['${NONE:-d}${EMPTY:-d}', 'dd'],
    ['${A+x}${EMPTY+x}${NONE+x}', 'xx'],
    ['${A:+x}${EMPTY:+x}${NONE:+x}', 'x'],
    ['${NONE-b:-c}', 'b:-c'],
    ['${NONE:-${OTHER:-c}}', 'c'],
    ['${NONE:-{"a": {"b": 1}}}', '{"a": {"b": 1}}'],
    ['${EMPTY?x}', ''],
    ['${NONE:-}', ''],
  ])('turns %j into %j', (text, result) => expect(expand(text)).toBe(result));

  it.each(['${', '${}', '${ A}', '${A }', '${1}', '${A!}', '${A/b/c}', '${A:-b', '${A:-b\n}'])('refuses %j', (text) =>
    expect(() => expand(text)).toThrow('invalid interpolation format'),
  );

  it('evaluates a default only when it is used', () => expect(expand('${A:-${}}')).toBe('1'));

  it('says which variable is required, and why', () => {
    expect(() => expand('${NONE:?need $A}')).toThrow('required variable NONE is missing a value: need 1');
    expect(() => expand('${EMPTY:?}')).toThrow('required variable EMPTY is missing a value');
  });

  it('leaves texts without a dollar sign alone', () => {
    fc.assert(fc.property(fc.string(), (text) => expand(text.replaceAll('$', '')) === text.replaceAll('$', '')));
  });

  it('gives every text back whose dollar signs are doubled', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', 'A', ':', '-', '\n') }), (text) => {
        expect(expand(text.replaceAll('$', '$$$$'))).toBe(text);
      }),
    );
  });

  it('never interpolates a value again', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(interpolate('<${V}>', { get: () => value, unset: () => '' })).toBe(`<${value}>`);
      }),
    );
  });

  it('is either a text or an error a user can mend', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', 'A', ':', '-', '?', '+', '\n', 'é') }), (text) => {
        try {
          expand(text);
        } catch (error) {
          expect(error).toHaveProperty('name', 'InputError');
        }
      }),
    );
  });
});
