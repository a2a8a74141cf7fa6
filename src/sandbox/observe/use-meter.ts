// The highest of what a container used, as its control groups tell from look to look.
import type { SmokePeaks } from '../../model/smoke-record.ts';
import type { CgroupUse } from './cgroup-numbers.ts';

export interface UseMeter {
  take(use: CgroupUse): void;
  /** `pids` and `memory`, where the kernel says so. */
  exceeded(): ReadonlySet<string>;
  /** Memory, processes and time were told at least once. */
  isComplete(): boolean;
  read(): {
    readonly peaks: Omit<SmokePeaks, 'logBytes'>;
    /** `pids` and `memory`, where the kernel says so. */
    readonly exceeded: readonly string[];
  };
}

/** Begins with nothing. `monotonic` counts milliseconds: the share of a CPU is that between two looks. */
export function openUseMeter(monotonic: () => number): UseMeter {
  let memoryBytes: number | undefined;
  let pids: number | undefined;
  let cpuPercent: number | undefined;
  let last: { readonly cpuNs: number; readonly at: number } | undefined;
  let isComplete = false;
  const exceeded = new Set<string>();
  const higher = (known: number | undefined, found: number | undefined) =>
    found === undefined ? known : Math.max(known ?? 0, found);
  return {
    take(use) {
      memoryBytes = higher(memoryBytes, use.memoryPeakBytes ?? use.memoryBytes);
      pids = higher(pids, use.pidsPeak ?? use.pids);
      if ((use.pidsRefused ?? 0) > 0) exceeded.add('pids');
      if ((use.memoryKills ?? 0) > 0) exceeded.add('memory');
      isComplete ||= memoryBytes !== undefined && pids !== undefined && use.cpuNs !== undefined;
      const at = monotonic();
      if (use.cpuNs === undefined) return;
      // Over less than half a second the share is chance.
      if (last !== undefined && at - last.at < 500) return;
      if (last !== undefined) cpuPercent = higher(cpuPercent, (use.cpuNs - last.cpuNs) / (at - last.at) / 10_000);
      last = { cpuNs: use.cpuNs, at };
    },
    exceeded: () => exceeded,
    isComplete: () => isComplete,
    read() {
      return {
        peaks: {
          ...(memoryBytes === undefined ? {} : { memoryBytes }),
          ...(pids === undefined ? {} : { pids }),
          ...(cpuPercent === undefined ? {} : { cpuPercent: Math.round(cpuPercent * 10) / 10 }),
        },
        exceeded: [...exceeded].sort(),
      };
    },
  };
}
