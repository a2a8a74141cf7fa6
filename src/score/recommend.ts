// What to mend first: every failing rule, missing setting and absent control, with the risk that mending it removes.
import type { Edit, Effort, Recommendation, SubjectEvidence, SubjectRisk, ThreatModel } from '../model/risk.ts';
import type { Rule } from '../model/rule.ts';
import { type Edits, openEdits } from './edits.ts';
import { type Gain, openGains } from './gains.ts';
import { openScorer, type Scorer } from './risk.ts';
import { placeKey } from './threat-evidence.ts';

const EFFORTS: readonly Effort[] = ['small', 'medium', 'large'];

/** Recommends for every subject; the order is that of the risk removed, then of the effort. */
export function recommend(
  model: ThreatModel,
  evidence: readonly SubjectEvidence[],
  risks: readonly SubjectRisk[],
  rules: readonly Rule[],
  scorer: Scorer = openScorer(model),
): Recommendation[] {
  const edits = openEdits(model, rules);
  const gainsOf = openGains(model, scorer);
  const list = evidence.flatMap((one, index) => {
    const risk = risks[index];
    return risk === undefined ? [] : recommendFor(one, risk, gainsOf(one, risk), edits);
  });
  return list.sort(compareRecommendations);
}

function recommendFor(
  evidence: SubjectEvidence,
  risk: SubjectRisk,
  gains: readonly Gain[],
  edits: Edits,
): Recommendation[] {
  const { target, subject } = evidence;
  const kept: Recommendation[] = [];
  for (const { candidate, removes, to, level, threats } of gains) {
    const { id, kind, title, names, effort } = candidate;
    const changes = { removes, from: risk.score, to, level, effort, threats };
    const one = { id, kind, title, target, subject, ...changes, edits: edits.of(names, evidence) };
    // What a part of it removes by itself is no merit of the whole.
    const known = kept.some(
      (other) =>
        other.removes >= one.removes && touchesAll(other, one) && (one.kind === 'threat' || sameEdits(other, one)),
    );
    if (!known) kept.push(one);
  }
  return kept;
}

function sameEdits(a: Recommendation, b: Recommendation): boolean {
  return a.edits.length === b.edits.length && a.edits.every((edit, index) => isSame(edit, b.edits[index]));
}

function isSame(a: Edit, b: Edit | undefined): boolean {
  return b !== undefined && a.write === b.write && placeKey(a.location) === placeKey(b.location);
}

function touchesAll(a: Recommendation, b: Recommendation): boolean {
  return b.threats.every(({ id }) => a.threats.some((threat) => threat.id === id));
}

function compareRecommendations(a: Recommendation, b: Recommendation): number {
  return (
    b.removes - a.removes ||
    EFFORTS.indexOf(a.effort) - EFFORTS.indexOf(b.effort) ||
    compare(a.target, b.target) ||
    compare(a.subject.kind, b.subject.kind) ||
    compare(a.subject.id, b.subject.id) ||
    compare(a.id, b.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
