// From rules and subjects to verdicts: outcome, element, place, message, identity and order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { BrokenPolicyError } from '../../src/rules/blame.ts';
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

describe('a rule about a subject', () => {
  it('fails, passes or is unknown', () => {
    const subjects = [container('a', { privileged: true }), container('b', { privileged: false }), container('c', {})];
    expect(judgeOne(privileged, subjects).map(({ subject, outcome }) => [subject.name, outcome])).toEqual([
      ['a', 'fail'],
      ['b', 'pass'],
      ['c', 'unknown'],
    ]);
  });

  it('says nothing where it does not apply', () => {
    const where = rule({ deny: 'container.privileged', where: 'container.os == "linux"' });
    expect(judgeOne(where, [container('a', { privileged: true, os: 'windows' })])).toEqual([]);
    expect(judgeOne(where, [container('a', { privileged: true, os: 'linux' })])).toMatchObject([{ outcome: 'fail' }]);
  });

  it('is unknown where it may apply, unless the bad state is surely absent', () => {
    const where = rule({ deny: 'container.privileged', where: 'container.os == "linux"' });
    expect(judgeOne(where, [container('a', { privileged: true })])).toMatchObject([
      { outcome: 'unknown', missing: [{ fact: 'container.os' }] },
    ]);
    expect(judgeOne(where, [container('a', { privileged: false })])).toMatchObject([{ outcome: 'pass' }]);
    expect(judgeOne(where, [container('a', {})])).toMatchObject([
      { outcome: 'unknown', missing: [{ fact: 'container.os' }, { fact: 'container.privileged' }] },
    ]);
  });

  it('says what is wrong, or what is missing and why', () => {
    const named = rule({
      deny: 'container.privileged',
      message: '{container.name} ({container.image}) adds {container.capAdd}.',
    });
    const facts = { name: 'web', privileged: true, capAdd: ['A', undefined, 'B'] };
    expect(judgeOne(named, [container('web', facts)])[0]?.message).toBe('web (?) adds A, ?, B.');
    const open = container('web', {}, { absences: { privileged: { reason: '`${P}` has no value' } } });
    expect(judgeOne(named, [open])[0]?.message).toBe(
      'Cannot tell whether container is in a bad state: `${P}` has no value.',
    );
    expect(judgeOne(named, [container('web', { privileged: false })])[0]?.message).toBe(
      'Not so: container is in a bad state.',
    );
  });

  it('bounds what scanned text can put into a message', () => {
    const message = judgeOne(rule({ deny: 'container.privileged', message: '{container.name}' }), [
      container('x', { privileged: true, name: 'n'.repeat(10_000) }),
    ])[0]?.message;
    expect(message).toHaveLength(201);
  });

  it('points at the field named by `at`, else at the declaration', () => {
    const at = rule({ deny: 'container.privileged', at: 'container.privileged' });
    const placed = container(
      'a',
      { privileged: true },
      { origins: { privileged: { at: line(12), related: [line(3, 'base.yaml')] } } },
    );
    expect(judgeOne(at, [placed])).toMatchObject([{ location: line(12), related: [line(3, 'base.yaml')] }]);
    expect(judgeOne(privileged, [placed])).toMatchObject([{ location: line(10), related: [] }]);
    expect(judgeOne(at, [container('a', { privileged: true })])).toMatchObject([{ location: line(10) }]);
  });

  it('points at the place where an absent value stands', () => {
    const at = rule({ deny: 'container.imageReference.tag == ""', at: 'container.imageReference.tag' });
    const open = container('a', {}, { absences: { imageReference: { reason: 'open', at: line(14) } } });
    expect(judgeOne(at, [open])).toMatchObject([{ outcome: 'unknown', location: line(14) }]);
    const holder = container('a', { imageReference: { tag: '' } }, { origins: { imageReference: { at: line(11) } } });
    expect(judgeOne(at, [holder])).toMatchObject([{ outcome: 'fail', location: line(11) }]);
  });
});

describe('a rule about the elements of a list', () => {
  it('gives each element a verdict with its own line', () => {
    const mounts = [
      { source: '/sock', text: '/sock:/s' },
      { source: '/data', text: '/data:/d' },
    ];
    const origins = { 'mounts[0].source': { at: line(15) }, 'mounts[1]': { at: line(16) } };
    const verdicts = judgeOne(socket, [container('web', { name: 'web', mounts }, { origins })]);
    expect(verdicts).toMatchObject([
      { outcome: 'fail', element: 'mounts[0]', location: line(15), message: 'web mounts /sock:/s.' },
      { outcome: 'pass', element: 'mounts[1]', location: line(16) },
    ]);
  });

  it('falls back from the field to the element, the list and the declaration', () => {
    const mounts = [{ source: '/sock' }];
    const place = (origins: Record<string, { at: ReturnType<typeof line> }>) =>
      judgeOne(socket, [container('web', { mounts }, { origins })])[0]?.location.startLine;
    const all = { 'mounts[0].source': { at: line(15) }, 'mounts[0]': { at: line(14) }, mounts: { at: line(13) } };
    expect(place(all)).toBe(15);
    expect(place({ 'mounts[0]': all['mounts[0]'], mounts: all.mounts })).toBe(14);
    expect(place({ mounts: all.mounts })).toBe(13);
    expect(place({})).toBe(10);
  });

  it('passes a subject without elements', () => {
    expect(judgeOne(socket, [container('web', { mounts: [] })])).toMatchObject([{ outcome: 'pass' }]);
    expect(judgeOne(socket, [container('web', { mounts: [] })])[0]).not.toHaveProperty('element');
  });

  it('is unknown once for an absent list, at the place of the list', () => {
    const open = container('web', {}, { absences: { mounts: { reason: '`${M}` has no value', at: line(13) } } });
    expect(judgeOne(socket, [open])).toMatchObject([
      {
        outcome: 'unknown',
        location: line(13),
        missing: [{ fact: 'container.mounts', reason: '`${M}` has no value' }],
      },
    ]);
  });

  it('is unknown for an absent list even if any element would be denied', () => {
    const any = rule({ list: 'mounts', deny: 'it.readOnly || container.privileged' });
    expect(judgeOne(any, [container('web', { privileged: true })])).toMatchObject([
      { outcome: 'unknown', missing: [{ fact: 'container.mounts' }] },
    ]);
  });

  it('is unknown for an unknown element, by its own path', () => {
    const mounts = container('web', { mounts: [{}] }, { absences: { 'mounts[0]': { reason: 'open', at: line(14) } } });
    expect(judgeOne(socket, [mounts])).toMatchObject([
      {
        outcome: 'unknown',
        element: 'mounts[0]',
        location: line(14),
        missing: [{ fact: 'container.mounts[0].source', reason: 'open' }],
      },
    ]);
    const caps = container('web', { capAdd: ['ALL', undefined] }, { absences: { 'capAdd[1]': { reason: 'open' } } });
    expect(judgeOne(capability, [caps])).toMatchObject([
      { outcome: 'fail', element: 'capAdd[0]' },
      { outcome: 'unknown', element: 'capAdd[1]', missing: [{ fact: 'container.capAdd[1]', reason: 'open' }] },
    ]);
  });

  const binds = rule({
    list: 'mounts',
    where: 'container.os == "linux" && it.type == "bind"',
    deny: 'it.source == "/sock"',
  });

  it('leaves out elements to which it does not apply, and passes when none is left', () => {
    const mounts = [
      { type: 'volume', source: '/sock' },
      { type: 'bind', source: '/a' },
    ];
    expect(judgeOne(binds, [container('web', { os: 'linux', mounts })])).toMatchObject([
      { outcome: 'pass', element: 'mounts[1]' },
    ]);
    expect(judgeOne(binds, [container('web', { os: 'linux', mounts: [{ type: 'volume' }] })])).toMatchObject([
      { outcome: 'pass' },
    ]);
  });

  it('says nothing about a subject to which it does not apply at all', () => {
    expect(judgeOne(binds, [container('web', { os: 'windows', mounts: [] })])).toEqual([]);
    expect(judgeOne(binds, [container('web', { os: 'windows', mounts: [{ type: 'bind', source: '/sock' }] })])).toEqual(
      [],
    );
    expect(judgeOne(binds, [container('web', { os: 'windows' })])).toEqual([]);
  });
});

describe('a broken rule', () => {
  const broken = { deny: 'container.memoryBytes / container.memoryBytes == 1' };
  const zero = container('web', { memoryBytes: 0 });

  it('of ours is a bug, one of the organisation is to be mended by it', () => {
    expect(() => judgeOne(rule(broken), [zero])).toThrow(BrokenPolicyError);
    expect(() => judgeOne(rule({ ...broken, id: 'acme/x', file: 'rules/x.yaml' }), [zero])).toThrow(UsageError);
    expect(() => judgeOne(rule({ ...broken, id: 'acme/x', file: 'rules/x.yaml' }), [zero])).toThrow(
      'rules/x.yaml: rule acme/x, on container web',
    );
  });

  it('is found in `where` as well, with or without elements', () => {
    const where = rule({
      list: 'mounts',
      where: 'container.memoryBytes / container.memoryBytes == 1',
      deny: 'it.readOnly',
    });
    expect(() => judgeOne(where, [container('web', { memoryBytes: 0, mounts: [] })])).toThrow(BrokenPolicyError);
  });
});

describe('the profile', () => {
  it('switches rules off and changes their severity', () => {
    const subjects = [container('web', { privileged: true })];
    expect(judgeOne(privileged, subjects, profile({ rules: { 'bad-state': { enabled: false } } }))).toEqual([]);
    expect(judgeOne(privileged, subjects, profile({ rules: { 'bad-state': { severity: 'low' } } }))).toMatchObject([
      { severity: 'low' },
    ]);
  });

  it('is not asked about rules named like parts of the language', () => {
    const odd = rule({ id: 'constructor', deny: 'container.privileged' });
    expect(judgeOne(odd, [container('web', { privileged: true })])).toMatchObject([
      { severity: 'high', outcome: 'fail' },
    ]);
  });
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
