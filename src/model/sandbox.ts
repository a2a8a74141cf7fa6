// What the sandbox is told: what to run, on which host, and how far the hardening may be loosened.
import type { AskedHardening } from './smoke-record.ts';

/** A loosening of the hardening, asked for by the user or by the declaration of a service. */
export type Relaxation =
  | { readonly kind: 'capability'; readonly name: string }
  /** A system call that the seccomp profile closes. */
  | { readonly kind: 'syscall'; readonly name: string }
  | { readonly kind: 'tmpfs'; readonly path: string; readonly sizeBytes?: number; readonly exec?: boolean }
  /** The default network of the engine in place of none. */
  | { readonly kind: 'network' }
  /** A writable root file system. */
  | { readonly kind: 'write' };

export interface AllowedRelaxation {
  readonly relaxation: Relaxation;
  /** Who asked: `--allow`, or `compose.yaml:12`. */
  readonly by: string;
}

/** Health check in the form of the Engine API: words, and nanoseconds. */
export interface SandboxHealthcheck {
  /** `CMD` or `CMD-SHELL` first. */
  readonly test: readonly string[];
  readonly timeoutNs: number;
  readonly retries: number;
  readonly startPeriodNs: number;
}

export interface SandboxLimits {
  readonly memoryBytes: number;
  readonly cpus: number;
  readonly pids: number;
  /** Bytes of log after which it is ended. */
  readonly logBytes: number;
  /** Seconds that a container without a health check is watched. */
  readonly watchSeconds: number;
  /** Seconds from the start after which it is ended whatever it does. */
  readonly deadlineSeconds: number;
}

export type SandboxRuntime = 'auto' | 'runc' | 'runsc' | 'kata';

/** What is to be run: the image by its id with what it would be started with, joined from image and declaration. Nothing is hardened yet. */
export interface SandboxWish {
  readonly reference: string;
  /** Id of the image in the engine; a tag could move. */
  readonly imageId: string;
  readonly os: string;
  readonly architecture: string;
  /** User as the image or the declaration says; empty for none. */
  readonly user: string;
  /** Resolved by the /etc/passwd of the image. Absent when it cannot be known. */
  readonly uid?: number;
  readonly gid?: number;
  /** `uid:gid` or `image` as the user of the tool said; absent for the usual. */
  readonly runAs?: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** Environment beyond that of the image, secrets replaced already. */
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly workingDir: string;
  readonly stopSignal: string;
  readonly volumes: readonly string[];
  readonly ports: readonly string[];
  readonly labels: readonly string[];
  readonly healthcheck?: SandboxHealthcheck;
  /** It is switched off by name (`NONE`, `disable: true`). */
  readonly healthcheckDisabled?: boolean;
  /** Variables whose secret values were replaced by placeholders; none when absent. */
  readonly replacedVariables?: readonly string[];
  /** What the declaration of a service says beyond the image; absent for a bare image. */
  readonly service?: SandboxService;
  /** Worth knowing before the run, for the record. */
  readonly notices?: readonly string[];
  /** What the image holds where a tmpfs would hide it; absent where layers were not read. */
  readonly shippedBelow?: ShippedBelow;
  readonly limits: SandboxLimits;
  readonly runtime: SandboxRuntime;
  readonly relaxations: readonly AllowedRelaxation[];
}

/** Tells what an image holds below a directory, an absolute path in its plain form. */
export type ShippedBelow = (path: string) => {
  readonly files: number;
  /** Absolute paths of the directories at any depth, parents first. */
  readonly folders: readonly string[];
};

/** What a service says of itself that the sandbox does not follow but reports. */
export interface SandboxService {
  /** Its name; the record names it too. */
  readonly name?: string;
  /** Services that it needs and that are not started. */
  readonly dependsOn: readonly string[];
  /** It asks for a read-only root file system. */
  readonly readOnly?: boolean;
  readonly at: { readonly file: string; readonly line: number };
}

/** What an engine says of the host it runs on (`/info`, `/version`). */
export interface EngineHost {
  /** `Docker 28.5.2 (API 1.51)`. */
  readonly name: string;
  readonly os: string;
  /** As images say it: `amd64`, `arm64`. */
  readonly architecture: string;
  readonly kernel: string;
  readonly cpus: number;
  readonly cgroupVersion: 1 | 2;
  /** Of the list of security options: `seccomp`, `apparmor`, `selinux`, `userns`, `rootless`. */
  readonly security: readonly string[];
  readonly memoryLimit: boolean;
  readonly swapLimit: boolean;
  readonly pidsLimit: boolean;
  readonly cpuQuota: boolean;
  readonly runtimes: readonly string[];
  readonly defaultRuntime: string;
  /** Version of runc as the engine says; empty when it does not. */
  readonly runcVersion: string;
  /** It is reached through a socket of this machine. */
  readonly local: boolean;
}

/** A container as it is asked of the engine, and the same in the words of the kernel for comparing. */
export interface HardenedRun {
  /** Body of `POST /containers/create`. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly asked: AskedHardening;
  /** Platform of the image, `linux/amd64`. */
  readonly platform: string;
  readonly notices: readonly string[];
}
