// The risks of a run as the JSON report says them.
import type { Location } from '../model/location.ts';
import type {
  ControlStanding,
  Recommendation,
  ScoreChange,
  SubjectRisk,
  ThreatEvidence,
  ThreatScore,
  WhatIf,
} from '../model/risk.ts';
import type { Run } from '../model/run.ts';
import type { Report } from './report-schema.ts';

type Subject = SubjectRisk['subject'];

/** The risks of all subjects, the recommendations, and the answer to `--what-if`. */
export function describeRisks({
  risks = [],
  recommendations = [],
  whatIf,
}: Pick<Run, 'risks' | 'recommendations' | 'whatIf'>): Pick<Report, 'risks' | 'recommendations' | 'whatIf'> {
  return {
    risks: risks.map(describeRisk),
    recommendations: recommendations.map(describeRecommendation),
    ...(whatIf === undefined
      ? {}
      : { whatIf: { names: [...whatIf.names], subjects: whatIf.subjects.map(describeWhatIf) } }),
  };
}

/** The risk of a run: that of its worst subject, which comes first. */
export function worstRisk({ risks = [] }: Pick<Run, 'risks'>): Report['summary']['risk'] {
  const [worst] = risks;
  return worst === undefined ? undefined : { score: worst.score, level: worst.level };
}

function describeRisk({ target, subject, imageOnly, threats, score, level }: SubjectRisk): Report['risks'][number] {
  return { target, subject: describeSubject(subject), imageOnly, threats: threats.map(describeThreat), score, level };
}

function describeThreat(threat: ThreatScore): Report['risks'][number]['threats'][number] {
  const { id, name, impact, base, probability, mitigated, coverage, insufficientEvidence, score, level } = threat;
  return {
    id,
    name,
    impact,
    base,
    probability,
    mitigated,
    coverage,
    insufficientEvidence,
    score,
    level,
    evidence: threat.evidence.map(describeEvidence),
    controls: threat.controls.map(describeControl),
  };
}

function describeEvidence({ effect, says, rules, facts, voids, locations }: ThreatEvidence) {
  return {
    effect,
    says,
    rules: [...rules],
    facts: [...facts],
    voids: [...voids],
    locations: locations.map(describePlace),
  };
}

function describeControl({ id, name, weight, state, voided, open, reason, hint }: ControlStanding) {
  return {
    id,
    name,
    weight,
    state,
    voided,
    ...(open === undefined ? {} : { open }),
    ...(reason === undefined ? {} : { reason }),
    ...(hint === undefined ? {} : { hint }),
  };
}

function describeRecommendation(one: Recommendation): Report['recommendations'][number] {
  const { id, kind, title, target, subject, removes, from, to, level, effort } = one;
  return {
    id,
    kind,
    title,
    target,
    subject: describeSubject(subject),
    removes,
    from,
    to,
    level,
    effort,
    threats: one.threats.map(describeChange),
    edits: one.edits.map(({ location, write }) => ({ location: describePlace(location), write })),
  };
}

function describeWhatIf({ target, subject, from, fromLevel, to, level, threats }: WhatIf) {
  return {
    target,
    subject: describeSubject(subject),
    from,
    fromLevel,
    to,
    level,
    threats: threats.map((threat) => ({ ...describeChange(threat), level: threat.level })),
  };
}

function describeChange({ id, name, from, to }: ScoreChange) {
  return { id, name, from, to };
}

function describeSubject({ kind, id, name }: Subject): Subject {
  return { kind, id, name };
}

function describePlace({ file, startLine, startColumn, endLine, endColumn }: Location): Location {
  return { file, startLine, startColumn, endLine, endColumn };
}
