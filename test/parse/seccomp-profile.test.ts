import { describe, expect, it } from 'vitest';
import { parseSeccompProfile } from '../../src/parse/seccomp-profile.ts';

const profile = (...syscalls: object[]) => JSON.stringify({ defaultAction: 'SCMP_ACT_ERRNO', syscalls });

describe('parseSeccompProfile', () => {
  it('lists what is allowed without a condition, once each and sorted', () => {
    const text = profile(
      { names: ['write', 'mount'], action: 'SCMP_ACT_ALLOW' },
      { name: 'bpf', action: 'SCMP_ACT_LOG', args: [], includes: {} },
      { names: ['mount'], action: 'SCMP_ACT_ALLOW', includes: { caps: [] } },
    );
    expect(parseSeccompProfile(text)).toEqual({ defaultAction: 'SCMP_ACT_ERRNO', allows: ['bpf', 'mount', 'write'] });
  });

  it.each([
    ['another action', { names: ['mount'], action: 'SCMP_ACT_ERRNO' }],
    ['a capability', { names: ['mount'], action: 'SCMP_ACT_ALLOW', includes: { caps: ['CAP_SYS_ADMIN'] } }],
    ['arguments', { names: ['clone'], action: 'SCMP_ACT_ALLOW', args: [{ index: 0 }] }],
  ])('leaves out what is tied to %s', (_what, entry) => {
    expect(parseSeccompProfile(profile(entry))?.allows).toEqual([]);
  });

  it.each(['', '[]', 'null', '{}', '{"defaultAction": 1}', '{"defaultAction":'])('refuses %j', (text) => {
    expect(parseSeccompProfile(text)).toBeUndefined();
  });

  it('bears entries of a wrong type', () => {
    expect(parseSeccompProfile('{"defaultAction":"x","syscalls":[1,null,{"names":[2]}]}')).toEqual({
      defaultAction: 'x',
      allows: [],
    });
    expect(parseSeccompProfile('{"defaultAction":"x","syscalls":7}')).toEqual({ defaultAction: 'x', allows: [] });
  });
});
