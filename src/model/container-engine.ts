// An engine as far as running goes: containers made, started, watched, ended and removed. Only the sandbox uses it.
import type { EngineHost } from './sandbox.ts';

/** Something that happened to a container. */
export interface ContainerEvent {
  /** `start`, `die`, `oom`, `health_status`, `kill`, `destroy`, ... */
  readonly action: string;
  /** Full id. */
  readonly id: string;
  /** Of `health_status`: `healthy`, `unhealthy`, `starting`; empty else. */
  readonly health: string;
  /** Of `die`. */
  readonly exitCode?: number;
  /** Nanoseconds since 1970 as the engine says. */
  readonly timeNs: bigint;
}

/** One sample of what a container uses; what the engine does not say is absent. */
export interface ContainerSample {
  /** As `docker stats` shows it: without pages of files that can be dropped at any time. */
  readonly memoryBytes?: number;
  /** The highest since the start (cgroup v1 alone). */
  readonly memoryMaxBytes?: number;
  readonly pids?: number;
  /** CPU time since the start, nanoseconds. */
  readonly cpuNs?: number;
  /** CPU time of the whole machine since its start, nanoseconds, and its number of CPUs. */
  readonly systemNs?: number;
  readonly cpus?: number;
}

/** A piece of the log of a container. */
export interface LogPiece {
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
}

/** State of a container as its inspect document says. */
export interface ContainerState {
  readonly id: string;
  readonly name: string;
  /** `created`, `running`, `exited`, ... */
  readonly status: string;
  readonly running: boolean;
  /** Of the first process on the host; 0 when it does not run. */
  readonly pid: number;
  readonly exitCode: number;
  readonly oomKilled: boolean;
  /** What the engine says went wrong; empty for nothing. */
  readonly error: string;
  /** RFC 3339; empty or `0001-...` for never. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly restarts: number;
  readonly health?: {
    readonly status: string;
    readonly failingStreak: number;
    readonly lastOutput: string;
  };
  readonly labels: Readonly<Record<string, string>>;
  /** Mounts that the engine made, volumes among them. */
  readonly mounts: readonly {
    readonly type: string;
    readonly name: string;
    readonly destination: string;
    readonly writable: boolean;
  }[];
}

/** Milliseconds, and a way to give up. Every call has a limit of its own where none is named. */
export interface CallOptions {
  readonly patience?: number;
  readonly signal?: AbortSignal;
}

/** Every call throws InputError when the engine does not answer in time or refuses; RefusalError (an InputError) holds the status. */
export interface ContainerEngine {
  readonly name: string;
  /** Where it listens, as DOCKER_HOST spells it. */
  readonly endpoint: string;
  /** Of its daemon and host. */
  host(options?: CallOptions): Promise<EngineHost>;
  /** Makes a container; nothing runs yet. Where the engine did not answer, there may be one of that name all the same. */
  create(
    name: string,
    request: Readonly<Record<string, unknown>>,
    options?: CallOptions & { readonly platform?: string },
  ): Promise<{ readonly id: string; readonly warnings: readonly string[] }>;
  start(id: string, options?: CallOptions): Promise<void>;
  /** SIGTERM, then SIGKILL after `seconds`. One that has ended already is no error. */
  stop(id: string, seconds: number, options?: CallOptions): Promise<void>;
  /** One that has ended already is no error. */
  kill(id: string, signal: string, options?: CallOptions): Promise<void>;
  /** Removes a container by force with its anonymous volumes. One that is gone already is no error; one whose removal is under way is waited for. */
  remove(id: string, options?: CallOptions): Promise<void>;
  /** Undefined when there is no such container. */
  state(id: string, options?: CallOptions): Promise<ContainerState | undefined>;
  /** Every container, running or not, that has this label (`name=value`, or the name alone). */
  labelled(label: string, options?: CallOptions): Promise<readonly ContainerState[]>;
  /** Events of one container from now on (those of the same second may come as well); resolves when the engine listens. Ends when the signal does; throws InputError when the connection breaks. */
  events(id: string, signal: AbortSignal): Promise<AsyncIterable<ContainerEvent>>;
  /** A sample a second, or every five, while it runs; ends with its end. Podman has none for one that has not started yet. */
  samples(id: string, signal: AbortSignal): Promise<AsyncIterable<ContainerSample>>;
  /** The log from its beginning; follows until the container ends. */
  logs(
    id: string,
    options: { readonly follow: boolean; readonly signal: AbortSignal },
  ): Promise<AsyncIterable<LogPiece>>;
  /** Processes as the host sees them, without a uid where only the name of the user is known. The engine refuses where nothing runs, or where its host has no ps. */
  top(
    id: string,
    options?: CallOptions,
  ): Promise<readonly { readonly pid: number; readonly uid?: number; readonly name: string }[]>;
  /** Paths that differ from the image. */
  changes(
    id: string,
    options?: CallOptions,
  ): Promise<readonly { readonly path: string; readonly kind: 'changed' | 'added' | 'deleted' }[]>;
  /** Id and inspect document of an image; undefined when it is not there. */
  image(
    reference: string,
    options?: CallOptions,
  ): Promise<{ readonly id: string; readonly document: unknown } | undefined>;
  /** Loads an archive of `docker save`; answers with the ids or names of what was loaded. */
  loadImage(archive: AsyncIterable<Uint8Array>, options?: CallOptions): Promise<readonly string[]>;
  /** Fetches an image from its registry; `onProgress` is told what the engine says. */
  pullImage(
    reference: string,
    options?: CallOptions & { readonly platform?: string; readonly onProgress?: (text: string) => void },
  ): Promise<void>;
  /** Takes a name away, and the image when it has no other. One that is gone is no error. */
  removeImage(reference: string, options?: CallOptions): Promise<void>;
  close(): Promise<void>;
}
