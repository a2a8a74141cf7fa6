// A tree as the kernel shows it of one container with an init of the engine, recorded from a real host and written again with changes.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AskedHardening } from '../../../src/model/smoke-record.ts';

/** Id of the container, and the numbers of its init and of the program of the image. */
export const container = { id: 'a'.repeat(64), pid: 4254, init: true };
const PROGRAM = 4260;
const GROUP = `/docker/${container.id}`;

export const asked: AskedHardening = {
  uid: 1000,
  gid: 1000,
  groups: [1000],
  capabilities: [],
  noNewPrivileges: true,
  seccomp: 'filter',
  apparmor: '',
  readOnlyRoot: true,
  network: 'none',
  memoryBytes: 67_108_864,
  memorySwapBytes: 67_108_864,
  cpus: 1,
  pids: 50,
  ulimits: { core: 0, nofile: 4096 },
  tmpfs: [{ path: '/tmp', sizeBytes: 16_777_216, exec: false }],
  runtime: 'runc',
  init: true,
};

export interface Changes {
  readonly version?: 1 | 2;
  /** Lines of `status` that stand in place of those of the same name. */
  readonly status?: Readonly<Record<string, string>>;
  /** Lines added to `mountinfo`. */
  readonly mounts?: readonly string[];
  readonly root?: 'ro' | 'rw';
  readonly tmpfs?: string;
  /** Files of the control groups, by name. */
  readonly group?: Readonly<Record<string, string>>;
  readonly shared?: readonly string[];
  readonly interfaces?: readonly string[];
  readonly limits?: readonly string[];
  /** First word of the command line of the init. */
  readonly initProgram?: string;
}

/** Writes the tree and answers with the path of its /proc. */
export function writeProc(changes: Changes = {}): { readonly procRoot: string; readonly remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'seaworthy-proc-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const { version = 1 } = changes;
  const sandboxed = changes.initProgram === 'runsc-sandbox';
  write('proc/self/mountinfo', OWN_MOUNTS[version]);
  for (const host of ['self', '1']) writeNamespaces(join(root, `proc/${host}/ns`), () => 1);
  for (const [pid, name, parent] of [
    [container.pid, 'docker-init', 4227],
    [PROGRAM, 'httpd', container.pid],
  ] as const) {
    const folder = `proc/${pid}`;
    write(`${folder}/status`, statusOf(pid, name, parent, changes.status ?? {}));
    write(
      `${folder}/cmdline`,
      `${pid === container.pid ? (changes.initProgram ?? '/sbin/docker-init') : 'httpd'}\0--\0`,
    );
    write(`${folder}/cgroup`, GROUPS[version]);
    write(`${folder}/mountinfo`, mountsOf(changes));
    write(`${folder}/limits`, limitsOf(changes.limits ?? []));
    write(`${folder}/net/dev`, interfacesOf(changes.interfaces ?? ['lo']));
    write(
      `${folder}/net/tcp`,
      `${SOCKETS}   0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000 0 1\n`,
    );
    write(`${folder}/net/udp`, SOCKETS);
    write(`${folder}/uid_map`, '         0          0 4294967295\n');
    write(`${folder}/gid_map`, '         0          0 4294967295\n');
    const isShared = (kind: string) =>
      kind === 'user' || (sandboxed && kind === 'pid') || changes.shared?.includes(kind) === true;
    writeNamespaces(join(root, folder, 'ns'), (kind) => (isShared(kind) ? 1 : 2));
  }
  write(`proc/${container.pid}/task/${container.pid}/children`, `${PROGRAM} `);
  const values = { ...GROUP_FILES[version], ...changes.group };
  for (const [name, text] of Object.entries(values)) {
    const controller = name.split('.')[0] ?? '';
    const folder = version === 2 ? '' : `/${CONTROLLERS[controller] ?? controller}`;
    write(`sys/fs/cgroup${folder}${GROUP}/${name}`, `${text}\n`);
    write(`sys/fs/cgroup${folder}${GROUP}/cgroup.procs`, `${container.pid}\n${PROGRAM}\n`);
  }
  return { procRoot: join(root, 'proc'), remove: () => rmSync(root, { recursive: true }) };
}

const CONTROLLERS: Readonly<Record<string, string>> = { cpuacct: 'cpu,cpuacct', cpu: 'cpu,cpuacct' };

const OWN_MOUNTS = {
  1: ['memory', 'pids', 'cpu,cpuacct']
    .map((names, at) => `3${at} 29 0:3${at} / /sys/fs/cgroup/${names} rw,nosuid - cgroup cgroup rw,${names}\n`)
    .join(''),
  2: '30 29 0:30 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime - cgroup2 cgroup2 rw,nsdelegate\n',
};

const GROUPS = {
  1: `9:name=systemd:${GROUP}\n8:pids:${GROUP}\n4:memory:${GROUP}\n2:cpu,cpuacct:${GROUP}\n0::${GROUP}\n`,
  2: `0::${GROUP}\n`,
};

const GROUP_FILES = {
  1: {
    'memory.limit_in_bytes': '67108864',
    'memory.memsw.limit_in_bytes': '67108864',
    'memory.usage_in_bytes': '4096000',
    'memory.max_usage_in_bytes': '5242880',
    'memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 0',
    'pids.max': '50',
    'pids.current': '2',
    'pids.events': 'max 0',
    'cpu.cfs_quota_us': '100000',
    'cpu.cfs_period_us': '100000',
    'cpuacct.usage': '31000000',
  },
  2: {
    'memory.max': '67108864',
    'memory.swap.max': '0',
    'memory.current': '4096000',
    'memory.peak': '5242880',
    'memory.events': 'low 0\nhigh 0\nmax 0\noom 0\noom_kill 0',
    'pids.max': '50',
    'pids.current': '2',
    'pids.events': 'max 0',
    'cpu.max': '100000 100000',
    'cpu.stat': 'usage_usec 31000\nuser_usec 20000\nsystem_usec 11000',
  },
} as const;

function statusOf(pid: number, name: string, parent: number, changes: Readonly<Record<string, string>>): string {
  const inner = pid === container.pid ? 1 : 7;
  const fields: Record<string, string> = {
    ...{ Name: name, Pid: `${pid}`, PPid: `${parent}`, Uid: '1000\t1000\t1000\t1000', Gid: '1000\t1000\t1000\t1000' },
    ...{ Groups: '1000 ', NSpid: `${pid}\t${inner}` },
    ...{ CapInh: NONE, CapPrm: NONE, CapEff: NONE, CapBnd: NONE, CapAmb: NONE, NoNewPrivs: '1', Seccomp: '2' },
    ...(pid === container.pid ? {} : changes),
  };
  return Object.entries(fields)
    .map(([field, value]) => `${field}:\t${value}\n`)
    .join('');
}

const NONE = '0'.repeat(16);

function mountsOf({
  root = 'ro',
  tmpfs = 'rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,size=16384k',
  mounts = [],
}: Changes): string {
  return [
    `171 60 0:47 / / ${root},relatime - overlay overlay rw,lowerdir=/l,upperdir=/u,workdir=/w`,
    '173 171 0:56 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw',
    '174 171 0:57 / /dev rw,nosuid - tmpfs tmpfs rw,size=65536k,mode=755',
    '176 171 0:59 / /sys ro,nosuid,nodev,noexec,relatime - sysfs sysfs ro',
    '188 174 0:61 / /dev/shm rw,nosuid,nodev,noexec,relatime - tmpfs shm rw,size=65536k',
    '189 171 254:0 /usr/bin/tini-static /sbin/docker-init ro,relatime - ext4 /dev/vda rw',
    `190 171 0:62 / /tmp ${tmpfs}`,
    '193 171 254:0 /data/hosts /etc/hosts ro,relatime - ext4 /dev/vda rw',
    '64 173 0:56 /sys /proc/sys ro,nosuid,nodev,noexec,relatime - proc proc rw',
    '89 173 0:57 /null /proc/keys rw,nosuid - tmpfs tmpfs rw,size=65536k,mode=755',
    ...mounts,
    '',
  ].join('\n');
}

function limitsOf(changed: readonly string[]): string {
  const lines = [
    'Limit                     Soft Limit           Hard Limit           Units     ',
    'Max core file size        0                    0                    bytes     ',
    'Max open files            4096                 4096                 files     ',
  ];
  const name = (line: string) => line.slice(0, 26);
  const kept = lines.filter((line) => !changed.some((other) => name(other) === name(line)));
  return [...kept, ...changed, ''].join('\n');
}

function interfacesOf(names: readonly string[]): string {
  const head =
    'Inter-|   Receive                                                |  Transmit\n face |bytes    packets\n';
  return head + names.map((name) => `${name.padStart(6)}:       0       0    0    0\n`).join('');
}

const SOCKETS = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

function writeNamespaces(folder: string, numberOf: (kind: string) => number): void {
  mkdirSync(folder, { recursive: true });
  for (const kind of ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'user', 'uts'])
    symlinkSync(`${kind}:[402654000${numberOf(kind)}]`, join(folder, kind));
}
