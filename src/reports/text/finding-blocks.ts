// Arranges the findings of one target: per subject, and once for several subjects that have the same from one place.
import type { Location } from '../../model/location.ts';
import type { TargetResult } from '../../model/run.ts';
import type { Verdict } from '../../model/verdict.ts';
import { compareNames, comparePlaces, groupBy, worstRank } from '../ranking.ts';

export type SubjectResult = TargetResult['subjects'][number];

/** One rule with everything it found in the subjects of a block. */
export interface RuleFindings {
  readonly rule: string;
  /** Rank of the most severe of the verdicts. */
  readonly worst: number;
  readonly verdicts: readonly Verdict[];
}

export interface Block {
  /** What the findings are about; a part of something, such as an instruction, stands under the whole. */
  readonly subjects: readonly SubjectResult[];
  readonly findings: readonly RuleFindings[];
}

/**
 * Arranges findings into blocks, most severe first. What several subjects merely lack (the finding points at their declaration), or have from
 * the same lines (an anchor, a base service), is said once for all of them; everything else is said under its subject.
 */
export function arrangeFindings(target: TargetResult, findings: readonly Verdict[]): Block[] {
  const subjects = new Map(target.subjects.map((subject) => [keyOf(subject), subject]));
  const blockOf = (subject: Verdict['subject']) => {
    const key = keyOf(subject);
    const owner = subjects.get(key)?.owner;
    return owner === undefined ? key : keyOf(owner);
  };
  const byBlock = new Map<string, { subjects: readonly SubjectResult[]; findings: RuleFindings[] }>();
  // A rule may be milder in some places: what it says with another severity stands by itself.
  for (const all of groupBy(findings, ({ rule, severity }) => `${rule} ${severity}`).values()) {
    const rule = all[0]?.rule ?? '';
    const bySubject = groupBy(all, ({ subject }) => blockOf(subject));
    for (const alike of groupBy([...bySubject], ([key, verdicts]) => whereOf(verdicts, subjects.get(key))).values()) {
      add(
        alike.map(([key]) => key),
        rule,
        alike.flatMap(([, verdicts]) => verdicts),
      );
    }
  }
  return [...byBlock.values()]
    .map((block) => ({ ...block, findings: block.findings.sort(compareFindings) }))
    .sort(compareBlocks);

  function add(keys: readonly string[], rule: string, verdicts: readonly Verdict[]): void {
    const sorted = keys.length === 1 ? keys : [...keys].sort(compareNames);
    const id = sorted.length === 1 ? (sorted[0] ?? '') : JSON.stringify(sorted);
    const block = byBlock.get(id) ?? {
      subjects: sorted.map((key) => subjects.get(key) ?? named(verdicts, key)).sort(compareSubjects),
      findings: [],
    };
    block.findings.push({ rule, worst: worstRank(verdicts), verdicts: sortByPlace(verdicts) });
    byBlock.set(id, block);
  }
}

/** The places of the findings of one rule in one subject; the same text for subjects of which the same can be said. */
function whereOf(verdicts: readonly Verdict[], subject: SubjectResult | undefined): string {
  const others = verdicts.filter((verdict) => !isLack(verdict, subject));
  if (others.length === 0) return 'lack';
  return JSON.stringify([
    others.length < verdicts.length,
    ...others.map(({ location }) => placeKey(location)).sort(compareNames),
  ]);
}

/** Tells whether a finding points at nothing but the declaration of its subject. */
export function isLack(verdict: Verdict, subject: SubjectResult | undefined): boolean {
  return subject?.declared !== undefined && samePlace(verdict.location, subject.declared);
}

/** Tells whether two places are the same range of the same file. */
export function samePlace(a: Location, b: Location): boolean {
  return (
    a === b ||
    (a.startLine === b.startLine &&
      a.startColumn === b.startColumn &&
      a.endLine === b.endLine &&
      a.endColumn === b.endColumn &&
      a.file === b.file)
  );
}

/** A place as one text. */
export function placeKey({ file, startLine, startColumn, endLine, endColumn }: Location): string {
  return `${startLine}:${startColumn}:${endLine}:${endColumn}:${file}`;
}

function keyOf(subject: { readonly kind: string; readonly id: string }): string {
  return `${subject.kind}/${subject.id}`;
}

function named(verdicts: readonly Verdict[], key: string): SubjectResult {
  const { kind, id, name } = verdicts.find(({ subject }) => keyOf(subject) === key)?.subject ?? {
    kind: 'container' as const,
    id: key,
    name: key,
  };
  return { kind, id, name };
}

function sortByPlace(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.length === 1 ? [...verdicts] : [...verdicts].sort((a, b) => comparePlaces(a.location, b.location));
}

function compareFindings(a: RuleFindings, b: RuleFindings): number {
  return a.worst - b.worst || compareFirst(a.verdicts, b.verdicts) || compareNames(a.rule, b.rule);
}

function compareFirst(a: readonly Verdict[], b: readonly Verdict[]): number {
  const [first, second] = [a[0], b[0]];
  return first === undefined || second === undefined ? 0 : comparePlaces(first.location, second.location);
}

function compareBlocks(a: Block, b: Block): number {
  const [first, second] = [a.subjects[0], b.subjects[0]];
  return (
    (a.findings[0]?.worst ?? 0) - (b.findings[0]?.worst ?? 0) ||
    a.subjects.length - b.subjects.length ||
    (first === undefined || second === undefined ? 0 : compareSubjects(first, second))
  );
}

function compareSubjects(a: SubjectResult, b: SubjectResult): number {
  const byPlace = a.declared === undefined || b.declared === undefined ? 0 : comparePlaces(a.declared, b.declared);
  return byPlace || compareNames(a.name, b.name);
}
