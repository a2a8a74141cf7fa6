// The processes of a container, found from the host: which one the image started, and which ones the engine sent in.
import { type CgroupEntry, cgroupFolder, parseCgroups } from '../../parse/proc/cgroup.ts';
import { type ProcessStatus, parseStatus } from '../../parse/proc/status.ts';
import { type ProcFiles, textOf } from './proc-files.ts';

export interface ContainerProcesses {
  /** The process that the image started: the first one, or the child of the init that the engine adds. */
  readonly started: ProcessStatus;
  /** Every process, whoever started it; those of the runtime that are still setting one up are left out. */
  readonly all: readonly ProcessStatus[];
  /** Those that the image brought: without the init of the engine, health checks and their like. */
  readonly own: readonly ProcessStatus[];
  readonly groups: readonly CgroupEntry[];
}

/** The processes, or why they cannot be seen. One that is still being set up has groups already. */
export type Found =
  | { readonly kind: 'seen'; readonly processes: ContainerProcesses }
  | { readonly kind: 'sentry'; readonly groups: readonly CgroupEntry[] }
  | { readonly kind: 'unseen'; readonly reason: string; readonly groups?: readonly CgroupEntry[] };

/** Which container it is and what its first process should be. */
export interface Sought {
  readonly id: string;
  /** Of its first process. */
  readonly pid: number;
  /** The engine puts an init of its own before the process of the image. */
  readonly init: boolean;
}

/** More of them are not read: limits on processes are far below. */
const MAX_PROCESSES = 512;

/** Programs that engines use as an init. */
const INITS = new Set(['docker-init', 'tini', 'tini-static', 'catatonit', 'podman-init', 'init']);

/** What the first process is called between its making by the runtime and the start of its program. */
const SETTING_UP = /^(?:runc(?::\[|$)|crun$|libcrun|youki|conmon$)/;

/** The same of what the runtime sends in later, which begins as a copy of the runtime without a name. */
const SENDING_IN = /^(?:runc(?::\[|$)|crun$|libcrun|youki|conmon$|exe$|\d{1,3}$)/;

/** Finds the processes of a container. A number that belongs to another process is noticed by the groups it is in. */
export function findProcesses(proc: ProcFiles, { id, pid, init }: Sought): Found {
  if (pid === 0) return unseen('it had ended before it could be looked at');
  const cgroup = proc.process(pid, 'cgroup');
  if ('missing' in cgroup) return unseen(`its process ${pid} is not seen in /proc: ${cgroup.missing}`);
  const groups = parseCgroups(cgroup.text).map((group) => ({ ...group, path: upTo(group.path, id) }));
  if (!groups.some(({ path }) => path.includes(id)))
    return unseen(`process ${pid} of this machine is not one of this container: the engine counts them elsewhere`);
  const first = readStatus(proc, pid);
  if (first === undefined) return unseen('it had ended before it could be looked at');
  if (isSentry(proc, pid)) return { kind: 'sentry', groups };
  if (SETTING_UP.test(first.name)) return unseen('the runtime was still setting it up', groups);

  const all = collect(proc, groups, first);
  const hasInit = init && INITS.has(first.name);
  const started = hasInit ? firstChild(all, first.pid) : first;
  if (started === undefined) return unseen('its program had not been started', groups);
  const brought = descendants(all, started.pid, first.pid);
  return {
    kind: 'seen',
    processes: {
      started,
      all,
      own: all.filter((one) => brought.has(one.pid) && !(hasInit && one.pid === first.pid)),
      groups,
    },
  };
}

/** The group of the container itself, which has its limits: Podman puts the processes into one below it. */
function upTo(path: string, id: string): string {
  const at = path.lastIndexOf(id);
  if (at === -1) return path;
  const end = path.indexOf('/', at);
  return end === -1 ? path : path.slice(0, end);
}

function unseen(reason: string, groups?: readonly CgroupEntry[]): Found {
  return { kind: 'unseen', reason, ...(groups === undefined ? {} : { groups }) };
}

/** gVisor: /proc shows its kernel, which lives in the pid namespace of the host, where no process of runc can be. */
function isSentry(proc: ProcFiles, pid: number): boolean {
  const program = textOf(proc.process(pid, 'cmdline'))?.split('\0', 1)[0] ?? '';
  const namespace = textOf(proc.link(pid, 'ns/pid'));
  return program === 'runsc-sandbox' && namespace !== undefined && namespace === textOf(proc.link('self', 'ns/pid'));
}

function collect(proc: ProcFiles, groups: readonly CgroupEntry[], first: ProcessStatus): readonly ProcessStatus[] {
  const found = new Map([[first.pid, first]]);
  for (const pid of listPids(proc, groups, first.pid).slice(0, MAX_PROCESSES)) {
    const status = found.has(pid) ? undefined : readStatus(proc, pid);
    if (status !== undefined) found.set(pid, status);
  }
  // One with a parent outside is a health check or its like: while the runtime sets it up it still has all rights.
  return [...found.values()].filter(
    ({ name, parent, pid }) => pid === first.pid || found.has(parent) || !SENDING_IN.test(name),
  );
}

/** By the group they are in; where it is not mounted, or holds only groups below it, by asking each for its children. */
function listPids(proc: ProcFiles, groups: readonly CgroupEntry[], first: number): readonly number[] {
  for (const controller of ['pids', 'memory', 'cpu']) {
    const folder = cgroupFolder(groups, proc.ownMounts(), controller)?.folder;
    const pids = folder === undefined ? [] : numbersOf(textOf(proc.file(`${folder}/cgroup.procs`)) ?? '');
    if (pids.length > 0) return pids;
  }
  const pids = [first];
  for (let index = 0; index < pids.length && pids.length < MAX_PROCESSES; index += 1) {
    const pid = pids[index] ?? first;
    for (const child of numbersOf(textOf(proc.process(pid, `task/${pid}/children`)) ?? ''))
      if (!pids.includes(child)) pids.push(child);
  }
  return pids;
}

/** The lowest number in the container: others were adopted later. */
function firstChild(all: readonly ProcessStatus[], parent: number): ProcessStatus | undefined {
  const number = ({ namespacePids, pid }: ProcessStatus) => namespacePids.at(-1) ?? pid;
  const children = all.filter((one) => one.parent === parent && !SETTING_UP.test(one.name));
  return children.sort((a, b) => number(a) - number(b))[0];
}

function descendants(all: readonly ProcessStatus[], ...roots: readonly number[]): ReadonlySet<number> {
  const found = new Set(roots);
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return found;
}

function readStatus(proc: ProcFiles, pid: number): ProcessStatus | undefined {
  return parseStatus(textOf(proc.process(pid, 'status')) ?? '');
}

function numbersOf(text: string): readonly number[] {
  return text.split(/\s+/).flatMap((word) => (/^\d{1,10}$/.test(word) ? [Number(word)] : []));
}
