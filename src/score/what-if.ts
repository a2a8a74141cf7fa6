// The risk of every subject as if some things were mended.
import type { SubjectEvidence, SubjectRisk, ThreatModel, WhatIf } from '../model/risk.ts';
import { openMending } from './mend.ts';
import { levelOf } from './rate.ts';
import { compareThreats, highest, openScorer, replaceScores } from './risk.ts';

/** The names that may be mended: settings and other facts, rules of the model, and controls. */
export function mendable(model: ThreatModel, rules: Iterable<string>): Set<string> {
  return new Set([...model.facts.map(({ id }) => id), ...model.controls.map(({ id }) => id), ...rules]);
}

/** Scores every subject anew with everything mended that is named. */
export function whatIf(
  model: ThreatModel,
  evidence: readonly SubjectEvidence[],
  risks: readonly SubjectRisk[],
  names: readonly string[],
): WhatIf[] {
  const scorer = openScorer(model);
  const mending = openMending(model);
  return evidence.flatMap((one, index) => {
    const risk = risks[index];
    if (risk === undefined) return [];
    const moved = scorer.open(one).rescore(mending.of(names, one));
    const after = [...replaceScores(risk.threats, moved)].sort(compareThreats);
    const to = highest(after);
    const threats = after.map(({ id, name, score, level }) => {
      const from = risk.threats.find((threat) => threat.id === id)?.score ?? score;
      return { id, name, from, to: score, level };
    });
    const { target, subject } = one;
    return [{ target, subject, from: risk.score, fromLevel: risk.level, to, level: levelOf(to), threats }];
  });
}
