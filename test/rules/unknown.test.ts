// The law of unknown: knowing less never turns an answer into another one, only into unknown.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Subject } from '../../src/model/subject.ts';
import { ask, compiler, container } from './support.ts';

const atoms = fc.constantFrom(
  'container.privileged',
  'container.readOnly',
  'container.user == "root"',
  'container.memoryBytes > 10',
  '"ALL" in container.capAdd',
  'container.capAdd.exists(c, c == "A")',
  'container.capAdd.all(c, c != "ALL")',
  'container.mounts.exists(m, m.source == "a")',
  'container.mounts.all(m, m.readOnly || m.source == "b")',
  'container.mounts.exists_one(m, m.readOnly)',
  'size(container.mounts.filter(m, m.readOnly)) > 1',
);

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    atoms,
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} && ${b})`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} || ${b})`),
    tie('expression').map((a) => `!(${a})`),
  ),
}));

const element = fc.record({ source: fc.constantFrom('a', 'b'), readOnly: fc.boolean() });
const facts = fc.record({
  privileged: fc.boolean(),
  readOnly: fc.boolean(),
  user: fc.constantFrom('', 'root'),
  memoryBytes: fc.integer({ min: 0, max: 20 }),
  capAdd: fc.array(fc.constantFrom('A', 'ALL'), { maxLength: 3 }),
  mounts: fc.array(element, { maxLength: 3 }),
});

type Facts = Subject<'container'>['facts'];

/** Forgets whole facts, elements of scalar lists, and fields of elements, as `lost` says. */
function forget(known: Facts, lost: ReadonlySet<number>): Facts {
  let next = 0;
  const keep = () => !lost.has(next++);
  const some = <T extends object>(value: T): Partial<T> =>
    Object.fromEntries(Object.entries(value).filter(keep)) as Partial<T>;
  const { capAdd = [], mounts = [], ...rest } = known;
  return some({ ...rest, capAdd: capAdd.map((name) => (keep() ? name : undefined)), mounts: mounts.map(some) });
}

describe('an answer from fewer facts', () => {
  it('is the same answer or unknown, with the evidence named', () => {
    const lost = fc.array(fc.nat(16), { maxLength: 6 }).map((positions) => new Set(positions));
    fc.assert(
      fc.property(expression, facts, lost, (text, known, positions) => {
        fc.pre(compiler.check(text, { subject: 'container' }).length === 0);
        const full = ask(text, container('web', known));
        const less = ask(text, container('web', forget(known, positions)));
        expect(typeof full).toBe('boolean');
        if (typeof less === 'boolean') expect(less).toBe(full);
        else expect(less.every(({ fact, reason }) => fact.startsWith('container.') && reason !== '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
