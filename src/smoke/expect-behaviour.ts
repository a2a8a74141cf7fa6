// Holds a run against recorded behaviour.
import { UsageError } from '../model/errors.ts';
import type { SmokeRecord } from '../model/smoke-record.ts';
import { type Behaviour, describeRun, nameOfImage } from './behaviour.ts';
import { refuseOther } from './behaviour-shape.ts';
import { compareBehaviour, ENOUGH_RUNS } from './compare-behaviour.ts';

/** Recorded behaviour that a run is held against. */
export interface Expectation {
  readonly behaviour: Behaviour;
  /** Throws UsageError where it is that of another image. */
  readonly checkImage: (reference: string) => void;
}

/** `flag` names the file in errors; `anyImage` lets the behaviour of another image or runtime pass. */
export function expectationOf(behaviour: Behaviour, flag: string, anyImage: boolean): Expectation {
  if (behaviour.runs.length === 0) throw new UsageError(`${flag} holds no run; record one with --record`);
  return {
    behaviour,
    checkImage: (reference) => {
      const { runtime } = behaviour;
      if (!anyImage) refuseOther(behaviour, { image: nameOfImage(reference), runtime }, flag);
    },
  };
}

/** Adds what differs. Runs under another runtime are compared and said to be. */
export function expectBehaviour(record: SmokeRecord, expected: Expectation | undefined): SmokeRecord {
  if (expected === undefined) return record;
  const { behaviour } = expected;
  const { runs, runtime } = behaviour;
  const notices = [
    ...(runtime === record.engine.runtime
      ? []
      : [
          `The behaviour was recorded under ${runtime}, this run is under ${record.engine.runtime}: they let different things be seen`,
        ]),
    ...(runs.length < ENOUGH_RUNS
      ? [`Numbers were not compared: the behaviour holds ${runs.length} of the ${ENOUGH_RUNS} runs that this takes`]
      : []),
  ];
  return {
    ...record,
    anomalies: compareBehaviour(describeRun(record), behaviour),
    notices: [...record.notices, ...notices],
  };
}
