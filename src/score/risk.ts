// From the evidence of a subject to the scores of its threats: impact x probability x (mitigated ? 0.3 : 1).
import type {
  Condition,
  ControlStanding,
  Factor,
  Grade,
  ModelControl,
  RiskLevel,
  ScoredKind,
  SubjectEvidence,
  SubjectRisk,
  Threat,
  ThreatModel,
  ThreatScore,
} from '../model/risk.ts';
import { factsById, holds, type Knowledge, type Mends, NOTHING_MENDED } from './condition.ts';
import { type ControlFinding, stateOf } from './control-state.ts';
import { explainFactor } from './threat-evidence.ts';

/** Weight of a control that decides: voided, its threat is not mitigated whatever else is in force. */
const DECISIVE = 3;
const ENOUGH_COVERAGE = 0.75;

/** A score and no more: what mending changes. */
export type Rescored = Pick<ThreatScore, 'id' | 'name' | 'score' | 'level'>;

/** Scores subjects by one model. */
export interface Scorer {
  score(evidence: SubjectEvidence): SubjectRisk;
  /** Opens a subject; answers with the scores of some threats as if something were mended. */
  open(evidence: SubjectEvidence): (mends: Mends, threats: Iterable<Threat>) => Rescored[];
}

/** Prepares a model. */
export function openScorer(model: ThreatModel): Scorer {
  const facts = factsById(model);
  const controls = new Map(model.controls.map((control) => [control.id, control]));
  const learn = (evidence: SubjectEvidence): Knowledge => ({
    evidence,
    mends: NOTHING_MENDED,
    facts,
    answered: new Map(),
  });
  return {
    score(evidence) {
      const known = learn(evidence);
      const states = controlStates(controls, known);
      const threats = model.threats.map((threat) => scoreThreat(threat, known, states)).sort(compareThreats);
      const score = highest(threats);
      const { target, subject } = evidence;
      return { target, subject, imageOnly: subject.kind !== 'container', threats, score, level: levelOf(score) };
    },
    open(evidence) {
      const unmended = learn(evidence);
      const before = controlStates(controls, unmended);
      return (mends, threats) => {
        const known = { ...unmended, mends, unmended, answered: new Map() };
        const states = controlStates(controls, known, before);
        return [...threats].map((threat) => {
          const { score } = rate(threat, known, states);
          return { id: threat.id, name: threat.name, score, level: levelOf(score) };
        });
      };
    },
  };
}

/** The level of a score. */
export function levelOf(score: number): RiskLevel {
  if (score >= 7) return 'CRITICAL';
  if (score >= 5) return 'HIGH';
  return score >= 3 ? 'MEDIUM' : 'LOW';
}

/** The highest score of some threats. */
export function highest(threats: readonly { readonly score: number }[]): number {
  return threats.reduce((most, { score }) => Math.max(most, score), 0);
}

/** The highest first, else by id. */
export function compareThreats(a: Rescored, b: Rescored): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}

/** The subject of the highest risk first, else in the order of targets and names. */
export function compareRisks(a: SubjectRisk, b: SubjectRisk): number {
  const key = ({ target, subject }: SubjectRisk) => [target, subject.kind, subject.id].join('\n');
  return b.score - a.score || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

type States = (id: string) => ControlFinding & { readonly name: string };

/** Finds each state once; `before` gives those on which no mend bears. */
function controlStates(controls: ReadonlyMap<string, ModelControl>, known: Knowledge, before?: States): States {
  const found = new Map<string, ReturnType<States>>();
  return (id) => {
    const earlier = found.get(id);
    if (earlier !== undefined) return earlier;
    const control = controls.get(id);
    if (control === undefined) throw new TypeError(`no control ${id} in the threat model`);
    const isSame = before !== undefined && !bearsOnControl(known.mends, control, known.evidence.subject.kind);
    const state = isSame ? before(id) : { ...stateOf(control, known), name: control.name };
    found.set(id, state);
    return state;
  };
}

function bearsOnControl(mends: Mends, { id, states }: ModelControl, kind: ScoredKind): boolean {
  const { notApplicable, absent, inForce, partial } = states[kind] ?? {};
  const isTouched = (one: Condition | undefined) => one !== undefined && mends.touched.has(one);
  return mends.controls.has(id) || [notApplicable, absent, inForce, partial].some(isTouched);
}

/** The numbers of a threat, and what they come from. */
function rate(threat: Threat, known: Knowledge, states: States) {
  const observed = threat.factors.filter(({ when }) => holds(when, known) === true);
  const voided = new Set(observed.flatMap(({ voids }) => voids));
  const controls = Object.entries(threat.controls).map(([id, weight]): ControlStanding => {
    const finding = states(id);
    return { id, weight, ...finding, ...(voided.has(id) ? { state: 'absent' } : {}), voided: voided.has(id) };
  });
  const weighed = weigh(controls);
  const base = known.evidence.subject.kind === 'container' ? threat.probability : threat.imageProbability;
  const probability = move(base, observed);
  // Tenths of whole numbers, since 3 x 0.3 is not 0.9 in binary.
  const score = (threat.impact * probability * (weighed.mitigated ? 3 : 10)) / 10;
  return { base, probability, ...weighed, score, observed, controls };
}

function scoreThreat(threat: Threat, known: Knowledge, states: States): ThreatScore {
  const { observed, ...rated } = rate(threat, known, states);
  const { id, name, impact } = threat;
  const evidence = observed.map((factor) => explainFactor(factor, known));
  return { id, name, impact, ...rated, level: levelOf(rated.score), evidence };
}

/** Forced, it is HIGH. Otherwise each raising fact counts, and all lowering ones together count once. */
function move(base: Grade, observed: readonly Factor[]): Grade {
  const count = (effect: Factor['effect']) => observed.filter((factor) => factor.effect === effect).length;
  if (count('force') > 0) return 3;
  const level = base + count('raise') - Math.min(1, count('lower'));
  return level <= 1 ? 1 : level >= 3 ? 3 : 2;
}

/**
 * Weighs controls. Those in force or partial must make up half of the weight of all, and three quarters of the weight of those that could be assessed,
 * even if what is left open turns out to be absent. The first is asked of what is there, not of what was assessed, so that learning that a control is
 * absent never helps; the second, so that leaving something open never helps either.
 */
function weigh(controls: readonly ControlStanding[]) {
  let total = 0;
  let assessed = 0;
  let undecided = 0;
  let present = 0;
  let value = 0;
  for (const { weight, state, open } of controls) {
    total += weight;
    if (open === true && state === 'not-assessable') undecided += weight;
    if (state === 'not-applicable' || state === 'not-assessable') continue;
    assessed += weight;
    if (state === 'absent') continue;
    present += weight;
    value += state === 'in-force' ? weight : weight / 2;
  }
  const coverage = assessed === 0 ? 0 : value / assessed;
  const isVoided = controls.some(({ voided, weight }) => voided && weight >= DECISIVE);
  const isCovered = !isVoided && coverage >= ENOUGH_COVERAGE;
  const mitigated = isCovered && 2 * present >= total && value >= ENOUGH_COVERAGE * (assessed + undecided);
  const insufficientEvidence = 2 * assessed < total || (isCovered && !mitigated);
  return { mitigated, coverage: Math.round(coverage * 100) / 100, insufficientEvidence };
}
