// How much it may use: the limits of its control groups, and those of each process.
import type { AskedHardening } from '../../model/smoke-record.ts';
import type { CgroupEntry } from '../../parse/proc/cgroup.ts';
import { parseLimits, type ResourceLimit } from '../../parse/proc/limits.ts';
import { cpuLimit, type LimitSeen, memoryLimit, memorySwapLimit, pidsLimit } from './cgroup-numbers.ts';
import { type ProcFiles, textOf } from './proc-files.ts';
import { type Finding, type SettingCheck, showBytes, type View } from './setting.ts';

/** Names of settings, where they are not those of the ulimit. */
const NAMES: ReadonlyMap<string, string> = new Map([['fsize', 'fileSize']]);
const IN_BYTES = new Set(['as', 'core', 'data', 'fsize', 'memlock', 'msgqueue', 'rss', 'stack']);

/** Of the numbers of CPUs; the engine rounds to microseconds. */
const CPU_TOLERANCE = 0.005;

/** The settings that are limits. */
export function limitChecks(asked: AskedHardening): readonly SettingCheck[] {
  const ofGroup = (
    name: string,
    limit: number,
    read: (proc: ProcFiles, groups: readonly CgroupEntry[]) => LimitSeen,
    show: (value: number) => string,
    tolerance = 0,
  ): SettingCheck[] =>
    // 0 is what an engine without that limit is asked for.
    limit === 0
      ? []
      : [
          {
            name,
            asked: show(limit),
            ofHost: true,
            find: ({ proc, groups }) => within(read(proc, groups), limit + tolerance, show),
          },
        ];
  return [
    ...ofGroup('memory', asked.memoryBytes, memoryLimit, showBytes),
    ...ofGroup('swap', asked.memorySwapBytes, memorySwapLimit, showBytes).map((check) => ({
      ...check,
      asked: `${check.asked} with memory`,
      find: (view: View) => orNoSwap(check.find(view), view),
    })),
    ...ofGroup('cpus', asked.cpus, cpuLimit, showCount, CPU_TOLERANCE),
    ...ofGroup('pids', asked.pids, pidsLimit, showCount),
    ...Object.entries(asked.ulimits).map(([name, limit]) => ({
      name: NAMES.get(name) ?? name,
      asked: showUlimit(name, limit),
      find: (view: View) => findUlimit(view, name, limit),
    })),
  ];
}

function within(seen: LimitSeen, most: number, show: (value: number) => string): Finding {
  if ('missing' in seen) return { reason: seen.missing };
  return { found: show(seen.limit), holds: seen.limit > 0 && seen.limit <= most };
}

/** Where the machine has no swap, the limit on memory is one on both. */
function orNoSwap(finding: Finding, { proc }: View): Finding {
  if ('found' in finding && finding.holds) return finding;
  const swaps = textOf(proc.file('/proc/swaps'))?.trim().split('\n');
  return swaps?.length === 1 ? { found: 'no swap on this machine', holds: true } : finding;
}

/** Of all its processes the one that may do most. */
function findUlimit({ proc, processes }: View, name: string, most: number): Finding {
  const found: ResourceLimit[] = [];
  for (const { pid } of processes?.all ?? []) {
    const limit = parseLimits(textOf(proc.process(pid, 'limits')) ?? '').get(name);
    if (limit !== undefined) found.push(limit);
  }
  if (found.length === 0) return { reason: 'the limits of its processes cannot be read' };
  const soft = Math.max(...found.map((limit) => limit.soft));
  const hard = Math.max(...found.map((limit) => limit.hard));
  const shown = soft === hard ? showUlimit(name, hard) : `${showUlimit(name, soft)}, up to ${showUlimit(name, hard)}`;
  return { found: shown, holds: hard <= most };
}

/** For a ulimit, 0 is a limit and not the want of one. */
function showUlimit(name: string, value: number): string {
  if (value === 0) return '0';
  return IN_BYTES.has(name) ? showBytes(value) : Number.isFinite(value) ? String(value) : 'none';
}

function showCount(value: number): string {
  return value === 0 ? 'none' : String(Math.round(value * 1000) / 1000);
}
