// Relaxations and limits: what may be typed, and what the policy makes of it.
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../src/model/errors.ts';
import { judgeRelaxations } from '../../../src/sandbox/spec/judge-relaxations.ts';
import { limitsOf, USUAL_LIMITS } from '../../../src/sandbox/spec/limits.ts';
import { describeRelaxation, parseRelaxation } from '../../../src/sandbox/spec/relaxation.ts';

const MIB = 1024 * 1024;

describe('--allow', () => {
  test.each([
    ['cap:NET_BIND_SERVICE', { kind: 'capability', name: 'NET_BIND_SERVICE' }, 'capability NET_BIND_SERVICE'],
    ['cap:cap_net_raw', { kind: 'capability', name: 'NET_RAW' }, 'capability NET_RAW'],
    ['syscall:memfd_create', { kind: 'syscall', name: 'memfd_create' }, 'system call memfd_create'],
    ['tmpfs:/run', { kind: 'tmpfs', path: '/run' }, 'tmpfs /run'],
    [
      'tmpfs:/run//x/:size=16m:exec',
      { kind: 'tmpfs', path: '/run/x', sizeBytes: 16 * MIB, exec: true },
      'tmpfs /run/x with execution',
    ],
    ['network', { kind: 'network' }, 'network'],
    ['write', { kind: 'write' }, 'writable root'],
  ])('%s is read', (text, relaxation, words) => {
    expect(parseRelaxation(text)).toEqual(relaxation);
    expect(describeRelaxation(parseRelaxation(text))).toBe(words);
  });

  test.each([
    ['cap:NET_BIND_SERVCE', /Did you mean NET_BIND_SERVICE/],
    ['cap:ALL', /one by one/],
    ['cap:', /a name is missing/],
    ['cap', /a name is missing/],
    ['syscal:ptrace', /Did you mean syscall/],
    ['syscall:a b', /no name of a system call/],
    ['networks', /Did you mean network/],
    ['network:host', /`--allow network` alone/],
    ['tmpfs:run', /must be absolute/],
    ['tmpfs:/proc', /belongs to the kernel/],
    ['tmpfs:/run:size=lots', /is no size/],
    ['tmpfs:/run:rw', /unknown option rw/],
    ['\u001b[2J', /no such relaxation/],
    ['', /no such relaxation/],
  ])('%j is refused with what to type', (text, message) => {
    expect(() => parseRelaxation(text)).toThrow(UsageError);
    expect(() => parseRelaxation(text)).toThrow(message);
    expect(() => parseRelaxation(text)).not.toThrow(/\u001b/);
  });
});

describe('the policy', () => {
  const judge = (text: string, policy: Parameters<typeof judgeRelaxations>[1]) => {
    const { allowed, refused } = judgeRelaxations(
      [{ relaxation: parseRelaxation(text), by: 'compose.yaml:4' }],
      policy,
    );
    expect(allowed.length + refused.length).toBe(1);
    return refused[0]?.reason ?? 'allowed';
  };

  test.each<[string, Parameters<typeof judgeRelaxations>[1]]>([
    ['cap:NET_BIND_SERVICE', { allowedCapabilities: ['NET_BIND_SERVICE'] }],
    ['cap:CHOWN', {}],
    ['cap:CHOWN', { allowedCapabilities: [], allowDefaultCapabilities: true }],
    ['cap:SYS_PTRACE', { allowedCapabilities: ['SYS_PTRACE'] }],
    ['network', { allowNetworking: true }],
    ['network', {}],
    ['write', { allowFileSystem: true }],
    ['tmpfs:/run', { allowFileSystem: false }],
    ['syscall:io_uring', { allowedCapabilities: [] }],
  ])('lets %s pass under %j', (text, policy) => {
    expect(judge(text, policy)).toBe('allowed');
  });

  test.each<[string, Parameters<typeof judgeRelaxations>[1], RegExp]>([
    ['cap:CHOWN', { allowedCapabilities: ['NET_BIND_SERVICE'] }, /allows NET_BIND_SERVICE/],
    ['cap:SYS_ADMIN', {}, /reaches beyond the container/],
    ['cap:SYS_ADMIN', { allowedCapabilities: [], allowDefaultCapabilities: true }, /reaches beyond/],
    ['network', { allowNetworking: false }, /allowNetworking: false/],
    ['write', { allowFileSystem: false }, /allowFileSystem: false.*--allow tmpfs:PATH/],
  ])('refuses %s under %j and says why and who asked', (text, policy, message) => {
    expect(judge(text, policy)).toMatch(message);
    expect(judge(text, policy)).toContain('asked for by compose.yaml:4');
  });

  test('never gives every capability, whatever it says', () => {
    const all = { relaxation: { kind: 'capability', name: 'ALL' }, by: 'compose.yaml:4' } as const;
    expect(judgeRelaxations([all], { allowedCapabilities: ['ALL'] }).allowed).toEqual([]);
  });
});

describe('limits', () => {
  test('are the usual ones where nobody says anything', () => {
    expect(limitsOf({}, {})).toEqual({ limits: USUAL_LIMITS, notices: [] });
  });

  test('of the policy cut what was asked for, and that is told', () => {
    const { limits, notices } = limitsOf(
      { maxMemoryBytes: 512 * MIB, maxCpus: 0.5, maxPids: 0 },
      { memoryBytes: 1024 * MIB, pids: 1000 },
    );
    expect(limits).toMatchObject({ memoryBytes: 512 * MIB, cpus: 0.5, pids: 1000 });
    expect(notices).toEqual(['--memory was cut to 512 MiB, the most that the policy allows']);
  });

  test('of the service count where no flag does, within bounds', () => {
    const declared = { memoryBytes: 512 * MIB, cpus: 16, pids: 2 };
    expect(limitsOf({}, { memoryBytes: 128 * MIB }, declared).limits).toMatchObject({
      memoryBytes: 128 * MIB,
      cpus: 2,
      pids: 4,
    });
    expect(limitsOf({}, {}, { memoryBytes: 64 * 1024 * MIB }).limits.memoryBytes).toBe(1024 * MIB);
  });

  test('of time fit each other', () => {
    expect(limitsOf({}, { watchSeconds: 300 }).limits).toMatchObject({ watchSeconds: 300, deadlineSeconds: 310 });
    expect(limitsOf({}, { deadlineSeconds: 5 }).limits).toMatchObject({ watchSeconds: 5, deadlineSeconds: 5 });
    expect(() => limitsOf({}, { watchSeconds: 30, deadlineSeconds: 20 })).toThrow(/--deadline 40 or more/);
  });

  test.each([
    [{ memoryBytes: 1024 }, /--memory 1024.*8 MiB/],
    [{ cpus: 0 }, /--cpus 0/],
    [{ pids: 1.5 }, /whole number/],
    [{ watchSeconds: Number.NaN }, /--for NaN/],
    [{ deadlineSeconds: 100_000 }, /--deadline 100000/],
  ])('%j is refused', (given, message) => {
    expect(() => limitsOf({}, given)).toThrow(UsageError);
    expect(() => limitsOf({}, given)).toThrow(message);
  });
});
