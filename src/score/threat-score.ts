// The score of one threat to a subject, with the factors that hold and the controls that stand against it.
import type { ControlStanding, Factor, Threat, ThreatEvidence, ThreatScore } from '../model/risk.ts';
import { holds, type Knowledge } from './condition.ts';
import type { States } from './control-state.ts';
import { levelOf, type Rating } from './rate.ts';
import { explainFactor } from './threat-evidence.ts';

/** What was found out about a subject with nothing mended. */
export interface Learnt {
  readonly known: Knowledge;
  readonly states: States;
}

/** Describes a rated threat. The reasons are worked out when they are asked for: a run has very many, and most reports show few. */
export function describeScore(threat: Threat, rating: Rating, own: Learnt): ThreatScore {
  const { id, name, impact } = threat;
  let evidence: readonly ThreatEvidence[] | undefined;
  let controls: readonly ControlStanding[] | undefined;
  return {
    id,
    name,
    impact,
    ...rating,
    level: levelOf(rating.score),
    get evidence() {
      evidence ??= observe(threat, own.known).map((factor) => explainFactor(factor, own.known));
      return evidence;
    },
    get controls() {
      controls ??= describeControls(threat, own);
      return controls;
    },
  };
}

/** The factors of a threat that hold. */
export function observe({ factors }: Threat, known: Knowledge): readonly Factor[] {
  return factors.filter(({ when }) => holds(when, known) === true);
}

/** Whether a control is absent because of one of these factors. */
export function isVoided(control: string, observed: readonly Factor[]): boolean {
  return observed.some(({ voids }) => voids.includes(control));
}

function describeControls(threat: Threat, { known, states }: Learnt): ControlStanding[] {
  const observed = observe(threat, known);
  return Object.entries(threat.controls).map(([id, weight]): ControlStanding => {
    const { control, ...finding } = states(id);
    const standing = { id, name: control.name, weight, ...finding };
    return isVoided(id, observed) ? { ...standing, state: 'absent', voided: true } : { ...standing, voided: false };
  });
}
