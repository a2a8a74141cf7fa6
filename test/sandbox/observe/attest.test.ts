// What is attested of a container, on hosts of both versions of control groups, and what is noticed when a setting is not in force.
import { afterEach, describe, expect, test } from 'vitest';
import type { SmokeRecord } from '../../../src/model/smoke-record.ts';
import { openProcWatch, type WatchedProcesses } from '../../../src/sandbox/observe/proc-watch.ts';
import { asked, type Changes, container, writeProc } from './proc-tree.ts';

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

function look(changes: Changes = {}, hardening: SmokeRecord['asked'] = asked): WatchedProcesses {
  const { procRoot, remove } = writeProc(changes);
  removals.push(remove);
  const watch = openProcWatch(container, hardening, { procRoot, monotonic: () => 0 });
  watch.look();
  return watch.seen();
}

const deviations = (changes: Changes) =>
  look(changes)
    .attestation.settings.filter(({ holds }) => holds !== 'yes')
    .map(({ name, holds }) => `${name} ${holds}`);

describe.each([1, 2] as const)('on control groups of version %i', (version) => {
  test('a container that is as asked holds in every setting', () => {
    const { attestation, processes, listening, peaks, exceeded } = look({ version });
    expect(attestation.settings.filter(({ holds }) => holds !== 'yes')).toEqual([]);
    expect(attestation.settings.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'user',
        'groups',
        'capabilities',
        'seccomp',
        'rootFileSystem',
        'memory',
        'swap',
        'cpus',
        'pids',
        'nofile',
        'namespace.pid',
        'tmpfs./tmp',
      ]),
    );
    expect(attestation).toMatchObject({
      ...{ uid: 1000, gid: 1000, groups: [1000], capabilities: [], noNewPrivileges: true, seccomp: 'filter' },
      ...{
        readOnlyRoot: true,
        interfaces: ['lo'],
        memoryBytes: 67_108_864,
        cpus: 1,
        pids: 50,
        hostNamespaces: ['user'],
      },
    });
    expect(processes).toEqual([{ name: 'httpd', uid: 1000 }]);
    expect(listening).toEqual([{ protocol: 'tcp', address: '0.0.0.0', port: 8080 }]);
    expect(peaks).toMatchObject({ memoryBytes: 5_242_880, pids: 2 });
    expect(exceeded).toEqual([]);
  });

  test('limits that are not there are noticed', () => {
    const group: Readonly<Record<string, string>> =
      version === 1
        ? { 'memory.limit_in_bytes': '9223372036854771712', 'pids.max': 'max', 'cpu.cfs_quota_us': '-1' }
        : { 'memory.max': 'max', 'pids.max': 'max', 'cpu.max': 'max 100000' };
    expect(deviations({ version, group })).toEqual(expect.arrayContaining(['memory no', 'cpus no', 'pids no']));
    expect(look({ version, group }).attestation).toMatchObject({ memoryBytes: 0, cpus: 0, pids: 0 });
  });

  test('limits that were run into are told', () => {
    const kills = version === 1 ? { 'memory.oom_control': 'oom_kill 1' } : { 'memory.events': 'oom 1\noom_kill 1' };
    expect(look({ version, group: { ...kills, 'pids.events': 'max 3' } }).exceeded).toEqual(['memory', 'pids']);
  });
});

test.each<[string, Changes, string]>([
  ['root', { status: { Uid: '0\t0\t0\t0' } }, 'user no'],
  ['another group', { status: { Groups: '0 42 1000 ' } }, 'groups no'],
  ['a capability', { status: { CapPrm: '0000000000000400', CapEff: '0000000000000400' } }, 'capabilities no'],
  ['a bounding set', { status: { CapBnd: '00000000a80425fb' } }, 'boundingCapabilities no'],
  ['new privileges', { status: { NoNewPrivs: '0' } }, 'noNewPrivileges no'],
  ['no filter', { status: { Seccomp: '0' } }, 'seccomp no'],
  ['a writable root', { root: 'rw' }, 'rootFileSystem no'],
  ['a tmpfs that executes', { tmpfs: 'rw,nosuid,nodev,relatime - tmpfs tmpfs rw,size=16384k' }, 'tmpfs./tmp no'],
  ['a tmpfs without end', { tmpfs: 'rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw' }, 'tmpfs./tmp no'],
  ['a host folder', { mounts: ['200 171 254:0 /etc /host rw,relatime - ext4 /dev/vda rw'] }, 'mounts no'],
  ['the network of the host', { shared: ['net'], interfaces: ['lo', 'eth0'] }, 'network no'],
  ['the processes of the host', { shared: ['pid'] }, 'namespace.pid no'],
  [
    'open files',
    { limits: ['Max open files            20000                20000                files     '] },
    'nofile no',
  ],
])('%s is noticed', (_, changes, deviation) => {
  expect(deviations(changes)).toContain(deviation);
});

test('of gVisor only what the host imposes is attested', () => {
  const { attestation, processes } = look({ initProgram: 'runsc-sandbox' }, { ...asked, runtime: 'runsc' });
  const holding = attestation.settings.filter(({ holds }) => holds === 'yes').map(({ name }) => name);
  expect(holding).toEqual(expect.arrayContaining(['memory', 'pids', 'cpus']));
  expect(attestation.settings.filter(({ holds }) => holds === 'no')).toEqual([]);
  expect(attestation.settings.find(({ name }) => name === 'user')).toMatchObject({ holds: 'unknown' });
  expect(attestation.uid).toBeUndefined();
  expect(attestation.reason).toContain('gVisor');
  expect(processes).toEqual([]);
});

test('nothing is claimed of a process that is gone, or that is another one', () => {
  const { procRoot, remove } = writeProc();
  removals.push(remove);
  for (const sought of [
    { ...container, pid: 0 },
    { ...container, pid: 99 },
    { ...container, id: 'b'.repeat(64) },
  ]) {
    const watch = openProcWatch(sought, asked, { procRoot, monotonic: () => 0 });
    watch.look();
    const { attestation, listening, isSeen } = watch.seen();
    expect(attestation.settings.every(({ holds, reason }) => holds === 'unknown' && reason !== '')).toBe(true);
    expect(attestation.settings.length).toBeGreaterThan(10);
    expect(listening).toBeUndefined();
    expect(isSeen).toBe(false);
  }
});
