// Behaviour of an image as one run shows it, in a form in which runs can be kept and compared.
import type { SmokeRecord } from '../model/smoke-record.ts';
import { parseImageReference } from '../parse/image-reference.ts';

export const BEHAVIOUR_SCHEMA = 'seaworthy-behaviour/1';

/** What is measured, with its unit in the name. */
export const behaviourNumbers = ['memoryBytes', 'pids', 'cpuPercent', 'logBytes', 'healthSeconds'] as const;
export type BehaviourNumber = (typeof behaviourNumbers)[number];

/** What one run did. Lists are sorted and hold nothing twice. */
export interface RecordedRun {
  readonly result: string;
  /** Absent where it did not end by itself. */
  readonly exitCode?: number;
  /** Names. */
  readonly processes: readonly string[];
  /** `8080/tcp`; `ephemeral/udp` for a port that the kernel picked. Absent where they could not be seen. */
  readonly ports?: readonly string[];
  /** Paths that were written, or were to be. */
  readonly writes: readonly string[];
  /** Address families or addresses that were tried. */
  readonly network: readonly string[];
  readonly numbers: Readonly<Partial<Record<BehaviourNumber, number>>>;
}

/** The runs of one image under one runtime, the oldest first. */
export interface Behaviour {
  readonly schema: typeof BEHAVIOUR_SCHEMA;
  /** `registry/repository`, or as it was named where it has no such name. */
  readonly image: string;
  /** Runtimes let different things be seen. */
  readonly runtime: string;
  readonly runs: readonly RecordedRun[];
}

/** The name under which the behaviour of an image is kept: a new tag is the same image. */
export function nameOfImage(reference: string): string {
  const parsed = parseImageReference(reference);
  return parsed === undefined ? reference : `${parsed.registry}/${parsed.repository}`;
}

/** What a run did. */
export function describeRun(record: SmokeRecord): RecordedRun {
  const { result, exitCode, processes, listening, denied, changed = [], peaks, health } = record;
  const refused = (wanted: string) => denied.filter(({ kind }) => kind === wanted).map(({ what }) => what);
  return {
    result,
    ...(exitCode === undefined ? {} : { exitCode }),
    processes: sortedSet(processes.map(({ name }) => name)),
    ...(listening === undefined ? {} : { ports: sortedSet(listening.map(describePort)) }),
    writes: sortedSet([...refused('write'), ...changed]),
    network: sortedSet(refused('network')),
    numbers: {
      ...(peaks.memoryBytes === undefined ? {} : { memoryBytes: peaks.memoryBytes }),
      ...(peaks.pids === undefined ? {} : { pids: peaks.pids }),
      ...(peaks.cpuPercent === undefined ? {} : { cpuPercent: Math.round(peaks.cpuPercent) }),
      logBytes: peaks.logBytes,
      ...(health?.seconds === undefined ? {} : { healthSeconds: Math.round(health.seconds * 100) / 100 }),
    },
  };
}

/** First port that Linux picks by itself. */
const EPHEMERAL = 32768;

/** A socket that only sends datagrams is bound to another port in every run. */
function describePort({ port, protocol }: { readonly port: number; readonly protocol: string }): string {
  return protocol === 'udp' && port >= EPHEMERAL ? 'ephemeral/udp' : `${port}/${protocol}`;
}

function sortedSet(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
