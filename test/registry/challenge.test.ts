// WWW-Authenticate is read as RFC 9110 writes it, and nonsense ends the list instead of the run.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseChallenges } from '../../src/registry/challenge.ts';

function read(header: string): unknown {
  return parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);
}

test.each([
  ['Basic realm="Registry"', [['basic', { realm: 'Registry' }]]],
  [
    'Bearer realm="https://auth.example.com/token",service="registry.example.com",scope="repository:a/b:pull,push"',
    [
      [
        'bearer',
        {
          realm: 'https://auth.example.com/token',
          service: 'registry.example.com',
          scope: 'repository:a/b:pull,push',
        },
      ],
    ],
  ],
  ['BEARER Realm = plain , Error=invalid_token', [['bearer', { realm: 'plain', error: 'invalid_token' }]]],
  [
    'Basic realm="a", Bearer realm="b", service="c"',
    [
      ['basic', { realm: 'a' }],
      ['bearer', { realm: 'b', service: 'c' }],
    ],
  ],
  [
    'Negotiate, Basic realm="x"',
    [
      ['negotiate', {}],
      ['basic', { realm: 'x' }],
    ],
  ],
  [String.raw`Basic realm="a \"quoted\" \\ one"`, [['basic', { realm: String.raw`a "quoted" \ one` }]]],
  ['Basic realm="first", realm="second"', [['basic', { realm: 'first' }]]],
  ['Basic realm="never closed', [['basic', {}]]],
  ['realm="no scheme"', []],
  ['', []],
])('%s', (header, challenges) => {
  expect(read(header)).toEqual(challenges);
});

test('any text is read without a fault, and a long one only at its beginning', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (header) => {
      for (const { scheme } of parseChallenges(header)) expect(scheme).toMatch(/^[!-~]+$/);
    }),
  );
  expect(parseChallenges('Basic realm="x",'.repeat(100_000)).length).toBeLessThan(1000);
});
