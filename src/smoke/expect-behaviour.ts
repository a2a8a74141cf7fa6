// Holds a run against recorded behaviour.
import { UsageError } from '../model/errors.ts';
import type { SmokeRecord } from '../model/smoke-record.ts';
import { type Behaviour, describeRun, nameOfImage } from './behaviour.ts';
import { refusalOf } from './behaviour-shape.ts';
import { compareBehaviour, ENOUGH_RUNS } from './compare-behaviour.ts';

/** Recorded behaviour that a run is held against. */
export interface Expectation {
  readonly behaviour: Behaviour;
  /** Names the file in errors: `--expect FILE`. */
  readonly flag: string;
  /** The behaviour of another image or runtime is compared too. */
  readonly anyImage: boolean;
}

/** Throws UsageError where there is nothing to hold a run of this image against. */
export function checkExpectation({ behaviour, flag, anyImage }: Expectation, reference: string): void {
  if (behaviour.runs.length === 0) throw new UsageError(`${flag} holds no run; record one with --record`);
  const refusal = anyImage ? undefined : refusalOf(behaviour, { ...behaviour, image: nameOfImage(reference) });
  if (refusal !== undefined) throw new UsageError(`${flag} ${refusal}`);
}

export interface HeldRecord {
  readonly record: SmokeRecord;
  /** Why nothing was compared. */
  readonly error?: string;
}

/** Adds what differs. A run under another runtime, which lets other things be seen, is not compared. */
export function holdAgainst(record: SmokeRecord, expected: Expectation | undefined): HeldRecord {
  if (expected === undefined) return { record };
  const { behaviour, flag, anyImage } = expected;
  const { runs } = behaviour;
  const refusal = anyImage ? undefined : refusalOf(behaviour, { ...behaviour, runtime: record.engine.runtime });
  if (refusal !== undefined) return { record, error: `the run was not compared: ${flag} ${refusal}` };
  const anomalies = compareBehaviour(describeRun(record), behaviour);
  const notices =
    runs.length < ENOUGH_RUNS
      ? [`Numbers were not compared: the behaviour holds ${runs.length} of the ${ENOUGH_RUNS} runs that this takes`]
      : [];
  return { record: { ...record, anomalies, notices: [...record.notices, ...notices] } };
}
