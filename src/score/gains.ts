// What each candidate would gain for a subject: the risk recomputed as if it were mended. Subjects that are alike are measured once.
import type { ModelFact, RiskLevel, ScoreChange, SubjectEvidence, SubjectRisk, ThreatModel } from '../model/risk.ts';
import { type Candidate, listCandidates } from './candidates.ts';
import { factsById } from './condition.ts';
import { openMending } from './mend.ts';
import { levelOf } from './rate.ts';
import { highest, type OpenSubject, replaceScores, type Scorer } from './risk.ts';

/** A candidate that removes some risk. */
export interface Gain {
  readonly candidate: Candidate;
  readonly removes: number;
  /** Score of the subject afterwards. */
  readonly to: number;
  readonly level: RiskLevel;
  readonly threats: readonly ScoreChange[];
}

/** Measures every candidate of a subject; those that remove nothing are left out. */
export type MeasureGains = (evidence: SubjectEvidence, risk: SubjectRisk) => readonly Gain[];

/** Prepares a model. */
export function openGains(model: ThreatModel, scorer: Scorer): MeasureGains {
  const facts: ReadonlyMap<string, ModelFact> = factsById(model);
  const mending = openMending(model);
  const measured = new Map<string, readonly Gain[]>();
  return (evidence, risk) => {
    const likeness = scorer.likeness(evidence);
    const known = measured.get(likeness);
    if (known !== undefined) return known;
    const open = scorer.open(evidence);
    const gains = listCandidates(model, facts, evidence, risk, open).flatMap((candidate) => {
      const gain = gainOf(candidate, risk, open.rescore(mending.of(candidate.names, evidence)));
      return gain === undefined ? [] : [gain];
    });
    measured.set(likeness, gains);
    return gains;
  };
}

function gainOf(candidate: Candidate, risk: SubjectRisk, after: ReturnType<OpenSubject['rescore']>): Gain | undefined {
  const threats = after.flatMap((threat) => {
    const from = risk.threats.find(({ id }) => id === threat.id)?.score ?? 0;
    return threat.score < from ? [{ id: threat.id, name: threat.name, from, to: threat.score }] : [];
  });
  if (threats.length === 0) return undefined;
  const removes = threats.reduce((sum, { from, to }) => sum + Math.round((from - to) * 10), 0) / 10;
  const to = highest(replaceScores(risk.threats, after));
  return { candidate, removes, to, level: levelOf(to), threats };
}
