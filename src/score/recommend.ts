// What to mend first: every failing rule, missing setting and absent control, with the risk recomputed as if it were mended.
import type {
  Effort,
  ModelFact,
  Recommendation,
  SubjectEvidence,
  SubjectRisk,
  ThreatModel,
  ThreatScore,
} from '../model/risk.ts';
import type { Rule } from '../model/rule.ts';
import { type Candidate, listCandidates } from './candidates.ts';
import { factsById } from './condition.ts';
import { type Edits, openEdits } from './edits.ts';
import { type Mending, openMending } from './mend.ts';
import { highest, levelOf, openScorer, type Rescored, type Scorer } from './risk.ts';

const EFFORTS: readonly Effort[] = ['small', 'medium', 'large'];

/** Recommends for every subject; the order is that of the risk removed, then of the effort. */
export function recommend(
  model: ThreatModel,
  evidence: readonly SubjectEvidence[],
  risks: readonly SubjectRisk[],
  rules: readonly Rule[],
  scorer: Scorer = openScorer(model),
): Recommendation[] {
  const mending = openMending(model);
  const edits = openEdits(model, rules);
  const facts = factsById(model);
  const list = evidence.flatMap((one, index) => {
    const risk = risks[index];
    return risk === undefined ? [] : recommendFor(one, risk, { model, facts, scorer, mending, edits });
  });
  return list.sort(compareRecommendations);
}

interface Tools {
  readonly model: ThreatModel;
  readonly facts: ReadonlyMap<string, ModelFact>;
  readonly scorer: Scorer;
  readonly mending: Mending;
  readonly edits: Edits;
}

function recommendFor(evidence: SubjectEvidence, risk: SubjectRisk, tools: Tools): Recommendation[] {
  const rescore = tools.scorer.open(evidence);
  const measured = listCandidates(tools.model, tools.facts, evidence, risk).flatMap((candidate) => {
    const found = measure(candidate, evidence, risk, { ...tools, rescore });
    return found === undefined ? [] : [found];
  });
  const kept: Recommendation[] = [];
  for (const one of measured) {
    // What a part of it removes by itself is no merit of the whole.
    const known = kept.some(
      (other) =>
        other.removes >= one.removes && touchesAll(other, one) && (one.kind === 'threat' || sameEdits(other, one)),
    );
    if (!known) kept.push(one);
  }
  return kept;
}

function measure(
  { id, kind, title, names, effort }: Candidate,
  evidence: SubjectEvidence,
  risk: SubjectRisk,
  { rescore, mending, edits }: Pick<Tools, 'mending' | 'edits'> & { readonly rescore: ReturnType<Scorer['open']> },
): Recommendation | undefined {
  const mends = mending.of(names, evidence);
  const after = rescore(mends, mending.touched(mends));
  const threats = after.flatMap((threat) => {
    const from = risk.threats.find(({ id }) => id === threat.id)?.score ?? 0;
    return threat.score < from ? [{ id: threat.id, name: threat.name, from, to: threat.score }] : [];
  });
  if (threats.length === 0) return undefined;
  const removes = threats.reduce((sum, { from, to }) => sum + Math.round((from - to) * 10), 0) / 10;
  const to = highest(replace(risk.threats, after));
  const { target, subject } = evidence;
  const made = { id, kind, title, target, subject, removes, from: risk.score, to, level: levelOf(to), effort, threats };
  return { ...made, edits: edits.of(names, evidence) };
}

function replace(threats: readonly ThreatScore[], by: readonly Rescored[]): readonly Rescored[] {
  return threats.map((threat) => by.find(({ id }) => id === threat.id) ?? threat);
}

function sameEdits(a: Recommendation, b: Recommendation): boolean {
  return JSON.stringify(a.edits) === JSON.stringify(b.edits);
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
