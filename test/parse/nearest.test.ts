import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/parse/nearest.ts';

describe('nearest', () => {
  const known = ['privileged', 'profile', 'policy', 'failOn'];

  it.each([
    ['privilegd', 'privileged'],
    ['porfile', 'profile'],
    ['failon', 'failOn'],
    ['PRIVILEGED', 'privileged'],
  ])('finds %s as %s', (word, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });

  it('answers nothing when no word is near', () => {
    expect(nearest('network', known)).toBeUndefined();
  });

  it('takes the first of two equally near words', () => {
    expect(nearest('ab', ['aa', 'bb'])).toBe('aa');
  });
});
