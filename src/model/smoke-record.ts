// What a run in the sandbox left: everything that was asked for, seen and measured, as plain data. Its JSON form is `seaworthy-smoke/1`.

/** How a run ended, or why there was none. */
export type SmokeResult =
  /** The health check said so. */
  | 'healthy'
  /** It was still running, its processes up, when the time to watch was over. */
  | 'running'
  /** It ended by itself with 0. */
  | 'completed'
  /** The health check gave up. */
  | 'unhealthy'
  /** It ended by itself with another code, or by a signal. */
  | 'failed'
  /** Memory ran out. */
  | 'out-of-memory'
  /** It wrote more log than the budget. */
  | 'log-flood'
  /** The health check had not decided when the deadline came. */
  | 'timed-out'
  /** The engine could not start it. */
  | 'not-started'
  /** The engine stopped answering in the middle. */
  | 'engine-lost';

export const goodResults: readonly SmokeResult[] = ['healthy', 'running', 'completed'];

/** What one setting of the hardening was asked to be, and what the host shows. */
export interface AttestedSetting {
  /** `user`, `groups`, `capabilities`, `noNewPrivileges`, `seccomp`, `apparmor`, `rootFileSystem`, `memory`, `swap`, `cpus`, `pids`, `nofile`, `core`, `fileSize`, `memlock`, `network`, `namespace.pid`, `tmpfs./tmp`, `mounts`, ... */
  readonly name: string;
  readonly asked: string;
  /** Absent where it could not be seen. */
  readonly found?: string;
  /** `unknown` where it could not be seen, never assumed. */
  readonly holds: 'yes' | 'no' | 'unknown';
  /** Why it could not be seen. */
  readonly reason?: string;
}

/** What is really in force, read from the host's /proc. */
export interface Attestation {
  /** Of the process that the image started; absent where nothing could be seen. */
  readonly uid?: number;
  readonly gid?: number;
  readonly groups?: readonly number[];
  /** Union over all processes of permitted, effective and ambient capabilities, upper case without `CAP_`. */
  readonly capabilities?: readonly string[];
  /** The bounding set of the process, upper case without `CAP_`. */
  readonly boundingCapabilities?: readonly string[];
  readonly noNewPrivileges?: boolean;
  readonly seccomp?: 'filter' | 'strict' | 'disabled';
  /** Profile with its mode as the kernel shows it; empty where there is no AppArmor. */
  readonly apparmor?: string;
  readonly readOnlyRoot?: boolean;
  /** Namespaces shared with the host: `net`, `pid`, `ipc`, `uts`, `mnt`, `cgroup`, `user`. */
  readonly hostNamespaces?: readonly string[];
  /** Network interfaces. */
  readonly interfaces?: readonly string[];
  /** 0 for no limit. */
  readonly memoryBytes?: number;
  readonly cpus?: number;
  readonly pids?: number;
  readonly settings: readonly AttestedSetting[];
  /** Why nothing, or not everything, could be seen. */
  readonly reason?: string;
}

export interface SmokeProcess {
  readonly name: string;
  /** Absent where only the name was seen. */
  readonly uid?: number;
}

export interface ListeningPort {
  readonly protocol: 'tcp' | 'udp';
  /** Address as text; `0.0.0.0` and `::` for all. */
  readonly address: string;
  readonly port: number;
}

/** Something that was tried and refused, as the log or the kernel tells. */
export interface DeniedAttempt {
  /** `write`, `network`, or an attempt to get out: `mount`, `unshare`, `setns`, `ptrace`, `mknod`, `raw-socket`, `proc-write`, `setuid`, `chroot`, `module`, `bpf`, `perf`, `keyctl`, `syscall`. */
  readonly kind: string;
  /** Path that was to be written, address family or address that was to be reached, or the system call; empty where the text names none. */
  readonly what: string;
  /** The line that tells, without control characters, at most 200 characters. */
  readonly evidence: string;
  readonly source: 'log' | 'kernel' | 'changes';
}

/** Numbers of a run; absent where they could not be measured. */
export interface SmokePeaks {
  readonly memoryBytes?: number;
  readonly pids?: number;
  /** Of one CPU, 100 is all of it. */
  readonly cpuPercent?: number;
  readonly logBytes: number;
}

export interface SmokeHealth {
  /** `healthy`, `unhealthy`, `starting`. */
  readonly status: string;
  /** From the start until it was decided. */
  readonly seconds?: number;
  readonly failures: number;
  /** Last output of the check, without control characters, at most 400 characters. */
  readonly output: string;
}

/** Something that differs from the recorded behaviour. */
export interface Anomaly {
  /** `process`, `port`, `write`, `network`, `memory`, `cpu`, `pids`, `log`, `health`, `result`, ... */
  readonly kind: string;
  /** What was found, with its number and unit: `curl`, `9090/tcp`, `142 MB`. */
  readonly found: string;
  /** What was recorded: the values, or the range with the number of runs. */
  readonly expected: string;
}

/** A loosening that somebody asked for and the policy allowed. */
export interface AppliedRelaxation {
  /** `capability NET_BIND_SERVICE`, `tmpfs /run`, `system call memfd_create`, `network`, `writable root`. */
  readonly what: string;
  /** `--allow`, or the declaration: `compose.yaml:12`. */
  readonly by: string;
}

export interface SmokeRecord {
  readonly schema: 'seaworthy-smoke/1';
  readonly image: {
    readonly reference: string;
    /** Digest of the configuration. */
    readonly id: string;
    readonly os: string;
    readonly architecture: string;
  };
  readonly engine: {
    /** `Docker 28.5.2 (API 1.51)`. */
    readonly name: string;
    /** `runc`, `runsc`, ... */
    readonly runtime: string;
    readonly kernel: string;
    readonly cgroupVersion: 1 | 2;
    /** It runs on this machine, so that /proc shows its containers. */
    readonly local: boolean;
  };
  /** What the image, or the service, says of itself. */
  readonly declared: {
    /** As written; empty for none, which is root. */
    readonly user: string;
    readonly uid?: number;
    /** `8080/tcp`. */
    readonly ports: readonly string[];
    readonly volumes: readonly string[];
    readonly healthcheck: 'defined' | 'disabled' | 'none';
    readonly stopSignal: string;
    readonly entrypoint: readonly string[];
    readonly command: readonly string[];
    /** Services that it needs and that were not started. */
    readonly dependsOn: readonly string[];
    /** Name of the service or container, where a declaration names one; absent for a bare image. */
    readonly service?: string;
    /** The service asks for a read-only root file system. */
    readonly readOnly?: boolean;
    /** File and line of the service or run line; absent for a bare image. */
    readonly at?: { readonly file: string; readonly line: number };
  };
  readonly asked: AskedHardening;
  readonly relaxations: readonly AppliedRelaxation[];
  /** Variables whose secret values were replaced by placeholders. */
  readonly replacedVariables: readonly string[];
  readonly result: SmokeResult;
  /** In words, for people; one sentence without a full stop. */
  readonly reason: string;
  readonly exitCode?: number;
  readonly oomKilled: boolean;
  /** From the start until it was decided; 0 when it never started. */
  readonly seconds: number;
  readonly health?: SmokeHealth;
  /** How it took to being stopped; absent where it ended by itself. */
  readonly stop?: { readonly seconds: number; readonly killed: boolean; readonly exitCode: number };
  readonly restarts: number;
  readonly processes: readonly SmokeProcess[];
  /** Absent where they could not be seen. */
  readonly listening?: readonly ListeningPort[];
  readonly denied: readonly DeniedAttempt[];
  /** Paths changed in a writable root; absent where the root was read-only. */
  readonly changed?: readonly string[];
  readonly peaks: SmokePeaks;
  /** Limits that it ran into: `memory`, `pids`, `log`, `time`, `file-size`. */
  readonly exceeded: readonly string[];
  /** Absent where it never ran. */
  readonly attestation?: Attestation;
  /** Absent unless it was compared with recorded behaviour. */
  readonly anomalies?: readonly Anomaly[];
  /** Last lines of the log, without control characters and with secrets masked; few. */
  readonly logTail: readonly string[];
  /** What is worth knowing and is no observation: files hidden by a tmpfs, an engine that warns, a runtime that was not there. */
  readonly notices: readonly string[];
}

/** The hardening that the engine was asked for, in the words of the kernel. */
export interface AskedHardening {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** Capabilities left, upper case without `CAP_`. */
  readonly capabilities: readonly string[];
  readonly noNewPrivileges: boolean;
  readonly seccomp: 'filter';
  /** Profile; empty where the kernel has no AppArmor. */
  readonly apparmor: string;
  readonly readOnlyRoot: boolean;
  readonly network: 'none' | 'bridge';
  readonly memoryBytes: number;
  /** Memory and swap together. */
  readonly memorySwapBytes: number;
  readonly cpus: number;
  readonly pids: number;
  /** Soft and hard limits of the process by the name of the ulimit. */
  readonly ulimits: Readonly<Record<string, number>>;
  readonly tmpfs: readonly { readonly path: string; readonly sizeBytes: number; readonly exec: boolean }[];
  readonly runtime: string;
  readonly init: boolean;
}
