// Records of runs for tests: a good one with changes, as its JSON text and read.
import { writeExampleRun } from '../../../src/example-smoke.ts';
import { readRecord } from '../../../src/inputs/smoke/read-record.ts';
import type { SmokeRecord } from '../../../src/model/smoke-record.ts';

/** The record of a good run in which some keys are changed; null leaves a key out. */
export function runWith(changes: Readonly<Record<string, unknown>> = {}): SmokeRecord {
  return readRecord(writeExampleRun(changes), 'run.json');
}

/** Changes that make it a run that ended with an error. */
export const failed = { result: 'failed', reason: 'it ended with code 1', exitCode: 1, health: null, stop: null };

/** Changes that make it one that never started. */
export const neverStarted = {
  result: 'not-started',
  reason: 'the program /app is not in the image',
  seconds: 0,
  health: null,
  stop: null,
  processes: [],
  listening: null,
  attestation: null,
};
