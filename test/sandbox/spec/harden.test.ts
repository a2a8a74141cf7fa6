// The request to the engine, setting by setting, and everything that is refused instead.
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError, UsageError } from '../../../src/model/errors.ts';
import type { EngineHost, Relaxation, SandboxWish } from '../../../src/model/sandbox.ts';
import { isObject } from '../../../src/parse/json-object.ts';
import { hardenRun } from '../../../src/sandbox/spec/harden.ts';
import { readSeccomp } from '../../../src/sandbox/spec/seccomp.ts';
import { host, wish } from './wish-parts.ts';

const seccomp = readSeccomp(resolve(import.meta.dirname, '../../..'));
const MIB = 1024 * 1024;

function harden(changes: Partial<SandboxWish> = {}, hostChanges: Partial<EngineHost> = {}, options = {}) {
  return hardenRun({ ...wish, ...changes }, { ...host, ...hostChanges }, seccomp, options);
}

function hostConfigOf({ request }: ReturnType<typeof harden>): Readonly<Record<string, unknown>> {
  return isObject(request.HostConfig) ? request.HostConfig : {};
}

function allow(...relaxations: readonly Relaxation[]): Partial<SandboxWish> {
  return { relaxations: relaxations.map((relaxation) => ({ relaxation, by: '--allow' })) };
}

test('locks everything that an engine can lock', () => {
  const run = harden();
  expect(run.notices).toEqual([]);
  expect(run.request).toMatchObject({
    Image: wish.imageId,
    User: '1001:1002',
    Hostname: 'seaworthy',
    Entrypoint: [],
    Cmd: ['/bin/web'],
    Tty: false,
    OpenStdin: false,
    StopSignal: 'SIGTERM',
    Healthcheck: { Test: ['NONE'] },
  });
  const { SecurityOpt: security, ...config } = hostConfigOf(run);
  expect(config).toEqual({
    ReadonlyRootfs: true,
    NetworkMode: 'none',
    Privileged: false,
    CapDrop: ['ALL'],
    CapAdd: [],
    Memory: 256 * MIB,
    MemorySwap: 256 * MIB,
    NanoCpus: 1_000_000_000,
    PidsLimit: 128,
    Ulimits: [
      { Name: 'core', Soft: 0, Hard: 0 },
      { Name: 'fsize', Soft: 256 * MIB, Hard: 256 * MIB },
      { Name: 'memlock', Soft: 65_536, Hard: 65_536 },
      { Name: 'nofile', Soft: 4096, Hard: 4096 },
    ],
    Tmpfs: { '/tmp': `rw,nosuid,nodev,noexec,size=${128 * MIB},mode=1777,uid=1001,gid=1002` },
    ShmSize: 64 * MIB,
    IpcMode: 'private',
    CgroupnsMode: 'private',
    Binds: [],
    Mounts: [],
    Devices: [],
    PortBindings: {},
    PublishAllPorts: false,
    OomKillDisable: false,
    OomScoreAdj: 500,
    RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
    AutoRemove: false,
    Init: true,
    LogConfig: {
      Type: 'local',
      Config: { 'max-size': '16m', 'max-file': '1', compress: 'false', mode: 'non-blocking', 'max-buffer-size': '1m' },
    },
  });
  expect(security).toEqual([
    'no-new-privileges:true',
    expect.stringMatching(/^seccomp=\{"defaultAction":"SCMP_ACT_ERRNO"/),
    'apparmor=docker-default',
  ]);
  expect(run.asked).toEqual({
    uid: 1001,
    gid: 1002,
    groups: [1002],
    capabilities: [],
    noNewPrivileges: true,
    seccomp: 'filter',
    apparmor: 'docker-default',
    readOnlyRoot: true,
    network: 'none',
    memoryBytes: 256 * MIB,
    memorySwapBytes: 256 * MIB,
    cpus: 1,
    pids: 128,
    ulimits: { core: 0, fsize: 256 * MIB, memlock: 65_536, nofile: 4096 },
    tmpfs: [{ path: '/tmp', sizeBytes: 128 * MIB, exec: false }],
    runtime: 'runc',
    init: true,
  });
  expect(run.platform).toBe('linux/amd64');
});

describe('the user', () => {
  const own = (changes: Partial<SandboxWish>) => {
    const { uid: _, gid: __, ...nobody } = wish;
    const { request, notices } = hardenRun({ ...nobody, ...changes }, host, seccomp);
    return [request.User, notices.length];
  };

  test.each<[string, Partial<SandboxWish>, string, number]>([
    ['of the image', { user: 'app', uid: 101, gid: 102 }, '101:102', 0],
    ['of the image, without a group', { user: '101', uid: 101 }, '101:101', 0],
    ['in place of root', { user: '', uid: 0, gid: 0 }, '1000:1000', 1],
    ['in place of a name that nobody resolves', { user: 'ghost' }, '1000:1000', 1],
    ['that was told', { user: '', uid: 0, runAs: '33:34' }, '33:34', 0],
    ['that was told without a group', { user: '', uid: 0, runAs: '33' }, '33:33', 0],
    ['of the image although it is root', { user: '', uid: 0, gid: 0, runAs: 'image' }, '0:0', 0],
  ])('is the one %s', (_, changes, expected, notices) => {
    expect(own(changes)).toEqual([expected, notices]);
  });

  test.each(['app', '1000:app', '-1', '1:2:3', '', '4294967296', '1e3'])('is never %j', (runAs) => {
    expect(() => own({ user: '', uid: 0, runAs })).toThrow(UsageError);
  });

  test('of an image that nobody resolves cannot be asked for', () => {
    expect(() => own({ user: 'ghost', runAs: 'image' })).toThrow(/write it out: --user UID:GID/);
  });
});

describe('is refused:', () => {
  test.each<[string, Partial<SandboxWish>, RegExp]>([
    ['no program', { command: [] }, /neither ENTRYPOINT nor CMD/],
    ['another processor', { architecture: 's390x' }, /linux\/s390x.*--platform linux\/amd64/],
    ['another system', { os: 'windows' }, /an image for windows/],
    ['a working directory in /proc', { workingDir: '/proc/self/fd/7' }, /can lead out/],
    ['one behind slashes', { workingDir: '//proc/self/fd/7' }, /can lead out/],
    ['one in /dev/fd', { workingDir: '/./dev/fd/7' }, /can lead out/],
    ['one that goes upwards', { workingDir: '/srv/../proc/self/fd/7' }, /leads upwards/],
    ['one that is relative', { workingDir: 'proc/self' }, /not absolute/],
    ['a volume on the root', { volumes: ['/'] }, /over the root/],
    ['one on /proc', { volumes: ['//proc/'] }, /belongs to the kernel/],
    ['one below /sys', { volumes: ['/sys/fs/cgroup'] }, /belongs to the kernel/],
    ['one that goes upwards', { volumes: ['/data/../proc'] }, /leads upwards/],
    ['one that is relative', { volumes: ['data'] }, /absolute/],
    ['one with options in its name', { volumes: ['/data,exec,size=1g'] }, /a comma/],
    ['one with a colon', { volumes: ['/data:exec'] }, /a colon/],
    ['one with a control character', { volumes: ['/da\nta'] }, /control character/],
  ])('%s', (_, changes, message) => {
    expect(() => harden(changes)).toThrow(InputError);
    expect(() => harden(changes)).toThrow(message);
  });

  test.each<[string, Partial<EngineHost>, RegExp]>([
    ['no seccomp', { security: ['apparmor'] }, /lacks seccomp/],
    ['no memory limit', { memoryLimit: false }, /the memory limit/],
    ['no limit on processes', { pidsLimit: false }, /the limit on processes/],
    ['Windows', { os: 'windows' }, /Linux containers/],
  ])('an engine with %s', (_, changes, message) => {
    expect(() => harden({}, changes)).toThrow(message);
  });
});

describe('an engine that can do less', () => {
  test.each<[string, Partial<EngineHost>, RegExp]>([
    ['swap', { swapLimit: false }, /cannot limit swap/],
    ['CPU time', { cpuQuota: false }, /cannot limit CPU/],
    ['users', { security: ['seccomp', 'rootless'] }, /without root/],
    ['an old runc', { runcVersion: '1.1.5+ds1' }, /runc 1\.1\.5\+ds1 is older/],
    ['a runc of an old line', { runcVersion: '1.2.7' }, /older/],
  ])('says so: %s', (_, changes, message) => {
    expect(harden({}, changes).notices).toEqual([expect.stringMatching(message)]);
  });

  test.each(['1.2.8', '1.3.3', '1.4.0', '2.0.0', '', 'unknown'])('runc %j is not called old', (runcVersion) => {
    expect(harden({}, { runcVersion }).notices).toEqual([]);
  });

  test('gets no setting that it would refuse', () => {
    const old = hostConfigOf(harden({}, { cgroupVersion: 1, cpuQuota: false, security: ['seccomp'] }));
    expect(old).toMatchObject({ MemorySwappiness: 0 });
    expect(old).not.toHaveProperty('NanoCpus');
    expect(JSON.stringify(old)).not.toContain('apparmor=');
    expect(harden({ limits: { ...wish.limits, cpus: 64 } }).asked.cpus).toBe(2);
  });

  test('is named a runtime only when it is not its own', () => {
    expect(hostConfigOf(harden({}, {}, { runtime: 'runc' }))).not.toHaveProperty('Runtime');
    expect(hostConfigOf(harden({}, {}, { runtime: 'runsc' }))).toHaveProperty('Runtime', 'runsc');
  });
});

describe('a relaxation', () => {
  test('opens exactly what it names', () => {
    const run = harden({
      ...allow(
        { kind: 'capability', name: 'NET_BIND_SERVICE' },
        { kind: 'tmpfs', path: '/run', sizeBytes: 16 * MIB, exec: true },
        { kind: 'write' },
        { kind: 'network' },
      ),
      runAs: '0:0',
    });
    expect(run.notices).toEqual([]);
    expect(hostConfigOf(run)).toMatchObject({
      CapDrop: ['ALL'],
      CapAdd: ['NET_BIND_SERVICE'],
      ReadonlyRootfs: false,
      NetworkMode: 'bridge',
      Tmpfs: { '/run': `rw,nosuid,nodev,exec,size=${16 * MIB},mode=0755,uid=0,gid=0` },
    });
    expect(run.asked).toMatchObject({ capabilities: ['NET_BIND_SERVICE'], readOnlyRoot: false, network: 'bridge' });
  });

  test('to hold a capability says when nobody will hold it', () => {
    expect(harden(allow({ kind: 'capability', name: 'NET_RAW' })).notices).toEqual([
      expect.stringMatching(/reach no process, as it runs as 1001/),
    ]);
  });
});

test('a volume is covered once however it is spelt, parents come first, and what is hidden is told', () => {
  const run = harden({
    volumes: ['/var/lib/db/', '/var//lib/db', '/var/lib', '/tmp'],
    shippedBelow: (path) =>
      path === '/var/lib'
        ? { files: 3, folders: ['/var/lib/db', '/var/lib/db/log', '/var/lib/a:b'] }
        : { files: 0, folders: [] },
  });
  expect(run.asked.tmpfs.map(({ path }) => path)).toEqual(['/tmp', '/var/lib', '/var/lib/db', '/var/lib/db/log']);
  expect(run.notices).toEqual(['The tmpfs on /var/lib hides 3 files and one directory of the image']);
});

test('labels of ours are taken from the image and given by the run', () => {
  const { request } = harden({ labels: ['io.seaworthy.run', 'other'] }, {}, { labels: { 'io.seaworthy.proof': 'p' } });
  expect(request.Labels).toEqual({ 'io.seaworthy.run': '', 'io.seaworthy.proof': 'p' });
});

test('a health check is asked often, bounded, and not before the program had its time', () => {
  const healthcheck = { test: ['CMD', '/check'], timeoutNs: 3600e9, retries: 1000, startPeriodNs: 3600e9 };
  expect(harden({ healthcheck }).request.Healthcheck).toEqual({
    Test: ['CMD', '/check'],
    Interval: 300_000_000,
    StartInterval: 300_000_000,
    Timeout: 10_000_000_000,
    Retries: 10,
    StartPeriod: 55_000_000_000,
  });
  expect(harden({ healthcheck: { ...healthcheck, startPeriodNs: 0 } }).request.Healthcheck).toMatchObject({
    StartPeriod: 10_000_000_000,
  });
  expect(harden({ healthcheck, healthcheckDisabled: true }).request.Healthcheck).toEqual({ Test: ['NONE'] });
});

test('whatever an image says, a run is refused or locked', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('/', '/proc', '/data', '/a/../b', '/tmp/', '//x'),
  );
  const hostile = fc.record({
    user: text,
    uid: fc.integer({ min: -5, max: 2 ** 33 }),
    gid: fc.integer({ min: -5, max: 2 ** 33 }),
    volumes: fc.array(text, { maxLength: 4 }),
    workingDir: text,
    command: fc.array(text, { maxLength: 3 }),
    labels: fc.array(text, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(hostile, (changes) => {
      let run: ReturnType<typeof harden>;
      try {
        run = harden(changes);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        return;
      }
      const { Tmpfs: tmpfs, ...config } = hostConfigOf(run);
      expect(run.request.User).toMatch(/^[1-9]\d*:\d+$/);
      expect(config).toMatchObject({ ReadonlyRootfs: true, CapAdd: [], Binds: [], Devices: [], NetworkMode: 'none' });
      for (const [path, options] of Object.entries(isObject(tmpfs) ? tmpfs : {})) {
        expect(path).toMatch(/^\/(?!proc|sys|dev)[^:,]/);
        expect(options).toMatch(/^rw,nosuid,nodev,noexec,size=\d+,mode=(?:1777|0755),uid=\d+,gid=\d+$/);
      }
    }),
  );
});
