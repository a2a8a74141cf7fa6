// Arranges the findings of one target: per subject, and once for several subjects that lack the same things.
import type { Location } from '../../model/location.ts';
import type { TargetResult } from '../../model/run.ts';
import type { Verdict } from '../../model/verdict.ts';
import { compareNames, comparePlaces, groupBy, worstRank } from '../ranking.ts';

export type SubjectResult = TargetResult['subjects'][number];

/** One rule with everything it found in the subjects of a block. */
export interface RuleFindings {
  readonly rule: string;
  readonly verdicts: readonly Verdict[];
}

export interface Block {
  readonly subjects: readonly SubjectResult[];
  readonly findings: readonly RuleFindings[];
}

/**
 * Arranges findings into blocks, most severe first. What several subjects merely lack (the finding points at their declaration) is said once
 * for all of them; everything that has a line of its own is said under its subject.
 */
export function arrangeFindings(target: TargetResult, findings: readonly Verdict[]): Block[] {
  const subjects = new Map(target.subjects.map((subject) => [keyOf(subject), subject]));
  const byBlock = new Map<string, { subjects: readonly SubjectResult[]; findings: RuleFindings[] }>();
  for (const [rule, all] of groupBy(findings, ({ rule }) => rule)) {
    const bySubject = groupBy(all, ({ subject }) => keyOf(subject));
    const lacking = [...bySubject].filter(([key, verdicts]) =>
      verdicts.every((verdict) => isLack(verdict, subjects.get(key))),
    );
    const shared = lacking.length > 1 ? new Map(lacking) : new Map<string, readonly Verdict[]>();
    if (shared.size > 0) add([...shared.keys()], { rule, verdicts: [...shared.values()].flat() });
    for (const [key, verdicts] of bySubject) if (!shared.has(key)) add([key], { rule, verdicts });
  }
  return [...byBlock.values()]
    .map((block) => ({ ...block, findings: sortFindings(block.findings) }))
    .sort(compareBlocks);

  function add(keys: readonly string[], found: RuleFindings): void {
    const sorted = [...keys].sort(compareNames);
    const id = sorted.join('\n');
    const block = byBlock.get(id) ?? {
      subjects: sorted.map((key) => subjects.get(key) ?? named(found.verdicts, key)).sort(compareSubjects),
      findings: [],
    };
    block.findings.push(found);
    byBlock.set(id, block);
  }
}

/** Tells whether a finding points at nothing but the declaration of its subject. */
export function isLack(verdict: Verdict, subject: SubjectResult | undefined): boolean {
  return subject?.declared !== undefined && samePlace(verdict.location, subject.declared);
}

/** Tells whether two places are the same range of the same file. */
export function samePlace(a: Location, b: Location): boolean {
  return comparePlaces(a, b) === 0 && a.endLine === b.endLine && a.endColumn === b.endColumn;
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

function sortFindings(findings: readonly RuleFindings[]): RuleFindings[] {
  const sorted = findings.map(({ rule, verdicts }) => ({
    rule,
    verdicts: [...verdicts].sort((a, b) => comparePlaces(a.location, b.location)),
  }));
  return sorted.sort(
    (a, b) =>
      worstRank(a.verdicts) - worstRank(b.verdicts) ||
      compareFirst(a.verdicts, b.verdicts) ||
      compareNames(a.rule, b.rule),
  );
}

function compareFirst(a: readonly Verdict[], b: readonly Verdict[]): number {
  const [first, second] = [a[0], b[0]];
  return first === undefined || second === undefined ? 0 : comparePlaces(first.location, second.location);
}

function compareBlocks(a: Block, b: Block): number {
  const worst = (block: Block) => worstRank(block.findings.flatMap(({ verdicts }) => verdicts));
  const [first, second] = [a.subjects[0], b.subjects[0]];
  return (
    worst(a) - worst(b) ||
    a.subjects.length - b.subjects.length ||
    (first === undefined || second === undefined ? 0 : compareSubjects(first, second))
  );
}

function compareSubjects(a: SubjectResult, b: SubjectResult): number {
  const byPlace = a.declared === undefined || b.declared === undefined ? 0 : comparePlaces(a.declared, b.declared);
  return byPlace || compareNames(a.name, b.name);
}
