// The facts of a run in the sandbox: what a container did when it was started, locked down and watched.
import { bool, type ElementType, type FactsOf, type Fields, int, list, string, strings } from './fields.ts';

/** Types of the elements found in a run. */
export const smokeElements = {
  RunningProcess: {
    doc: 'A program that was seen running.',
    key: ['name'],
    fields: {
      name: string('Name as the kernel has it, at most 15 characters.'),
      uid: int('User it ran as, in numbers of the host. Absent when only the name was seen.'),
    },
  },
  ListeningPort: {
    doc: 'A port that something in the container listened on.',
    key: ['protocol', 'port'],
    fields: {
      port: int('Number.'),
      protocol: string('`tcp` or `udp`.'),
      address: string('Address it is bound to; `0.0.0.0` and `::` for all.'),
      declared: bool('The image says that it listens on it (EXPOSE), or the service does.'),
      loopback: bool('It is bound to the loopback address alone.'),
    },
  },
  DeniedAttempt: {
    doc: 'Something that was tried and refused.',
    key: ['kind', 'what'],
    fields: {
      kind: string(
        '`write`, `network`, or an attempt to get out: `mount`, `unshare`, `setns`, `ptrace`, `mknod`, `raw-socket`, `proc-write`, `setuid`, `chroot`, `module`, `bpf`, `perf`, `keyctl`, `syscall`.',
      ),
      what: string('Path, address family, address or system call; empty where the text names none.'),
      evidence: string('The line of the log, or what the kernel said.'),
      source: string('`log`, `kernel` or `changes`.'),
    },
  },
  Deviation: {
    doc: 'A setting of the hardening, as asked for and as found on the host.',
    key: ['name'],
    fields: {
      name: string('For example `memory`, `capabilities`, `namespace.pid`.'),
      asked: string('What the engine was asked for.'),
      seen: bool('It could be seen on the host.'),
      found: string('What is in force. Absent when it could not be seen.'),
      holds: bool('Both agree. Absent when it could not be seen.'),
    },
  },
  Claim: {
    doc: 'Something that the image or the service says of itself, and what the run showed.',
    key: ['name'],
    fields: {
      name: string('`user`, `ports`, `healthcheck`, `readOnly`.'),
      declared: string('What is declared.'),
      measured: string('What was seen. Absent when it could not be seen.'),
      contradicted: bool('The run shows that the declaration is not true. Absent when it could not be seen.'),
    },
  },
  Anomaly: {
    doc: 'Something that differs from recorded behaviour.',
    key: ['kind', 'found'],
    fields: {
      kind: string(
        '`process`, `port`, `write`, `network`, `memory`, `cpu`, `pids`, `log`, `health`, `result`; `missing-process` and `missing-port` for what every recorded run had.',
      ),
      found: string('What was found.'),
      expected: string('What was recorded.'),
    },
  },
} as const satisfies Readonly<Record<string, ElementType>>;

/** Facts of a run. What could not be seen is absent, never assumed. */
export const smokeFields = {
  name: string('Name of the service, or of the image where there is none.'),
  image: string('The image as it was named.'),
  runtime: string('Runtime that ran it: `runc`, `runsc` (gVisor), ...'),
  started: bool('It was started at all.'),
  result: string(
    '`healthy`, `running`, `completed`, `unhealthy`, `failed`, `out-of-memory`, `log-flood`, `timed-out`, `not-started`, `engine-lost`.',
  ),
  works: bool('It was healthy, or was still running, or ended with 0. Absent when the engine was lost.'),
  reason: string('Why, in words.'),
  exitCode: int('Code it ended with by itself. Absent when it did not.'),
  health: string('`healthy`, `unhealthy`, `starting`, or empty when it has no health check. Absent when it never ran.'),
  healthSeconds: { type: 'double', doc: 'Seconds until its health was decided. Absent when it was not.' } as const,
  restarts: int('How often the engine had to restart it.'),
  endedByTerm: bool('It ended when SIGTERM was sent. Absent when it was not stopped.'),
  stopSeconds: { type: 'double', doc: 'Seconds from SIGTERM to its end. Absent when it was not stopped.' } as const,

  attested: bool('Something of what is in force could be seen on the host.'),
  ownUser: bool('It ran as the user that the image or the service names, not as one of the sandbox.'),
  uid: int('Effective user of the process that the image started, in numbers of the host. Absent when not attested.'),
  gid: int('Its effective group. Absent when not attested.'),
  groups: { type: 'list<int>', doc: 'Its supplementary groups. Absent when not attested.' } as const,
  capabilities: strings('Capabilities that any of its processes held. Absent when not attested.'),
  boundingCapabilities: strings('Capabilities that they could have gained. Absent when not attested.'),
  noNewPrivileges: bool('Its processes can gain no privileges. Absent when not attested.'),
  seccomp: string('`filter`, `strict` or `disabled`. Absent when not attested.'),
  apparmor: string('AppArmor profile with its mode; empty where there is none. Absent when not attested.'),
  readOnlyRoot: bool('Its root file system is read-only. Absent when not attested.'),
  hostNamespaces: strings('Namespaces that it shares with the host. Absent when not attested.'),
  isolatedNetwork: bool('It has no network interface but the loopback. Absent when not attested.'),
  memoryLimitBytes: int('Memory limit in force; 0 for none. Absent when not attested.'),
  cpuLimit: { type: 'double', doc: 'CPUs it may use; 0 for no limit. Absent when not attested.' } as const,
  pidsLimit: int('Limit on processes in force; 0 for none. Absent when not attested.'),
  settings: list('Deviation', 'The hardening, setting by setting. Absent when not attested.'),

  processes: list(
    'RunningProcess',
    'Programs that were seen. Absent when it never ran; an unknown one stands at the end when it did not work.',
  ),
  ports: list(
    'ListeningPort',
    'Ports that something listened on. Absent when they could not be seen; an unknown one stands at the end when it did not work.',
  ),
  denied: list(
    'DeniedAttempt',
    'What was tried and refused. Absent when it never ran; an unknown one stands at the end when it did not work.',
  ),
  deniedWrites: strings(
    'Paths of writes that were seen, refused or made; an empty text where the log names none. Absent when it never ran.',
  ),
  networkAttempts: strings(
    'Address families or addresses that were tried. Absent when the run had a network, or when none were seen and it did not work.',
  ),
  needsWritableRoot: bool(
    'It tried to write to the root file system. Absent when no such try was seen and it did not work.',
  ),
  memoryPeakBytes: int('Highest use of memory. Absent when not measured.'),
  pidsPeak: int('Most processes at once. Absent when not measured.'),
  exceeded: strings('Limits it ran into: `memory`, `pids`, `log`, `time`, `file-size`.'),
  claims: list('Claim', 'What is declared, beside what was seen.'),
  compared: bool('It was compared with recorded behaviour.'),
  anomalies: list('Anomaly', 'What differs from recorded behaviour. Empty when there is none to compare with.'),
  relaxations: strings('How the hardening was loosened.'),
  dependsOn: strings('Services that it needs and that were not started.'),
} as const satisfies Fields;

type Elements = typeof smokeElements;

export type Smoke = FactsOf<typeof smokeFields, Elements>;
