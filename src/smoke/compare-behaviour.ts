// In what a run differs from those that were recorded.
import type { Anomaly } from '../model/smoke-record.ts';
import type { Behaviour, BehaviourNumber, RecordedRun } from './behaviour.ts';

/** Runs from which on numbers, and what is missing, say something. */
export const ENOUGH_RUNS = 3;
/** Spreads beyond the median from which on a number is another one. */
const SPREADS = 6;
/** What the log names neither by path nor by address. */
const NAMELESS = 'one that is not named';
/** Most values that one anomaly names. */
const MOST_NAMED = 8;

interface NumberKind {
  readonly kind: string;
  /** Less than this above the median, or this share of it, is chance. */
  readonly floor: number;
  readonly share: number;
  readonly show: (value: number) => string;
}

const MIB = 1024 * 1024;
const NUMBERS: Readonly<Record<BehaviourNumber, NumberKind>> = {
  memoryBytes: { kind: 'memory', floor: 16 * MIB, share: 0.25, show: (value) => `${(value / MIB).toFixed(1)} MiB` },
  pids: { kind: 'pids', floor: 4, share: 0.25, show: (value) => `${value} processes` },
  cpuPercent: { kind: 'cpu', floor: 30, share: 0.25, show: (value) => `${value} % of a CPU` },
  logBytes: { kind: 'log', floor: 16 * 1024, share: 0.5, show: (value) => `${(value / 1024).toFixed(1)} KiB of log` },
  healthSeconds: { kind: 'health', floor: 3, share: 1, show: (value) => `healthy after ${value.toFixed(1)} s` },
};

/**
 * Everything that no recorded run did, and from three runs on, what every one of them did and this one did not, and numbers that lie above their
 * spread. The order of the recorded runs does not matter.
 */
export function compareBehaviour(run: RecordedRun, { runs }: Pick<Behaviour, 'runs'>): Anomaly[] {
  if (runs.length === 0) return [];
  return [
    ...compareResults(run, runs),
    ...compareLists(
      'process',
      run.processes,
      runs.map(({ processes }) => processes),
    ),
    ...compareLists(
      'port',
      run.ports,
      runs.map(({ ports }) => ports),
    ),
    ...newOnes(
      'write',
      run.writes,
      runs.map(({ writes }) => writes),
    ),
    ...newOnes(
      'network',
      run.network,
      runs.map(({ network }) => network),
    ),
    ...(runs.length < ENOUGH_RUNS ? [] : compareNumbers(run, runs)),
  ];
}

function compareResults(run: RecordedRun, runs: readonly RecordedRun[]): Anomaly[] {
  const known = new Set(runs.map(describeResult));
  const found = describeResult(run);
  return known.has(found) ? [] : [{ kind: 'result', found, expected: listOf([...known]) }];
}

function describeResult({ result, exitCode }: RecordedRun): string {
  return exitCode === undefined ? result : `${result} (exit ${exitCode})`;
}

/** A list that was not seen, now or ever, is not compared. */
type Seen = readonly (readonly string[] | undefined)[];

function compareLists(kind: string, own: readonly string[] | undefined, all: Seen): Anomaly[] {
  return [...newOnes(kind, own, all), ...missingOnes(kind, own, all)];
}

function newOnes(kind: string, own: readonly string[] | undefined, all: Seen): Anomaly[] {
  const seen = all.filter((list) => list !== undefined);
  if (own === undefined || seen.length === 0) return [];
  const known = byPattern(seen.flat());
  const expected = listOf([...known.values()]);
  return [...byPattern(own)]
    .filter(([pattern]) => !known.has(pattern))
    .map(([, text]) => ({ kind, found: text === '' ? NAMELESS : text, expected }));
}

function missingOnes(kind: string, own: readonly string[] | undefined, all: Seen): Anomaly[] {
  const seen = all.filter((list) => list !== undefined);
  if (own === undefined || seen.length < ENOUGH_RUNS) return [];
  const here = byPattern(own);
  const lists = seen.map(byPattern);
  const found = listOf(own);
  return [...byPattern(seen.flat())]
    .filter(([pattern]) => !here.has(pattern) && lists.every((list) => list.has(pattern)))
    .map(([, text]) => ({ kind: `missing-${kind}`, found, expected: `${text} in each of ${seen.length} runs` }));
}

/** Texts by what they have in common; of several that are alike the last in order. */
function byPattern(texts: readonly string[]): Map<string, string> {
  return new Map([...texts].sort().map((text) => [withoutNumbers(text), text]));
}

/** Names that only differ in numbers of several digits are those of one thing: process ids, times, random names. Ports are compared whole. */
function withoutNumbers(text: string): string {
  return /^\d+\/[a-z]+$/.test(text) ? text : text.replace(/(?<![0-9a-f])[0-9a-f]{8,}(?![0-9a-f])|\d{2,}/g, '#');
}

function compareNumbers(run: RecordedRun, runs: readonly RecordedRun[]): Anomaly[] {
  const kinds = Object.entries(NUMBERS) as readonly [BehaviourNumber, NumberKind][];
  return kinds.flatMap(([name, { kind, floor, share, show }]): Anomaly[] => {
    const value = run.numbers[name];
    const known = runs.flatMap(({ numbers }) => numbers[name] ?? []);
    if (value === undefined || known.length < ENOUGH_RUNS) return [];
    const middle = median(known);
    const spread = median(known.map((one) => Math.abs(one - middle)));
    const limit = middle + Math.max(SPREADS * spread, floor, share * middle);
    if (value <= limit) return [];
    return [
      { kind, found: show(value), expected: `at most ${show(limit)} (median ${show(middle)} of ${known.length} runs)` },
    ];
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}

function listOf(texts: readonly string[]): string {
  if (texts.length === 0) return 'none';
  const sorted = [...texts].sort().map((text) => (text === '' ? NAMELESS : text));
  const rest = sorted.length - MOST_NAMED;
  return `${sorted.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
