import { describe, expect, it } from 'vitest';
import {
  ALL_CAPABILITIES,
  capabilityName,
  DEFAULT_CAPABILITIES,
  effectiveCapabilities,
} from '../../src/parse/capabilities.ts';

describe('effectiveCapabilities', () => {
  it('is the 14 defaults when nothing is said', () => {
    expect(effectiveCapabilities(false, [], [])).toEqual([...DEFAULT_CAPABILITIES].sort());
    expect(DEFAULT_CAPABILITIES).toHaveLength(14);
  });

  it('is everything when privileged, whatever is dropped', () => {
    expect(effectiveCapabilities(true, [], ['ALL'])).toEqual(ALL_CAPABILITIES);
    expect(ALL_CAPABILITIES).toHaveLength(41);
  });

  it('leaves only what is added when ALL is dropped', () => {
    expect(effectiveCapabilities(false, ['NET_BIND_SERVICE', 'CHOWN'], ['ALL'])).toEqual(['CHOWN', 'NET_BIND_SERVICE']);
  });

  it('lets add ALL win over drop ALL, and a named drop win over add ALL', () => {
    expect(effectiveCapabilities(false, ['ALL'], ['ALL'])).toEqual(ALL_CAPABILITIES);
    expect(effectiveCapabilities(false, ['ALL'], ['SYS_ADMIN'])).not.toContain('SYS_ADMIN');
  });

  it('lets the add win when a name is both added and dropped', () => {
    expect(effectiveCapabilities(false, ['NET_RAW'], ['NET_RAW'])).toContain('NET_RAW');
  });
});

describe('capabilityName', () => {
  it.each([
    ['cap_net_admin', 'NET_ADMIN'],
    ['Sys_Admin', 'SYS_ADMIN'],
    ['all', 'ALL'],
    ['CAP_ALL', 'CAP_ALL'],
  ])('%s is %s', (text, expected) => {
    expect(capabilityName(text)).toBe(expected);
  });
});
