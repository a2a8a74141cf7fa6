// The one shape in which an answer leaves the rules.
import type { Location } from './location.ts';
import type { Severity } from './severity.ts';
import type { SubjectKind } from './subject.ts';

export type Outcome = 'pass' | 'fail' | 'unknown';

/** Evidence that a rule needed and did not have. */
export interface MissingEvidence {
  /** Path of the fact: `container.user`, `container.mounts[0].source`, `policy.trustedRegistries`. */
  readonly fact: string;
  readonly reason: string;
  readonly hint?: string;
}

/** An exception granted to a verdict. It marks the verdict and never deletes it. */
export interface WaiverMark {
  readonly reason: string;
  readonly owner?: string;
  /** Last day on which it holds, YYYY-MM-DD. */
  readonly until?: string;
}

export interface Verdict {
  readonly rule: string;
  readonly severity: Severity;
  readonly outcome: Outcome;
  /** Id of the target. */
  readonly target: string;
  readonly subject: { readonly kind: SubjectKind; readonly id: string; readonly name: string };
  /** Path of the element judged, for example `mounts[0]`; absent when the subject itself was judged. */
  readonly element?: string | undefined;
  readonly message: string;
  readonly location: Location;
  readonly related: readonly Location[];
  readonly missing?: readonly MissingEvidence[] | undefined;
  /** Stable identity: rule, target, subject and key of the element; no line, tag or digest. 32 hexadecimal digits. */
  readonly fingerprint: string;
  /** The fingerprint without the target: it survives a renamed file. 32 hexadecimal digits. */
  readonly identity: string;
  readonly waiver?: WaiverMark;
  /** Set when a baseline was given. */
  readonly baseline?: 'new' | 'unchanged';
}

/** A failed verdict that no waiver marks. */
export function isFinding({ outcome, waiver }: Pick<Verdict, 'outcome' | 'waiver'>): boolean {
  return outcome === 'fail' && waiver === undefined;
}

/** A finding that counts: with a baseline, only a new one. */
export function isNews(verdict: Pick<Verdict, 'outcome' | 'waiver' | 'baseline'>): boolean {
  return isFinding(verdict) && verdict.baseline !== 'unchanged';
}

/** A copy of a verdict as plain data, with a mark. */
export function markVerdict(verdict: Verdict, mark: Pick<Verdict, 'waiver'> | Pick<Verdict, 'baseline'>): Verdict {
  const { rule, severity, outcome, target, subject, element, message, location, related, missing } = verdict;
  const { fingerprint, identity } = verdict;
  return {
    rule,
    severity,
    outcome,
    target,
    subject,
    ...(element === undefined ? {} : { element }),
    message,
    location,
    related,
    ...(missing === undefined ? {} : { missing }),
    fingerprint,
    identity,
    ...mark,
  };
}
