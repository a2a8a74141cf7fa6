// From the evidence of a subject to the scores of its threats: impact x probability x (mitigated ? 0.3 : 1).
import type {
  Condition,
  ControlStanding,
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
import { rate } from './rate.ts';
import { explainFactor } from './threat-evidence.ts';

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
  const learnt = new WeakMap<SubjectEvidence, { readonly known: Knowledge; readonly states: States }>();
  const learn = (evidence: SubjectEvidence) => {
    const before = learnt.get(evidence);
    if (before !== undefined) return before;
    const known: Knowledge = { evidence, mends: NOTHING_MENDED, facts, answered: new Map() };
    const one = { known, states: controlStates(controls, known) };
    learnt.set(evidence, one);
    return one;
  };
  return {
    score(evidence) {
      const { known, states } = learn(evidence);
      const threats = model.threats.map((threat) => scoreThreat(threat, known, states)).sort(compareThreats);
      const score = highest(threats);
      const { target, subject } = evidence;
      return { target, subject, imageOnly: subject.kind !== 'container', threats, score, level: levelOf(score) };
    },
    open(evidence) {
      const { known: unmended, states: before } = learn(evidence);
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

function scoreThreat(threat: Threat, known: Knowledge, states: States): ThreatScore {
  const { id, name, impact } = threat;
  const observed = threat.factors.filter(({ when }) => holds(when, known) === true);
  const voided = new Set(observed.flatMap(({ voids }) => voids));
  const controls = Object.entries(threat.controls).map(([control, weight]): ControlStanding => {
    const finding = { id: control, weight, ...states(control) };
    return voided.has(control) ? { ...finding, state: 'absent', voided: true } : { ...finding, voided: false };
  });
  const evidence = observed.map((factor) => explainFactor(factor, known));
  const rated = rate(threat, known, states);
  return { id, name, impact, ...rated, level: levelOf(rated.score), evidence, controls };
}
