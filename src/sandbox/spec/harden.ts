// Turns a wish into a container: the request to the engine with everything locked, and the same in the words of the kernel.
import type { EngineHost, HardenedRun, SandboxWish } from '../../model/sandbox.ts';
import type { AskedHardening } from '../../model/smoke-record.ts';
import { checkHost } from './check-host.ts';
import { checkStart } from './check-start.ts';
import { healthRequest } from './health.ts';
import { relaxSeccomp, type SandboxSeccomp } from './seccomp.ts';
import { planTmpfs, type SandboxMounts } from './tmpfs.ts';
import { chooseUser } from './user.ts';

/** Labels of ours; an image that bears them must not look like a run. */
const LABELS = 'io.seaworthy.';

const HOSTNAME = 'seaworthy';
const STOP_SECONDS = 2;

/** What a run is not told by its wish. */
export interface HardenOptions {
  /** Runtime by the name the engine knows; its default one when absent. */
  readonly runtime?: string;
  /** A process of the engine's own in front, which reaps and passes signals on; true when absent. */
  readonly init?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

/** The hardened form of a wish. Throws InputError when the engine or the image cannot be run this way, UsageError when a flag is wrong. */
export function hardenRun(
  wish: SandboxWish,
  host: EngineHost,
  seccomp: SandboxSeccomp,
  options: HardenOptions = {},
): HardenedRun {
  const oddities = [...checkHost(host), ...checkStart(wish, host)];
  const user = chooseUser(wish);
  const mounts = planTmpfs(wish, user);
  const calls = wish.relaxations.flatMap(({ relaxation }) => (relaxation.kind === 'syscall' ? [relaxation.name] : []));
  const profile = relaxSeccomp(seccomp, calls);
  const asked = askedOf(wish, host, user, mounts, options);
  return {
    request: {
      Image: wish.imageId,
      User: `${asked.uid}:${asked.gid}`,
      Hostname: HOSTNAME,
      Entrypoint: wish.entrypoint,
      Cmd: wish.command,
      Env: wish.environment.map(({ name, value }) => `${name}=${value}`),
      WorkingDir: wish.workingDir === '' ? '/' : wish.workingDir,
      AttachStdin: false,
      AttachStdout: false,
      AttachStderr: false,
      OpenStdin: false,
      Tty: false,
      StopSignal: 'SIGTERM',
      StopTimeout: STOP_SECONDS,
      Labels: labelsOf(wish.labels, options.labels),
      Healthcheck: healthRequest(wish.healthcheckDisabled === true ? undefined : wish.healthcheck, wish.limits),
      HostConfig: hostConfig(asked, host, mounts, { profile: JSON.stringify(profile), logBytes: wish.limits.logBytes }),
    },
    asked,
    platform: `${wish.os === '' ? host.os : wish.os}/${wish.architecture === '' ? host.architecture : wish.architecture}`,
    notices: [...oddities, ...user.notices, ...mounts.notices, ...idleCapabilities(asked)],
  };
}

function askedOf(
  { limits, relaxations }: SandboxWish,
  host: EngineHost,
  { uid, gid }: { readonly uid: number; readonly gid: number },
  { tmpfs }: SandboxMounts,
  { runtime, init }: HardenOptions,
): AskedHardening {
  const kinds = new Set(relaxations.map(({ relaxation }) => relaxation.kind));
  const named = relaxations.flatMap(({ relaxation }) => (relaxation.kind === 'capability' ? [relaxation.name] : []));
  return {
    uid,
    gid,
    groups: [gid],
    capabilities: [...new Set(named)].sort(),
    noNewPrivileges: true,
    seccomp: 'filter',
    apparmor: host.security.includes('apparmor') ? 'docker-default' : '',
    readOnlyRoot: !kinds.has('write'),
    network: kinds.has('network') ? 'bridge' : 'none',
    memoryBytes: limits.memoryBytes,
    memorySwapBytes: limits.memoryBytes,
    // Engines refuse more than there are.
    cpus: host.cpuQuota ? Math.min(limits.cpus, host.cpus > 0 ? host.cpus : limits.cpus) : 0,
    pids: limits.pids,
    // No file outgrows the memory it would lie in, and none on disk where the root may be written.
    ulimits: { core: 0, fsize: limits.memoryBytes, memlock: 65_536, nofile: 4096 },
    tmpfs,
    runtime: runtime ?? host.defaultRuntime,
    init: init ?? true,
  };
}

function hostConfig(
  asked: AskedHardening,
  host: EngineHost,
  mounts: SandboxMounts,
  { profile, logBytes }: { readonly profile: string; readonly logBytes: number },
): Readonly<Record<string, unknown>> {
  return {
    ReadonlyRootfs: asked.readOnlyRoot,
    NetworkMode: asked.network,
    Privileged: false,
    CapDrop: ['ALL'],
    CapAdd: asked.capabilities,
    SecurityOpt: [
      'no-new-privileges:true',
      `seccomp=${profile}`,
      ...(asked.apparmor === '' ? [] : [`apparmor=${asked.apparmor}`]),
    ],
    Memory: asked.memoryBytes,
    MemorySwap: asked.memorySwapBytes,
    ...(host.cgroupVersion === 1 ? { MemorySwappiness: 0 } : {}),
    ...(asked.cpus > 0 ? { NanoCpus: Math.round(asked.cpus * 1_000_000_000) } : {}),
    PidsLimit: asked.pids,
    Ulimits: Object.entries(asked.ulimits).map(([Name, limit]) => ({ Name, Soft: limit, Hard: limit })),
    Tmpfs: mounts.request,
    ShmSize: Math.floor(asked.memoryBytes / 4),
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
    // Exit code, log and changes are asked for afterwards.
    AutoRemove: false,
    Init: asked.init,
    ...(asked.runtime === host.defaultRuntime ? {} : { Runtime: asked.runtime }),
    LogConfig: logConfig(logBytes),
  };
}

/** Twice what is read of it: a file that is cut while it is followed ends the following. */
function logConfig(logBytes: number): Readonly<Record<string, unknown>> {
  const size = `${Math.max(1, Math.ceil((2 * logBytes) / 2 ** 20))}m`;
  const bounds = { 'max-size': size, 'max-file': '1', compress: 'false' };
  return { Type: 'local', Config: { ...bounds, mode: 'non-blocking', 'max-buffer-size': '1m' } };
}

/** A container inherits the labels of its image: those that would read as ours are emptied. */
function labelsOf(
  image: readonly string[],
  own: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return { ...Object.fromEntries(image.filter((name) => name.startsWith(LABELS)).map((name) => [name, ''])), ...own };
}

/** Engines give capabilities to others than root through file capabilities alone, which no-new-privileges switches off. */
function idleCapabilities({ uid, capabilities }: AskedHardening): string[] {
  if (uid === 0 || capabilities.length === 0) return [];
  return [
    `The capabilities ${capabilities.join(', ')} are allowed and reach no process, as it runs as ${uid}: only root is given them; add --user 0:0`,
  ];
}
