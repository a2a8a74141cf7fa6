// The highest of what the engine measures, for where the host shows nothing.
import type { ContainerSample } from '../../model/container-engine.ts';
import type { SmokePeaks } from '../../model/smoke-record.ts';

export interface SamplePeaks {
  add(sample: ContainerSample): void;
  peaks(): Omit<SmokePeaks, 'logBytes'>;
}

/** Begins with nothing. */
export function openSamplePeaks(): SamplePeaks {
  let memoryBytes: number | undefined;
  let pids: number | undefined;
  let cpuPercent: number | undefined;
  let last: ContainerSample | undefined;
  const higher = (known: number | undefined, ...found: readonly (number | undefined)[]) =>
    found.reduce((most, one) => (one === undefined ? most : Math.max(most ?? 0, one)), known);
  return {
    add(sample) {
      memoryBytes = higher(memoryBytes, sample.memoryMaxBytes ?? sample.memoryBytes);
      pids = higher(pids, sample.pids);
      cpuPercent = higher(cpuPercent, last && percentBetween(last, sample));
      last = sample;
    },
    peaks: () => ({
      ...(memoryBytes === undefined ? {} : { memoryBytes }),
      ...(pids === undefined ? {} : { pids }),
      ...(cpuPercent === undefined ? {} : { cpuPercent: Math.round(cpuPercent * 10) / 10 }),
    }),
  };
}

/** Of one CPU: the machine counts the time of all of them. */
function percentBetween(before: ContainerSample, after: ContainerSample): number | undefined {
  if (before.cpuNs === undefined || after.cpuNs === undefined || after.cpus === undefined) return undefined;
  if (before.systemNs === undefined || after.systemNs === undefined || after.systemNs <= before.systemNs)
    return undefined;
  return ((after.cpuNs - before.cpuNs) / (after.systemNs - before.systemNs)) * after.cpus * 100;
}
