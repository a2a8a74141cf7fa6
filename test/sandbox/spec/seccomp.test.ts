// The seccomp profile as a whole: what it closes, what it opens on request, and that the two files fit each other.
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../src/model/errors.ts';
import { parseSeccompProfile } from '../../../src/parse/seccomp-profile.ts';
import { readSeccomp, relaxSeccomp } from '../../../src/sandbox/spec/seccomp.ts';

const seccomp = readSeccomp(resolve(import.meta.dirname, '../../..'));

function allowedBy(profile: unknown): readonly string[] {
  return parseSeccompProfile(JSON.stringify(profile))?.allows ?? [];
}

describe('the profile', () => {
  test('refuses what it does not name, and says so to the kernel log where the engine knows how', () => {
    expect(seccomp.profile).toMatchObject({
      defaultAction: 'SCMP_ACT_ERRNO',
      defaultErrnoRet: 1,
      flags: ['SECCOMP_FILTER_FLAG_LOG'],
    });
  });

  test.each(
    'acct add_key bpf clock_settime create_module delete_module execveat fanotify_init finit_module fsconfig fsmount fsopen fspick init_module io_uring_enter io_uring_register io_uring_setup ioperm iopl kcmp kexec_file_load kexec_load keyctl lookup_dcookie memfd_create memfd_secret modify_ldt mount mount_setattr move_mount name_to_handle_at open_by_handle_at open_tree perf_event_open pidfd_getfd pivot_root process_vm_readv process_vm_writev ptrace quotactl reboot request_key setns settimeofday swapon umount2 unshare userfaultfd vmsplice'.split(
      ' ',
    ),
  )('closes %s', (name) => {
    expect(seccomp.profile.syscalls.flatMap(({ names }) => names)).not.toContain(name);
  });

  test.each(['clone', 'ioctl', 'mknod', 'mknodat', 'personality', 'socket', 'socketpair'])(
    'looks at the arguments of %s',
    (name) => {
      expect(allowedBy(seccomp.profile)).not.toContain(name);
      const rules = seccomp.profile.syscalls.filter(({ names }) => names.includes(name));
      expect(rules.length).toBeGreaterThan(0);
      // The upper half of a register is no part of these arguments: who compares it can be told a lie.
      for (const { args } of rules)
        expect(args).toEqual(expect.arrayContaining([expect.objectContaining({ op: 'SCMP_CMP_MASKED_EQ' })]));
    },
  );

  test('lets every request to a terminal through but the two that type into it', () => {
    const rules = seccomp.profile.syscalls.filter(({ names }) => names.includes('ioctl'));
    const passes = (request: bigint) =>
      rules.some(({ args }) =>
        (args as readonly { readonly value: number; readonly valueTwo: number }[]).every(
          ({ value, valueTwo }) => (request & BigInt(value)) === BigInt(valueTwo),
        ),
      );
    const passing = Array.from({ length: 0x10000 }, (_, request) => request).filter((one) => !passes(BigInt(one)));
    expect(passing).toEqual([0x5412, 0x541c]);
    expect(passes(0x1_0000_5412n)).toBe(false);
    expect(passes(0xffff_ffff_8004_5430n)).toBe(true);
  });

  test('keeps 32-bit programs from the call that hides its arguments', () => {
    expect(seccomp.profile.syscalls).toContainEqual(
      expect.objectContaining({ names: ['socketcall'], action: 'SCMP_ACT_ERRNO' }),
    );
  });
});

describe('opening', () => {
  test.each([...seccomp.groups])('%s allows its calls whatever their arguments, and no other', (group, calls) => {
    const opened = relaxSeccomp(seccomp, [group]);
    expect([...allowedBy(opened)].sort()).toEqual([...new Set([...allowedBy(seccomp.profile), ...calls])].sort());
    const names = opened.syscalls.filter(({ action }) => action !== 'SCMP_ACT_ALLOW').flatMap((rule) => rule.names);
    expect(names.filter((name) => calls.includes(name))).toEqual([]);
  });

  test('a single call leaves the others of its group closed', () => {
    const opened = allowedBy(relaxSeccomp(seccomp, ['pidfd_getfd']));
    expect(opened).toContain('pidfd_getfd');
    expect(opened).not.toContain('ptrace');
  });

  test('nothing is the profile itself', () => {
    expect(relaxSeccomp(seccomp, [])).toBe(seccomp.profile);
  });

  test.each([
    ['io_urnig', /Did you mean io_uring\?/],
    ['kexec_load', /never opens it/],
    ['read', /does not close it/],
  ])('%s is refused with what there is', (name, message) => {
    expect(() => relaxSeccomp(seccomp, [name])).toThrow(UsageError);
    expect(() => relaxSeccomp(seccomp, [name])).toThrow(message);
  });
});
