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

/** Reasons that a control names for being unknown. */
const MOST_REASONS = 3;
/** Unknown verdicts that are looked through for them, per rule. */
const MOST_OPEN = 20;

/**
 * Judges every control of every framework: fail if any rule failed, else unknown if any is unknown, else pass if one passed, else not
 * applicable. A control that names a manual reason is manual unless a rule failed: its rules can show that it is broken, never that it
 * holds. A waived failure is still a failure of the control.
 */
export function judgeControls(frameworks: readonly Framework[], evidence: ControlEvidence): ControlResult[] {
  const byRule = gatherByRule(evidence.verdicts);
  return frameworks.flatMap((framework) =>
    framework.controls.map((control) => judgeControl(framework.id, control, byRule, evidence)),
  );
}

function judgeControl(
  framework: string,
  { id, title, rules, manual }: Control,
  byRule: ReadonlyMap<string, RuleOutcome>,
  { disabledRules, incomplete }: ControlEvidence,
): ControlResult {
  const evidence: Record<Outcome, number> = { pass: 0, fail: 0, unknown: 0 };
  const open: Verdict[] = [];
  for (const rule of rules) {
    const outcome = byRule.get(rule);
    if (outcome === undefined) continue;
    evidence[outcome.worst] += 1;
    if (outcome.worst === 'unknown') open.push(...outcome.open);
  }
  const result = (status: ControlStatus, said: { readonly reason?: string; readonly hint?: string } = {}) => ({
    framework,
    id,
    title,
    rules,
    status,
    evidence,
    ...said,
  });
  if (evidence.fail > 0) return result('fail');
  if (manual !== undefined) return result('manual', { reason: manual });
  if (evidence.unknown > 0) return result('unknown', missingEvidence(open));

  const off = rules.filter((rule) => disabledRules.includes(rule));
  if (off.length > 0)
    return result('unknown', {
      reason: `switched off by the policy: ${off.join(', ')}`,
      hint: 'switch them on in the profile or in the configuration',
    });
  if (incomplete)
    return result('unknown', {
      reason: 'a part of the input could not be examined',
      hint: 'mend the errors that the report names',
    });
  return result(evidence.pass > 0 ? 'pass' : 'not-applicable');
}

/** The worst outcome of a rule, and its unknown verdicts. */
interface RuleOutcome {
  worst: Outcome;
  readonly open: Verdict[];
}

const BADNESS: Readonly<Record<Outcome, number>> = { pass: 0, unknown: 1, fail: 2 };

function gatherByRule(verdicts: readonly Verdict[]): Map<string, RuleOutcome> {
  const byRule = new Map<string, RuleOutcome>();
  for (const verdict of verdicts) {
    let outcome = byRule.get(verdict.rule);
    if (outcome === undefined) {
      outcome = { worst: verdict.outcome, open: [] };
      byRule.set(verdict.rule, outcome);
    }
    if (BADNESS[verdict.outcome] > BADNESS[outcome.worst]) outcome.worst = verdict.outcome;
    if (verdict.outcome === 'unknown' && outcome.open.length < MOST_OPEN) outcome.open.push(verdict);
  }
  return byRule;
}

/** What is missing and how to give it; a few reasons are enough. */
function missingEvidence(verdicts: readonly Verdict[]): { readonly reason: string; readonly hint?: string } {
  const hints = new Map<string, string | undefined>();
  for (const { missing = [] } of verdicts) {
    for (const { reason, hint } of missing) hints.set(reason, hints.get(reason) ?? hint);
    if (hints.size >= MOST_REASONS) break;
  }
  const said = [...hints].slice(0, MOST_REASONS);
  const hint = [...new Set(said.flatMap(([, text]) => (text === undefined ? [] : [text])))].join('; ');
  return { reason: said.map(([reason]) => reason).join('; '), ...(hint === '' ? {} : { hint }) };
}

/** Counts the statuses of one framework. */
export function countStatuses(framework: Framework, results: readonly ControlResult[]): Record<ControlStatus, number> {
  const counts: Record<ControlStatus, number> = { pass: 0, fail: 0, unknown: 0, 'not-applicable': 0, manual: 0 };
  for (const result of results) if (result.framework === framework.id) counts[result.status] += 1;
  return counts;
}
