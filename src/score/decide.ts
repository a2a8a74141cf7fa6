// The gate: from verdicts to ALLOW, DENY or MONITOR and an exit code.
import type { Enforcement } from '../model/policy.ts';
import type { Decision } from '../model/run.ts';
import { type Severity, severities } from '../model/severity.ts';
import { isNews, type Verdict } from '../model/verdict.ts';

/** What a profile says of findings. */
export interface Gate {
  readonly profile: string;
  readonly enforcement: Enforcement;
  readonly failOn: Severity | 'none';
}

export interface Gates {
  /** The gate of the run. */
  readonly gate: Gate;
  /** Gates of targets that have a profile of their own, by target id. */
  readonly byTarget?: ReadonlyMap<string, Gate>;
  /** Targets, or parts of them, that could not be examined. */
  readonly errors: number;
}

/**
 * Decides. What could not be examined is never clean (exit 2); findings at or above `failOn` that no waiver marks and no baseline holds fail the
 * gate (exit 1) where it is enforced.
 */
export function decide(verdicts: readonly Verdict[], gates: Gates): Decision {
  const unread = gates.errors === 0 ? [] : [`${count(gates.errors, 'input')} could not be examined`];
  const failed = failedGates(verdicts, gates);
  const reasons = failed.map(({ gate, found }) => describe(gate, found));
  if (unread.length > 0) return { action: 'DENY', reasons: [...unread, ...reasons], exitCode: 2 };
  if (failed.length === 0) return { action: 'ALLOW', reasons: [quietReason(verdicts, gates)], exitCode: 0 };
  const open = [...new Set(failed.map(({ gate }) => gate.enforcement))].filter((word) => word !== 'strict');
  const notes = open.map((word) => `enforcement is ${word}: reported, not blocked`);
  const isDenied = failed.some(({ gate }) => gate.enforcement === 'strict');
  return isDenied
    ? { action: 'DENY', reasons: [...reasons, ...notes], exitCode: 1 }
    : { action: 'MONITOR', reasons: [...reasons, ...notes], exitCode: 0 };
}

/** The findings that fail a gate, whether it is enforced or not, in the order given. */
export function findBlocking(
  verdicts: readonly Verdict[],
  { gate, byTarget }: Pick<Gates, 'gate' | 'byTarget'>,
): Verdict[] {
  return verdicts.filter((verdict) => {
    const { failOn } = byTarget?.get(verdict.target) ?? gate;
    return isNews(verdict) && isAtLeast(verdict.severity, failOn);
  });
}

interface FailedGate {
  readonly gate: Gate;
  readonly found: readonly Verdict[];
}

/** Every gate that findings fail: that of the run first, then by name of its profile. */
function failedGates(verdicts: readonly Verdict[], gates: Gates): FailedGate[] {
  const byProfile = new Map<string, { gate: Gate; found: Verdict[] }>();
  for (const verdict of findBlocking(verdicts, gates)) {
    const gate = gates.byTarget?.get(verdict.target) ?? gates.gate;
    const failed = byProfile.get(gate.profile) ?? { gate, found: [] };
    failed.found.push(verdict);
    byProfile.set(gate.profile, failed);
  }
  const first = (profile: string) => (profile === gates.gate.profile ? '' : profile);
  return [...byProfile.values()].sort((a, b) => (first(a.gate.profile) < first(b.gate.profile) ? -1 : 1));
}

function describe({ failOn, profile }: Gate, found: readonly Verdict[]): string {
  const isNew = found.every(({ baseline }) => baseline === 'new');
  return `${count(found.length, isNew ? 'new finding' : 'finding')} at or above ${failOn} (profile ${profile})`;
}

function isAtLeast(severity: Severity, threshold: Severity | 'none'): boolean {
  return threshold !== 'none' && severities.indexOf(severity) <= severities.indexOf(threshold);
}

function quietReason(verdicts: readonly Verdict[], { gate: { failOn, profile } }: Gates): string {
  if (failOn === 'none') return 'the gate is open (fail-on none)';
  const isNew = verdicts.some(({ baseline }) => baseline !== undefined) ? 'new ' : '';
  return `no ${isNew}finding at or above ${failOn} (profile ${profile})`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
