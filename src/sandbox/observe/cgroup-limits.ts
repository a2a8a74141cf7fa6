// What the control groups of a container allow it and what it has used, of either version.
import { type CgroupEntry, cgroupFolder } from '../../parse/proc/cgroup.ts';
import { type ProcFiles, textOf } from './proc-files.ts';

/** Limits in force; 0 for none. What cannot be read is absent. */
export interface CgroupLimits {
  readonly memoryBytes?: number;
  /** Memory and swap together. */
  readonly memorySwapBytes?: number;
  readonly cpus?: number;
  readonly pids?: number;
}

/** What was used so far. */
export interface CgroupUse {
  readonly memoryPeakBytes?: number;
  readonly pids?: number;
  /** Nanoseconds of CPU time. */
  readonly cpuNs?: number;
  /** A process could not be made because there were too many. */
  readonly pidsRefused: boolean;
  /** A process was killed because memory ran out. */
  readonly killedForMemory: boolean;
}

/** Above this the kernel of version 1 means that there is no limit. */
const NO_LIMIT = 2 ** 60;

/** Reads files of a controller, whose names depend on the version. */
function openGroup(proc: ProcFiles, groups: readonly CgroupEntry[], controller: string) {
  const found = cgroupFolder(groups, proc.ownMounts(), controller);
  return (old: string, unified: string): string | undefined => {
    if (found === undefined) return undefined;
    const name = found.version === 1 ? old : unified;
    return name === '' ? undefined : textOf(proc.file(`${found.folder}/${name}`))?.trim();
  };
}

/** Reads the limits. */
export function readLimits(proc: ProcFiles, groups: readonly CgroupEntry[]): CgroupLimits {
  const memory = openGroup(proc, groups, 'memory');
  const pids = openGroup(proc, groups, 'pids');
  const memoryBytes = limitOf(memory('memory.limit_in_bytes', 'memory.max'));
  const both = limitOf(memory('memory.memsw.limit_in_bytes', ''));
  const swap = limitOf(memory('', 'memory.swap.max'), true);
  const withSwap = both ?? (memoryBytes === undefined || swap === undefined ? undefined : sum(memoryBytes, swap));
  const cpus = readCpus(proc, groups);
  const most = limitOf(pids('pids.max', 'pids.max'));
  return {
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(withSwap === undefined ? {} : { memorySwapBytes: withSwap }),
    ...(cpus === undefined ? {} : { cpus }),
    ...(most === undefined ? {} : { pids: most }),
  };
}

/** Reads what was used. */
export function readUse(proc: ProcFiles, groups: readonly CgroupEntry[]): CgroupUse {
  const memory = openGroup(proc, groups, 'memory');
  const pids = openGroup(proc, groups, 'pids');
  const usage = openGroup(proc, groups, 'cpuacct')('cpuacct.usage', '');
  const unified = openGroup(proc, groups, 'cpu')('', 'cpu.stat');
  const peak = numberOf(memory('memory.max_usage_in_bytes', 'memory.peak') ?? memory('', 'memory.current'));
  const count = numberOf(pids('pids.current', 'pids.current'));
  const cpuNs = numberOf(usage) ?? thousandfold(counterOf(unified, 'usage_usec'));
  return {
    ...(peak === undefined ? {} : { memoryPeakBytes: peak }),
    ...(count === undefined ? {} : { pids: count }),
    ...(cpuNs === undefined ? {} : { cpuNs }),
    pidsRefused: (counterOf(pids('pids.events', 'pids.events'), 'max') ?? 0) > 0,
    killedForMemory: (counterOf(memory('memory.oom_control', 'memory.events'), 'oom_kill') ?? 0) > 0,
  };
}

function readCpus(proc: ProcFiles, groups: readonly CgroupEntry[]): number | undefined {
  const cpu = openGroup(proc, groups, 'cpu');
  const unified = cpu('', 'cpu.max');
  const [quota, period] =
    unified === undefined ? [cpu('cpu.cfs_quota_us', ''), cpu('cpu.cfs_period_us', '')] : unified.split(' ');
  if (quota === undefined || period === undefined) return undefined;
  if (quota === 'max' || quota.startsWith('-')) return 0;
  const [used, of] = [numberOf(quota), numberOf(period)];
  return used === undefined || of === undefined || of === 0 ? undefined : used / of;
}

/** `max` is no limit; none of swap is a limit as well. */
function limitOf(text: string | undefined, zeroIsLimit = false): number | undefined {
  if (text === 'max') return zeroIsLimit ? Number.POSITIVE_INFINITY : 0;
  const limit = numberOf(text);
  return limit === undefined ? undefined : limit >= NO_LIMIT ? 0 : limit;
}

function sum(memory: number, swap: number): number {
  return memory === 0 || swap === Number.POSITIVE_INFINITY ? 0 : memory + swap;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,20}$/.test(text) ? Number(text) : undefined;
}

/** A number behind its name, in a file of such lines. */
function counterOf(text: string | undefined, name: string): number | undefined {
  const line = text?.split('\n').find((one) => one.startsWith(`${name} `));
  return numberOf(line?.slice(name.length + 1));
}

function thousandfold(count: number | undefined): number | undefined {
  return count === undefined ? undefined : count * 1000;
}
