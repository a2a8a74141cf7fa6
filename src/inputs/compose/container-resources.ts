// Limits and reservations of a service.
import {
  child,
  entriesOf,
  holeOf,
  known,
  mapReading,
  type Reading,
  readBool,
  readInteger,
  readKey,
  readNumber,
  readText,
} from './container-read.ts';
import {
  type ElementDraft,
  type Part,
  type ServiceContext,
  state,
  stateElements,
  textPart,
} from './container-state.ts';
import type { Entry, Node } from './node.ts';

const LIMIT_KEYS = [
  'deploy',
  'mem_limit',
  'mem_reservation',
  'memswap_limit',
  'cpus',
  'cpu_quota',
  'cpu_period',
  'cpu_shares',
  'pids_limit',
  'shm_size',
  'oom_kill_disable',
  'oom_score_adj',
];

/** What the container may use, and kernel settings. */
export const resourceParts: readonly Part[] = [
  { keys: LIMIT_KEYS, state: stateLimits },
  textPart('cpuset', 'cpuset'),
  { keys: ['ulimits'], state: stateUlimits },
  { keys: ['sysctls'], state: stateSysctls },
];

/** States the limits. `deploy.resources` counts like the keys of the service; Compose refuses two that differ. */
function stateLimits(service: ServiceContext): void {
  const { node } = service;
  const limits = child(node, 'deploy', 'resources', 'limits');
  const reservations = child(node, 'deploy', 'resources', 'reservations');
  const positive = (number: number) => Math.max(0, number);
  const bytes = (...places: readonly (Node | undefined)[]) => mapReading(readInteger(pick(places)), positive);

  state(service, 'memoryBytes', bytes(child(node, 'mem_limit'), child(limits, 'memory')));
  state(service, 'memoryReservationBytes', bytes(child(node, 'mem_reservation'), child(reservations, 'memory')));
  state(service, 'memorySwapBytes', readInteger(child(node, 'memswap_limit')));
  state(service, 'cpus', readCpus(node, limits));
  state(service, 'cpuReservation', mapReading(readNumber(child(reservations, 'cpus')), positive));
  state(service, 'cpuShares', mapReading(readInteger(child(node, 'cpu_shares')), positive));
  state(
    service,
    'pidsLimit',
    mapReading(readInteger(pick([child(node, 'pids_limit'), child(limits, 'pids')])), positive),
  );
  state(service, 'shmSizeBytes', bytes(child(node, 'shm_size')));
  state(service, 'oomKillDisable', readBool(child(node, 'oom_kill_disable')));
  state(service, 'oomScoreAdj', readInteger(child(node, 'oom_score_adj')));
}

/** The first place that is written and known, else the first that is written. */
function pick(places: readonly (Node | undefined)[]): Node | undefined {
  const written = places.filter((place) => place !== undefined);
  return written.find((place) => holeOf(place) === undefined) ?? written[0];
}

/** Period that the kernel takes where none is given, in microseconds. */
const DEFAULT_CPU_PERIOD = 100_000;

function readCpus(node: Node, limits: Node | undefined): Reading<number> {
  const direct = readNumber(pick([child(node, 'cpus'), child(limits, 'cpus')]));
  if (!direct.known || direct.value > 0) return direct;
  const quota = readNumber(child(node, 'cpu_quota'));
  if (!quota.known) return quota;
  if (quota.value <= 0) return known(0, direct.origin ?? quota.origin);
  const period = readNumber(child(node, 'cpu_period'));
  if (!period.known) return period;
  return known(quota.value / (period.value > 0 ? period.value : DEFAULT_CPU_PERIOD), quota.origin);
}

function stateUlimits(service: ServiceContext): void {
  const ulimits = child(service.node, 'ulimits');
  stateElements(service, 'ulimits', entriesOf(ulimits).map(draftUlimit), ulimits?.origin);
}

function draftUlimit([name, { key, node }]: readonly [string, Entry]): ElementDraft<'ulimits'> {
  const both = node.kind === 'map' ? undefined : readInteger(node);
  return {
    origin: { at: key },
    fields: {
      name: known(name),
      soft: both ?? readInteger(child(node, 'soft')),
      hard: both ?? readInteger(child(node, 'hard')),
    },
  };
}

function stateSysctls(service: ServiceContext): void {
  const sysctls = child(service.node, 'sysctls');
  const drafts = entriesOf(sysctls).map(([name, entry]) => ({
    origin: { at: entry.key },
    fields: { name: readKey(name, entry), value: readText(entry.node) },
  }));
  stateElements(service, 'sysctls', drafts, sysctls?.origin);
}
