// From verdicts to the status of every control of a framework.
import type { Control, ControlResult, ControlStatus, Framework } from '../model/control.ts';
import type { Outcome, Verdict } from '../model/verdict.ts';

export interface ControlEvidence {
  readonly verdicts: readonly Verdict[];
  /** Rules that the policy switched off: a control that rests on one can no longer pass. */
  readonly disabledRules: readonly string[];
  /** Something could not be examined: a control can no longer pass, nor be called not applicable. */
  readonly incomplete: boolean;
}

/**
 * Judges every control of every framework: fail if any rule failed, else unknown if any is unknown, else pass if one passed, else not
 * applicable. A control that names a manual reason is manual unless a rule failed: its rules can show that it is broken, never that it holds. A waived failure is still a failure of the control.
 */
export function judgeControls(frameworks: readonly Framework[], evidence: ControlEvidence): ControlResult[] {
  const byRule = groupByRule(evidence.verdicts);
  return frameworks.flatMap((framework) =>
    framework.controls.map((control) => judgeControl(framework.id, control, byRule, evidence)),
  );
}

function judgeControl(
  framework: string,
  control: Control,
  byRule: ReadonlyMap<string, readonly Verdict[]>,
  evidence: ControlEvidence,
): ControlResult {
  const base = { framework, id: control.id, title: control.title, rules: control.rules };
  const verdicts = control.rules.map((rule) => byRule.get(rule) ?? NONE);
  if (any(verdicts, 'fail')) return { ...base, status: 'fail' };
  if (control.manual !== undefined) return { ...base, status: 'manual', reason: control.manual };
  if (any(verdicts, 'unknown')) return { ...base, status: 'unknown', reason: missingEvidence(verdicts.flat()) };

  const off = control.rules.filter((rule) => evidence.disabledRules.includes(rule));
  if (off.length > 0) return { ...base, status: 'unknown', reason: `switched off by the policy: ${off.join(', ')}` };
  if (evidence.incomplete) return { ...base, status: 'unknown', reason: 'a part of the input could not be examined' };
  return { ...base, status: any(verdicts, 'pass') ? 'pass' : 'not-applicable' };
}

const NONE: readonly Verdict[] = [];

function any(verdicts: readonly (readonly Verdict[])[], outcome: Outcome): boolean {
  return verdicts.some((group) => group.some((verdict) => verdict.outcome === outcome));
}

function groupByRule(verdicts: readonly Verdict[]): Map<string, Verdict[]> {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const group = groups.get(verdict.rule);
    if (group === undefined) groups.set(verdict.rule, [verdict]);
    else group.push(verdict);
  }
  return groups;
}

function missingEvidence(verdicts: readonly Verdict[]): string {
  const reasons = new Set<string>();
  for (const { missing = [] } of verdicts) for (const { reason } of missing) reasons.add(reason);
  return [...reasons].slice(0, 3).join('; ');
}

/** Counts the statuses of one framework. */
export function countStatuses(framework: Framework, results: readonly ControlResult[]): Record<ControlStatus, number> {
  const counts: Record<ControlStatus, number> = { pass: 0, fail: 0, unknown: 0, 'not-applicable': 0, manual: 0 };
  for (const result of results) if (result.framework === framework.id) counts[result.status] += 1;
  return counts;
}
