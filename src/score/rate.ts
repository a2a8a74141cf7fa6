// The numbers of one threat: what moves its probability, and whether its controls mitigate it. Plain loops, since every mend is rated by it.
import type { Grade, RiskLevel, Threat, ThreatScore } from '../model/risk.ts';
import { holds, type Knowledge } from './condition.ts';
import type { ControlFinding } from './control-state.ts';

/** Weight of a control that decides: voided, its threat is not mitigated whatever else is in force. */
const DECISIVE = 3;
const ENOUGH_COVERAGE = 0.75;

export type Rating = Pick<
  ThreatScore,
  'base' | 'probability' | 'mitigated' | 'coverage' | 'insufficientEvidence' | 'score'
>;

/** Rates a threat: impact x probability x (mitigated ? 0.3 : 1). */
export function rate(threat: Threat, known: Knowledge, states: (control: string) => ControlFinding): Rating {
  const base = known.evidence.subject.kind === 'container' ? threat.probability : threat.imageProbability;
  const { probability, voided } = move(base, threat, known);
  const weighed = weigh(threat, voided, states);
  // Tenths of whole numbers, since 3 x 0.3 is not 0.9 in binary.
  const score = (threat.impact * probability * (weighed.mitigated ? 3 : 10)) / 10;
  return { base, probability, ...weighed, score };
}

/** The level of a score. */
export function levelOf(score: number): RiskLevel {
  if (score >= 7) return 'CRITICAL';
  if (score >= 5) return 'HIGH';
  return score >= 3 ? 'MEDIUM' : 'LOW';
}

/** Forced, it is HIGH. Otherwise each raising fact counts, and all lowering ones together count once. */
function move(base: Grade, { factors }: Threat, known: Knowledge) {
  const voided: string[] = [];
  let isForced = false;
  let isLowered = false;
  let level: number = base;
  for (const { when, effect, voids } of factors) {
    if (holds(when, known) !== true) continue;
    voided.push(...voids);
    if (effect === 'force') isForced = true;
    else if (effect === 'raise') level += 1;
    else isLowered = true;
  }
  return { probability: isForced ? 3 : clamp(isLowered ? level - 1 : level), voided };
}

function clamp(level: number): Grade {
  return level <= 1 ? 1 : level >= 3 ? 3 : 2;
}

/**
 * Weighs controls. Those in force or partial must make up half of the weight of all, and three quarters of the weight of those that could be assessed,
 * even if what is left open turns out to be absent. The first is asked of what is there, not of what was assessed, so that learning that a control is
 * absent never helps; the second, so that leaving something open never helps either.
 */
function weigh({ controls }: Threat, voided: readonly string[], states: (control: string) => ControlFinding) {
  let total = 0;
  let assessed = 0;
  let undecided = 0;
  let present = 0;
  let value = 0;
  let isVoided = false;
  for (const id of Object.keys(controls)) {
    const weight = controls[id] ?? 0;
    total += weight;
    if (voided.includes(id)) {
      assessed += weight;
      isVoided ||= weight >= DECISIVE;
      continue;
    }
    const { state, open } = states(id);
    if (state === 'not-assessable' && open === true) undecided += weight;
    if (state === 'not-applicable' || state === 'not-assessable') continue;
    assessed += weight;
    if (state === 'absent') continue;
    present += weight;
    value += state === 'in-force' ? weight : weight / 2;
  }
  const coverage = assessed === 0 ? 0 : value / assessed;
  const isCovered = !isVoided && coverage >= ENOUGH_COVERAGE;
  const mitigated = isCovered && 2 * present >= total && value >= ENOUGH_COVERAGE * (assessed + undecided);
  const insufficientEvidence = 2 * assessed < total || (isCovered && !mitigated);
  return { mitigated, coverage: Math.round(coverage * 100) / 100, insufficientEvidence };
}
