// The identity of verdicts and their order: neither depends on how the input is arranged.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markVerdict } from '../../src/model/verdict.ts';
import { judge } from '../../src/rules/judge.ts';
import { compiler, container, judgeOne, line, profile, rule, target } from './support.ts';

const privileged = rule({ deny: 'container.privileged' });
const socket = rule({
  id: 'socket',
  list: 'mounts',
  deny: 'it.source == "/sock"',
  at: 'it.source',
  message: '{container.name} mounts {it.text}.',
});
const capability = rule({
  id: 'capability',
  list: 'capAdd',
  deny: 'it == "ALL"',
  message: '{container.name} adds {it}.',
});

describe('a fingerprint', () => {
  const of = (facts: Parameters<typeof container>[1], more = {}) =>
    judge([socket, privileged], [target([container('web', facts, more)])], { profile: profile(), compiler }).map(
      ({ fingerprint }) => fingerprint,
    );
  const mounts = [
    { source: '/sock', target: '/a' },
    { source: '/sock', target: '/b' },
  ];

  it('has 32 hexadecimal digits and is the same every time', () => {
    expect(of({ privileged: true, mounts }).every((text) => /^[0-9a-f]{32}$/.test(text))).toBe(true);
    expect(of({ privileged: true, mounts })).toEqual(of({ privileged: true, mounts }));
  });

  it('is plain data in a marked copy of a verdict', () => {
    const [verdict] = judgeOne(privileged, [container('web', { privileged: true })]);
    if (verdict === undefined) throw new Error('no verdict');
    const copy = markVerdict(verdict, { waiver: { reason: 'tested' } });
    expect(Object.getOwnPropertyDescriptor(copy, 'fingerprint')).toMatchObject({ value: verdict.fingerprint });
    expect(JSON.parse(JSON.stringify(copy))).toEqual(copy);
    expect(structuredClone(copy)).toEqual(copy);
  });

  it('stays the same from one version of the tool to the next', () => {
    expect(of({ privileged: true, mounts: [mounts[0] ?? {}, mounts[0] ?? {}] })).toEqual([
      'aa15cca2d6ace4ed9d3d82eedb6f7921',
      'cd419843c3da1bc4cce8d3940f419694',
      'bc0153cc7b54d9de32013d90c292e556',
    ]);
  });

  it('survives other lines, other tags and another order of the elements', () => {
    const before = of({ privileged: true, mounts, imageReference: { tag: '1' } });
    const moved = of(
      { privileged: true, mounts: [...mounts].reverse(), imageReference: { tag: '2' } },
      { declared: line(99) },
    );
    expect([...moved].sort()).toEqual([...before].sort());
  });

  it('tells rules, targets, subjects and elements apart', () => {
    const same = { privileged: true, mounts: [mounts[0] ?? {}, mounts[0] ?? {}] };
    const targets = ['a', 'b'].map((id) => target([container('web', same), container('db', same)], id));
    const all = judge([socket, privileged], targets, { profile: profile(), compiler });
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(all.length);
    expect(all).toHaveLength(12);
  });

  it('tells two subjects of one name apart', () => {
    const twins = judgeOne(privileged, [
      container('web', { privileged: true }),
      container('web', { privileged: true }, { declared: line(20) }),
    ]);
    expect(new Set(twins.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });
});

describe('the order', () => {
  const subjects = ['a', 'b', 'c'].map((name, index) =>
    container(name, index === 1 ? { mounts: [] } : { privileged: index === 0, mounts: [{ source: '/sock' }, {}] }),
  );
  const rules = [privileged, socket, capability];
  const targets = [target(subjects, 'x'), target(subjects.slice(0, 2), 'y')];
  const expected = judge(rules, targets, { profile: profile(), compiler });

  it('of rules, targets and subjects changes nothing, nor does giving one twice', () => {
    const shuffled = <T>(list: readonly T[]) =>
      fc
        .array(fc.constantFrom(...list), { maxLength: 5 })
        .map((extra) => [...extra, ...list])
        .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
    fc.assert(
      fc.property(
        shuffled(rules),
        shuffled(subjects),
        fc.shuffledSubarray(targets, { minLength: 2 }),
        (someRules, someSubjects, someTargets) => {
          const mixed = someTargets.map((one) => ({
            ...one,
            subjects: someSubjects.filter((subject) => one.subjects.includes(subject)),
          }));
          expect(judge(someRules, mixed, { profile: profile(), compiler })).toEqual(expected);
        },
      ),
    );
  });
});
