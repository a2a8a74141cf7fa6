// Limits and use of a container as its control groups tell, of both versions.
import { type CgroupEntry, cgroupFolder } from '../../parse/proc/cgroup.ts';
import { type ProcFiles, type Seen, textOf } from './proc-files.ts';

/** A limit, 0 for none; or why it cannot be seen. */
export type LimitSeen = { readonly limit: number } | { readonly missing: string };

/** What is used; absent where it is not told. */
export interface CgroupUse {
  readonly memoryBytes?: number;
  readonly memoryPeakBytes?: number;
  readonly pids?: number;
  readonly pidsPeak?: number;
  readonly cpuNs?: number;
  /** How often a process was killed for want of memory. */
  readonly memoryKills?: number;
  /** How often no process could be made. */
  readonly pidsRefused?: number;
}

interface Control {
  readonly version: 1 | 2;
  readonly read: (name: string) => Seen;
}

/** Cgroup v1 writes no limit as the largest number of pages. */
const UNLIMITED_V1 = 2 ** 62;

/** Bytes of memory that it may use. */
export function memoryLimit(proc: ProcFiles, groups: readonly CgroupEntry[]): LimitSeen {
  const control = controlOf(proc, groups, 'memory');
  if (control === undefined) return notMounted('memory');
  return limitIn(control.read(control.version === 1 ? 'memory.limit_in_bytes' : 'memory.max'));
}

/** Bytes of memory and swap together that it may use. */
export function memorySwapLimit(proc: ProcFiles, groups: readonly CgroupEntry[]): LimitSeen {
  const control = controlOf(proc, groups, 'memory');
  if (control === undefined) return notMounted('memory');
  if (control.version === 1) return limitIn(control.read('memory.memsw.limit_in_bytes'));
  const memory = limitIn(control.read('memory.max'));
  const swapText = control.read('memory.swap.max');
  if ('missing' in memory) return memory;
  if ('missing' in swapText) return swapText;
  if (memory.limit === 0 || swapText.text.trim() === 'max') return { limit: 0 };
  return { limit: memory.limit + Number(swapText.text.trim()) };
}

/** CPUs that it may use, a fraction among them. */
export function cpuLimit(proc: ProcFiles, groups: readonly CgroupEntry[]): LimitSeen {
  const control = controlOf(proc, groups, 'cpu');
  if (control === undefined) return notMounted('cpu');
  const [quota, period] =
    control.version === 1
      ? [control.read('cpu.cfs_quota_us'), control.read('cpu.cfs_period_us')]
      : wordsOf(control.read('cpu.max'));
  if ('missing' in quota) return quota;
  if ('missing' in period) return period;
  const [limit, span] = [Number(quota.text), Number(period.text)];
  if (quota.text.trim() === 'max' || limit < 0) return { limit: 0 };
  return span > 0 && Number.isFinite(limit) ? { limit: limit / span } : { missing: 'its numbers cannot be read' };
}

/** Processes that it may have. */
export function pidsLimit(proc: ProcFiles, groups: readonly CgroupEntry[]): LimitSeen {
  const control = controlOf(proc, groups, 'pids');
  return control === undefined ? notMounted('pids') : limitIn(control.read('pids.max'));
}

/** Everything that is told of its use. */
export function readUse(proc: ProcFiles, groups: readonly CgroupEntry[]): CgroupUse {
  const memory = controlOf(proc, groups, 'memory');
  const pids = controlOf(proc, groups, 'pids');
  const cpu = controlOf(proc, groups, 'cpuacct') ?? controlOf(proc, groups, 'cpu');
  const isOld = memory?.version === 1;
  return without({
    memoryBytes: numberIn(memory, isOld ? 'memory.usage_in_bytes' : 'memory.current'),
    memoryPeakBytes: numberIn(memory, isOld ? 'memory.max_usage_in_bytes' : 'memory.peak'),
    memoryKills: fieldIn(memory, isOld ? 'memory.oom_control' : 'memory.events', 'oom_kill'),
    pids: numberIn(pids, 'pids.current'),
    pidsPeak: numberIn(pids, 'pids.peak'),
    pidsRefused: fieldIn(pids, 'pids.events', 'max'),
    cpuNs: cpu?.version === 1 ? numberIn(cpu, 'cpuacct.usage') : microseconds(fieldIn(cpu, 'cpu.stat', 'usage_usec')),
  });
}

function controlOf(proc: ProcFiles, groups: readonly CgroupEntry[], controller: string): Control | undefined {
  const place = cgroupFolder(groups, proc.ownMounts(), controller);
  if (place === undefined) return undefined;
  return { version: place.version, read: (name) => proc.file(`${place.folder}/${name}`) };
}

function notMounted(controller: string): LimitSeen {
  return { missing: `the ${controller} control groups of the engine are not mounted here` };
}

function limitIn(seen: Seen): LimitSeen {
  if ('missing' in seen) return seen;
  const text = seen.text.trim();
  if (text === 'max') return { limit: 0 };
  if (!/^\d{1,20}$/.test(text)) return { missing: 'its numbers cannot be read' };
  return { limit: Number(text) >= UNLIMITED_V1 ? 0 : Number(text) };
}

function wordsOf(seen: Seen): readonly [Seen, Seen] {
  if ('missing' in seen) return [seen, seen];
  const [first = '', second = ''] = seen.text.trim().split(' ');
  return [{ text: first }, { text: second }];
}

function numberIn(control: Control | undefined, name: string): number | undefined {
  const text = control === undefined ? undefined : textOf(control.read(name))?.trim();
  return text !== undefined && /^\d{1,20}$/.test(text) ? Number(text) : undefined;
}

/** The number behind a word in a file of `word number` lines. */
function fieldIn(control: Control | undefined, name: string, field: string): number | undefined {
  const text = control === undefined ? undefined : textOf(control.read(name));
  const line = text?.split('\n').find((one) => one.startsWith(`${field} `));
  return line === undefined ? undefined : Number(line.slice(field.length + 1));
}

function microseconds(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value * 1000;
}

/** The same without what is not known. */
function without(use: { readonly [K in keyof CgroupUse]-?: number | undefined }): CgroupUse {
  return Object.fromEntries(Object.entries(use).filter(([, value]) => value !== undefined));
}
