// What expressions compute with: values by their declared type, and the functions of ours.
import { describe, expect, it } from 'vitest';
import { ask, compiler, container } from './support.ts';

describe('values', () => {
  it('reach the language by their declared type', () => {
    const sizes = container('web', { memoryBytes: 2 ** 40, cpus: 2, ports: [{ hostPort: 80 }] });
    expect(ask('container.memoryBytes == 1099511627776', sizes)).toBe(true);
    expect(ask('container.cpus == 2.0', sizes)).toBe(true);
    expect(ask('container.ports.exists(p, p.hostPort == 80)', sizes)).toBe(true);
    expect(ask('container.memoryBytes <= policy.maxMemoryBytes', sizes, { maxMemoryBytes: 2 ** 40 })).toBe(true);
  });

  it('do not leak through names such as `constructor`', () => {
    const labels = container('web', { labels: Object.assign(Object.create(null), { a: 'b' }) });
    expect(ask('container.labels[?"constructor"].orValue("none") == "none"', labels)).toBe(true);
    expect(ask('container.labels[?"__proto__"].orValue("none") == "none"', labels)).toBe(true);
    expect(ask('container.labels[?"a"].orValue("none") == "b"', labels)).toBe(true);
    const problems = compiler.check('container.constructor == ""', { subject: 'container' });
    expect(problems[0]?.message).toContain('unknown field `constructor`');
  });
});

describe('the functions of ours', () => {
  const facts = container('web', { name: 'ghcr.io/acme/web', user: '/etc/passwd', pid: '/', ipc: '' });

  it('`glob` and `globAny` compare whole texts', () => {
    expect(ask('glob(container.name, "ghcr.io/acme/*")', facts)).toBe(true);
    expect(ask('glob(container.name, "ghcr.io/*")', facts)).toBe(false);
    expect(ask('glob(container.name, "ghcr.io/**")', facts)).toBe(true);
    expect(
      ask('globAny(container.name, policy.trustedRegistries)', facts, { trustedRegistries: ['x', 'ghcr.io/**'] }),
    ).toBe(true);
  });

  it('`within` and `above` compare whole names of cleaned paths', () => {
    expect(ask('within(container.user, lists.hostPaths)', facts)).toBe(true);
    expect(ask('within("/etcetera", lists.hostPaths)', facts)).toBe(false);
    expect(ask('within("/run/docker.sock", lists.hostPaths)', facts)).toBe(true);
    expect(ask('above(container.pid, lists.hostPaths)', facts)).toBe(true);
    expect(ask('above("/run", lists.hostPaths) && !above("/ru", lists.hostPaths)', facts)).toBe(true);
    expect(ask('above(container.ipc, lists.hostPaths) || within(container.ipc, lists.hostPaths)', facts)).toBe(false);
  });

  it('`re` answers a pattern that makes a backtracking engine hang', () => {
    expect(ask('re(container.name, "^(a+)+$")', container('web', { name: `${'a'.repeat(5000)}b` }))).toBe(false);
  });
});
