// The gate: from verdicts to ALLOW, DENY or MONITOR and an exit code.
import type { Enforcement } from '../model/policy.ts';
import type { Decision } from '../model/run.ts';
import { type Severity, severities } from '../model/severity.ts';
import type { Verdict } from '../model/verdict.ts';

export interface Gate {
  readonly profile: string;
  readonly enforcement: Enforcement;
  readonly failOn: Severity | 'none';
  /** Targets, or parts of them, that could not be examined. */
  readonly errors: number;
}

/** Decides. What could not be examined is never clean (exit 2); findings at or above `failOn` that no waiver marks fail the gate (exit 1) when it is enforced. */
export function decide(verdicts: readonly Verdict[], gate: Gate): Decision {
  const unread = gate.errors === 0 ? [] : [`${count(gate.errors, 'input')} could not be examined`];
  const blocking =
    gate.failOn === 'none'
      ? []
      : verdicts.filter((verdict) => isFinding(verdict) && isAtLeast(verdict.severity, gate.failOn));
  const reasons =
    blocking.length === 0
      ? []
      : [`${count(blocking.length, 'finding')} at or above ${gate.failOn} (profile ${gate.profile})`];

  if (unread.length > 0) return { action: 'DENY', reasons: [...unread, ...reasons], exitCode: 2 };
  if (reasons.length === 0) return { action: 'ALLOW', reasons: [quietReason(gate)], exitCode: 0 };
  if (gate.enforcement === 'strict') return { action: 'DENY', reasons, exitCode: 1 };
  return {
    action: 'MONITOR',
    reasons: [...reasons, `enforcement is ${gate.enforcement}: reported, not blocked`],
    exitCode: 0,
  };
}

/** A failed verdict that no waiver marks. */
export function isFinding(verdict: Verdict): boolean {
  return verdict.outcome === 'fail' && verdict.waiver === undefined;
}

function isAtLeast(severity: Severity, threshold: Severity | 'none'): boolean {
  return threshold !== 'none' && severities.indexOf(severity) <= severities.indexOf(threshold);
}

function quietReason(gate: Gate): string {
  return gate.failOn === 'none'
    ? 'the gate is open (fail-on none)'
    : `no finding at or above ${gate.failOn} (profile ${gate.profile})`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
