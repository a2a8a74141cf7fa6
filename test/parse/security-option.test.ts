import { describe, expect, it } from 'vitest';
import { foldSecurityOptions, parseSecurityOption } from '../../src/parse/security-option.ts';

const fold = (...texts: string[]) => foldSecurityOptions(texts.map(parseSecurityOption));

describe('foldSecurityOptions', () => {
  it('holds the defaults of the engine when nothing is said', () => {
    expect(fold()).toEqual({
      noNewPrivileges: false,
      apparmor: '',
      seccomp: '',
      selinux: '',
      maskedPaths: true,
      writableCgroups: false,
    });
  });

  it.each([
    'no-new-privileges',
    'no-new-privileges:true',
    'no-new-privileges=true',
    'no-new-privileges=1',
    'no-new-privileges:T',
  ])('%s is on', (text) => {
    expect(fold(text).noNewPrivileges).toBe(true);
  });

  it.each(['no-new-privileges:false', 'no-new-privileges=0'])('%s is off, also after an earlier true', (text) => {
    expect(fold('no-new-privileges:true', text).noNewPrivileges).toBe(false);
  });

  it.each(['seccomp=unconfined', 'seccomp:unconfined'])('%s switches the filter off', (text) => {
    expect(fold(text).seccomp).toBe('unconfined');
  });

  it('lets the last profile win', () => {
    expect(fold('apparmor=a', 'apparmor:unconfined').apparmor).toBe('unconfined');
  });

  it.each(['label=disable', 'label:disable', 'disable'])('%s disables labelling', (text) => {
    expect(fold('label=type:x_t', text).selinux).toBe('disabled');
  });

  it('joins labels, also those written with a second colon', () => {
    expect(fold('label=type:spc_t', 'label:level:s0').selinux).toBe('type:spc_t level:s0');
  });

  it('reads systempaths and writable cgroups', () => {
    expect(fold('systempaths=unconfined').maskedPaths).toBe(false);
    expect(fold('unmask=ALL').maskedPaths).toBe(false);
    expect(fold('writable-cgroups=true').writableCgroups).toBe(true);
  });
});
