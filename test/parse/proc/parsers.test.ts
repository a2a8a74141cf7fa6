// What /proc shows, read from texts of real hosts.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cgroupFolder, parseCgroups } from '../../../src/parse/proc/cgroup.ts';
import { idOutside, parseIdMap } from '../../../src/parse/proc/id-map.ts';
import { parseInterfaces } from '../../../src/parse/proc/interfaces.ts';
import { parseLimits } from '../../../src/parse/proc/limits.ts';
import { isReadOnly, mountAt, parseMountinfo } from '../../../src/parse/proc/mountinfo.ts';
import { parseSeccompRecord } from '../../../src/parse/proc/seccomp-record.ts';
import { parseSockets } from '../../../src/parse/proc/sockets.ts';
import { parseCapabilityMask, parseStatus } from '../../../src/parse/proc/status.ts';

const SENTRY = `Name:	exe
Pid:	19534
PPid:	19509
Uid:	0	0	0	0
Gid:	0	0	0	0
Groups:
NSpid:	19534
CapPrm:	000000000008001f
CapEff:	000000000008001f
CapBnd:	000001ffffffffff
NoNewPrivs:	1
Seccomp:	2
`;

describe('status', () => {
  test('numbers, capabilities and filters', () => {
    const status = parseStatus(SENTRY);
    expect(status).toMatchObject({
      ...{ name: 'exe', pid: 19534, parent: 19509, uids: [0, 0, 0, 0], groups: [], noNewPrivileges: true },
      ...{
        seccomp: 'filter',
        capabilities: ['CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'SYS_PTRACE'],
      },
    });
    expect(status?.boundingCapabilities).toHaveLength(41);
  });

  test('what an old kernel does not tell is absent', () => {
    const status = parseStatus('Name:\tx\nPid:\t1\nPPid:\t0\nUid:\t5\t6\t7\t8\nGid:\t1\t1\t1\t1\n');
    expect(status).toMatchObject({ uids: [5, 6, 7, 8], namespacePids: [] });
    expect(status).not.toHaveProperty('seccomp');
    expect(status).not.toHaveProperty('capabilities');
  });

  test('a name cannot pass for another line', () => {
    // The kernel writes a line end in a name as \n.
    expect(parseStatus(SENTRY.replace('exe', 'x\\nUid:\t1\t1\t1\t1'))?.uids).toEqual([0, 0, 0, 0]);
    expect(parseStatus(`${SENTRY}Uid:\t1\t1\t1\t1\n`)?.uids).toEqual([0, 0, 0, 0]);
  });

  test('every bit of a mask has its name', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 41n - 1n }), (mask) => {
        const bits = [...mask.toString(2)].filter((bit) => bit === '1').length;
        expect(new Set(parseCapabilityMask(mask.toString(16).padStart(16, '0'))).size).toBe(bits);
      }),
    );
    expect(parseCapabilityMask('3f')).toBeUndefined();
  });
});

describe('mountinfo', () => {
  const mounts = parseMountinfo(
    [
      '121 53 0:43 / / ro,relatime master:3 - overlay overlay rw,lowerdir=/l,upperdir=/u',
      '125 121 0:49 / /sys ro,nosuid - sysfs sysfs ro',
      '140 121 254:0 /a\\040b /mnt/a\\040b rw,relatime shared:1 master:2 - ext4 /dev/vda rw',
      '141 121 0:60 / /mnt/a\\040b rw - tmpfs - ro,size=4k',
      'nonsense',
    ].join('\n'),
  );

  test('blanks in paths, optional fields and a covered mount', () => {
    expect(mounts).toHaveLength(4);
    expect(mountAt(mounts, '/mnt/a b')).toMatchObject({ fileSystem: 'tmpfs', superOptions: ['ro', 'size=4k'] });
    expect(mounts.map(isReadOnly)).toEqual([true, true, false, true]);
  });
});

describe('cgroup', () => {
  const own = (...lines: string[]) => parseMountinfo(lines.join('\n'));
  const OLD = own(
    '35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory',
    '33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct',
    '41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw',
  );
  const NEW = own('30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate');

  test('folders of version 1, of both at once, and of version 2', () => {
    const both = parseCgroups(
      '4:memory:/docker/id\n3:cpu,cpuacct:/docker/id\n9:name=systemd:/docker/id\n0::/docker/id\n',
    );
    expect(cgroupFolder(both, OLD, 'memory')).toEqual({ folder: '/sys/fs/cgroup/memory/docker/id', version: 1 });
    expect(cgroupFolder(both, OLD, 'cpuacct')).toEqual({ folder: '/sys/fs/cgroup/cpu,cpuacct/docker/id', version: 1 });
    const unified = parseCgroups('0::/system.slice/docker-id.scope\n');
    const folder = '/sys/fs/cgroup/system.slice/docker-id.scope';
    expect(cgroupFolder(unified, NEW, 'memory')).toEqual({ folder, version: 2 });
  });

  test('only what the reader has mounted, and never a path that leads out of it', () => {
    const part = own('30 23 0:26 /machine /sys/fs/cgroup rw - cgroup2 cgroup2 rw');
    expect(cgroupFolder(parseCgroups('0::/machine/id'), part, 'pids')).toMatchObject({ folder: '/sys/fs/cgroup/id' });
    expect(cgroupFolder(parseCgroups('0::/machines/id'), part, 'pids')).toBeUndefined();
    expect(cgroupFolder(parseCgroups('0::/../../docker/id'), NEW, 'pids')).toBeUndefined();
    expect(cgroupFolder(parseCgroups('4:memory:/x'), NEW, 'memory')).toBeUndefined();
  });
});

describe('sockets', () => {
  const read = (address: string) =>
    parseSockets(
      `  sl  local\n   0: ${address}:1F90 00000000000000000000000000000000:0000 0A 0:0 00:0 0 64000 0 97051\n`,
    )[0];

  test('addresses', () => {
    expect(read('0100007F')).toEqual({ address: '127.0.0.1', port: 8080, unconnected: true, state: 10 });
    expect(read('00000000000000000000000000000000')?.address).toBe('::');
    expect(read('00000000000000000000000001000000')?.address).toBe('::1');
    expect(read('0000000000000000FFFF00000100007F')?.address).toBe('127.0.0.1');
    expect(read('B80D0120000000000000000005000000')?.address).toBe('2001:db8::5');
  });

  test('an IPv6 address is written as everybody writes it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 0, 1, 0xabcd), { minLength: 8, maxLength: 8 }), (groups) => {
        const hex = groups
          .map((group) => group.toString(16).padStart(4, '0'))
          .join('')
          .toUpperCase();
        const words = (hex.match(/.{8}/g) ?? []).map((word) => (word.match(/../g) ?? []).reverse().join(''));
        const url = new URL(`http://[${groups.map((group) => group.toString(16)).join(':')}]/`);
        expect(read(words.join(''))?.address).toBe(url.hostname.slice(1, -1));
      }),
    );
  });
});

test('limits, without those that have no name of ours', () => {
  const limits = parseLimits(
    [
      'Limit                     Soft Limit           Hard Limit           Units     ',
      'Max file size             67108864             unlimited            bytes     ',
      'Max core file size        0                    0                    bytes     ',
      'Max nice priority         0                    0                    ',
      'Max new thing             1                    1                    ',
    ].join('\n'),
  );
  expect([...limits]).toEqual([
    ['fsize', { soft: 67_108_864, hard: Number.POSITIVE_INFINITY }],
    ['core', { soft: 0, hard: 0 }],
    ['nice', { soft: 0, hard: 0 }],
  ]);
});

test('ids of a user namespace as the host has them', () => {
  const map = parseIdMap('         0     100000      65536\n     65536       1000          1\n');
  expect([0, 1000, 65_536, 65_537].map((id) => idOutside(map, id))).toEqual([100_000, 101_000, 1000, undefined]);
});

test('interfaces', () => {
  expect(
    parseInterfaces('Inter-|   Receive  |\n face |bytes |\n    lo:       0 0\n  eth0@if5: 0\n eth1:123 4\n'),
  ).toEqual(['lo', 'eth0@if5']);
});

describe('a record of the kernel about a refused call', () => {
  const RECORD =
    '5,768,3711044105,-;audit: type=1326 audit(1795537337.595:260): auid=4294967295 uid=64000 gid=64000 ses=4294967295 pid=3091 comm="mount" exe="/bin/busybox" sig=0 arch=c000003e syscall=165 compat=0 ip=0x48153a code=0x50000\n';

  test('is read', () => {
    expect(parseSeccompRecord(RECORD)).toEqual({
      ...{ sequence: 768, pid: 3091, uid: 64_000, name: 'mount', architecture: 'x86_64', syscall: 165 },
    });
    expect(parseSeccompRecord(RECORD.replace('"mount"', '6120226222'))?.name).toBe('a "b"');
  });

  test.each([
    ['what a program wrote there', RECORD.replace('5,768', '13,768')],
    ['a call that was let pass', RECORD.replace('0x50000', '0x7ffc0000')],
    ['another record', RECORD.replace('1326', '1400')],
    ['a part of one', RECORD.slice(0, 150)],
  ])('%s is none', (_, record) => {
    expect(parseSeccompRecord(record)).toBeUndefined();
  });

  test('a program cannot name another process or call', () => {
    const forged = RECORD.replace('"mount"', '"x pid=1 comm=y syscall=9"');
    expect(parseSeccompRecord(forged)).toMatchObject({ pid: 3091, syscall: 165 });
  });
});

test('no text of any kind makes a parser fail', () => {
  const parsers = [parseStatus, parseMountinfo, parseCgroups, parseSockets, parseLimits, parseIdMap, parseInterfaces];
  const word = fc.constantFrom(
    '0',
    ':',
    '-',
    '/',
    '\\040',
    'Pid:',
    'Uid:',
    '0A',
    'rw',
    ' ',
    '\t',
    '\n',
    '9'.repeat(30),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      for (const parse of [...parsers, parseSeccompRecord]) expect(() => parse(words.join(''))).not.toThrow();
    }),
  );
});
