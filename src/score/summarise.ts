// The numbers of a run, counted once for every report.
import type { ControlResult, Framework } from '../model/control.ts';
import type { Summary, TargetResult } from '../model/run.ts';
import type { Severity } from '../model/severity.ts';
import { isFinding, type Outcome, type Verdict } from '../model/verdict.ts';
import { countStatuses } from './controls.ts';

/** Counts targets, subjects, outcomes, findings by severity, and control statuses by framework. */
export function summarise(
  targets: readonly TargetResult[],
  verdicts: readonly Verdict[],
  frameworks: readonly Framework[],
  controls: readonly ControlResult[],
): Summary {
  const outcomes: Record<Outcome, number> = { pass: 0, fail: 0, unknown: 0 };
  const findings: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const verdict of verdicts) {
    outcomes[verdict.outcome] += 1;
    if (isFinding(verdict)) findings[verdict.severity] += 1;
  }
  return {
    targets: targets.length,
    subjects: targets.reduce((sum, target) => sum + target.subjects.length, 0),
    outcomes,
    findings,
    waived: verdicts.filter((verdict) => verdict.outcome === 'fail' && verdict.waiver !== undefined).length,
    errors: targets.reduce((sum, target) => sum + target.errors.length, 0),
    frameworks: frameworks.map((framework) => ({
      id: framework.id,
      ...(framework.level === undefined ? {} : { level: framework.level }),
      total: framework.controls.length,
      ...countStatuses(framework, controls),
    })),
  };
}
