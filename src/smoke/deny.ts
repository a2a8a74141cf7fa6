// What a run of the pipeline decides when something was to be run and was not.
import type { Run } from '../model/run.ts';

/** Denies: an image that was not let in is no success, whatever else was found and however the profile enforces it. */
export function denyBlocked(run: Run, blocked: readonly string[]): Run {
  if (blocked.length === 0) return run;
  const { reasons, exitCode } = run.decision;
  return {
    ...run,
    decision: { action: 'DENY', reasons: [...blocked, ...reasons], exitCode: exitCode === 0 ? 1 : exitCode },
  };
}
