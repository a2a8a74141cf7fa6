// Limits on memory, processors and processes, kernel settings.
import type { ContainerElement } from '../../model/container.ts';
import { itemsAt, keysAt, type Path, valueAt } from './document.ts';
import { change, type Found, found, lost, readInt, readText } from './found.ts';
import { type Draft, put, type Stating, state, stateFlags, stateNumbers, stateTexts } from './state.ts';

const HOST = 'HostConfig';
/** What podman allows when it is not told (containers.conf). */
const PODMAN_PIDS = 2048;
/** What docker writes into an inspect document when it is not told. */
const DEFAULT_SHM = 67_108_864;

/** States the limits. */
export function stateLimits(stating: Stating): void {
  const { document } = stating;
  stateNumbers(stating, {
    memoryBytes: [HOST, 'Memory'],
    memoryReservationBytes: [HOST, 'MemoryReservation'],
    cpuShares: [HOST, 'CpuShares'],
    oomScoreAdj: [HOST, 'OomScoreAdj'],
  });
  stateTexts(stating, { cpuset: [HOST, 'CpusetCpus'] });
  stateFlags(stating, { oomKillDisable: [HOST, 'OomKillDisable'] });
  state(stating, 'cpuReservation', found(0));
  state(stating, 'cpus', readCpus(stating));
  state(stating, 'memorySwapBytes', readSwap(stating));
  state(stating, 'pidsLimit', readPids(stating));
  const shm = readInt(document, [HOST, 'ShmSize']);
  state(
    stating,
    'shmSizeBytes',
    document.kind === 'inspect' && shm.known && shm.value === DEFAULT_SHM ? found(0) : shm,
  );
  stateUlimits(stating);
  stateSysctls(stating);
}

function readCpus({ document }: Stating): Found<number> {
  const nano = readInt(document, [HOST, 'NanoCpus']);
  if (!nano.known || nano.value > 0) return change(nano, (value) => value / 1e9);
  const quota = readInt(document, [HOST, 'CpuQuota']);
  const period = readInt(document, [HOST, 'CpuPeriod']);
  if (!quota.known || quota.value <= 0) return change(quota, () => 0);
  return period.known ? found(quota.value / (period.value > 0 ? period.value : 100_000), quota.origin) : period;
}

/** An inspect document holds twice the memory where nothing was asked for, which is the default of the engine. */
function readSwap({ document }: Stating): Found<number> {
  const swap = readInt(document, [HOST, 'MemorySwap']);
  const memory = readInt(document, [HOST, 'Memory']);
  const isDefault = document.kind === 'inspect' && swap.known && memory.known && swap.value === 2 * memory.value;
  return isDefault ? found(0, swap.origin) : swap;
}

function readPids({ document }: Stating): Found<number> {
  const path: Path = [HOST, 'PidsLimit'];
  const pids = readInt(document, path);
  if (document.engine === 'podman' && document.kind === 'run' && document.origin(path) === undefined)
    return found(PODMAN_PIDS);
  return change(pids, (limit) => Math.max(0, limit));
}

function stateUlimits(stating: Stating): void {
  const { document } = stating;
  const path: Path = [HOST, 'Ulimits'];
  const absence = document.absence(path);
  if (absence !== undefined) {
    state(stating, 'ulimits', lost(absence, document.origin(path)));
    return;
  }
  const limits = itemsAt(document, path).map((item, index) => {
    const at = `ulimits[${index}]`;
    const origin = document.origin(item);
    if (origin !== undefined) stating.facts.locate(at, origin);
    const element: Draft<ContainerElement<'Ulimit'>> = {};
    const name = change(readText(document, [...item, 'Name']), (text) => text.replace(/^RLIMIT_/, '').toLowerCase());
    put(stating, at, element, 'name', name);
    put(stating, at, element, 'soft', readLimit(stating, [...item, 'Soft']));
    put(stating, at, element, 'hard', readLimit(stating, [...item, 'Hard']));
    return element;
  });
  state(stating, 'ulimits', found(limits, document.origin(path)));
}

/** Podman writes no limit as the largest number that the kernel knows. */
function readLimit({ document }: Stating, path: Path): Found<number> {
  const value = valueAt(document, path);
  return typeof value === 'number' && value >= 2 ** 63 ? found(-1, document.origin(path)) : readInt(document, path);
}

function stateSysctls(stating: Stating): void {
  const { document } = stating;
  const path: Path = [HOST, 'Sysctls'];
  const settings = keysAt(document, path).map((name, index) => {
    const at = `sysctls[${index}]`;
    const reading = readText(document, [...path, name]);
    if (reading.origin !== undefined) stating.facts.locate(at, reading.origin);
    const element: Draft<ContainerElement<'Sysctl'>> = {};
    put(stating, at, element, 'name', nameOf(stating, name));
    put(stating, at, element, 'value', reading);
    return element;
  });
  state(stating, 'sysctls', found(settings, document.origin(path)));
}

function nameOf({ document }: Stating, name: string): Found<string> {
  const shown = document.spell(name);
  return shown === name ? found(name) : lost(document.explain(name, [HOST, 'Sysctls', name]));
}
