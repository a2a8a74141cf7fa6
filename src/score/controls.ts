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
  const byRule = gatherByRule(evidence.verdicts);
  return frameworks.flatMap((framework) =>
    framework.controls.map((control) => judgeControl(framework.id, control, byRule, evidence)),
  );
}

function judgeControl(
  framework: string,
  control: Control,
  byRule: ReadonlyMap<string, RuleOutcomes>,
  evidence: ControlEvidence,
): ControlResult {
  const { id, title, rules, manual } = control;
  const result = (status: ControlStatus, reason?: string): ControlResult =>
    reason === undefined ? { framework, id, title, rules, status } : { framework, id, title, rules, status, reason };
  const has = (outcome: Outcome) => rules.some((rule) => byRule.get(rule)?.[outcome] === true);
  if (has('fail')) return result('fail');
  if (manual !== undefined) return result('manual', manual);
  if (has('unknown')) return result('unknown', missingEvidence(rules.flatMap((rule) => byRule.get(rule)?.open ?? [])));

  const off = rules.filter((rule) => evidence.disabledRules.includes(rule));
  if (off.length > 0) return result('unknown', `switched off by the policy: ${off.join(', ')}`);
  if (evidence.incomplete) return result('unknown', 'a part of the input could not be examined');
  return result(has('pass') ? 'pass' : 'not-applicable');
}

/** Which outcomes a rule had, and its unknown verdicts. */
interface RuleOutcomes {
  pass: boolean;
  fail: boolean;
  unknown: boolean;
  readonly open: Verdict[];
}

function gatherByRule(verdicts: readonly Verdict[]): Map<string, RuleOutcomes> {
  const byRule = new Map<string, RuleOutcomes>();
  for (const verdict of verdicts) {
    let outcomes = byRule.get(verdict.rule);
    if (outcomes === undefined) {
      outcomes = { pass: false, fail: false, unknown: false, open: [] };
      byRule.set(verdict.rule, outcomes);
    }
    outcomes[verdict.outcome] = true;
    if (verdict.outcome === 'unknown') outcomes.open.push(verdict);
  }
  return byRule;
}

function missingEvidence(verdicts: readonly Verdict[]): string {
  const reasons = new Set<string>();
  for (const { missing = [] } of verdicts) {
    for (const { reason } of missing) reasons.add(reason);
    if (reasons.size > 2) break;
  }
  return [...reasons].slice(0, 3).join('; ');
}

/** Counts the statuses of one framework. */
export function countStatuses(framework: Framework, results: readonly ControlResult[]): Record<ControlStatus, number> {
  const counts: Record<ControlStatus, number> = { pass: 0, fail: 0, unknown: 0, 'not-applicable': 0, manual: 0 };
  for (const result of results) if (result.framework === framework.id) counts[result.status] += 1;
  return counts;
}
