import { describe, expect, it } from 'vitest';
import { BrokenPolicyError, UsageError } from '../../src/model/errors.ts';
import { container, judgeOne, line, profile, rule } from './support.ts';

const privileged = rule({ deny: 'container.privileged' });

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
