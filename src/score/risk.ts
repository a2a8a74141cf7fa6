// From the evidence of a subject to the scores of its threats, as it is and as if something were mended.
import type {
  ControlState,
  Factor,
  ModelControl,
  ScoredKind,
  SubjectEvidence,
  SubjectRisk,
  Threat,
  ThreatModel,
  ThreatScore,
} from '../model/risk.ts';
import { type Bearing, findBearing } from './bearing.ts';
import { factsById, holds, type Knowledge, type Mends, NOTHING_MENDED } from './condition.ts';
import { openStates, type States } from './control-state.ts';
import { likenessOf } from './likeness.ts';
import { levelOf, type Rating, rate } from './rate.ts';
import { ScoredSubject } from './scored-subject.ts';
import { describeScore, isVoided, type Learnt, observe } from './threat-score.ts';

/** A score and no more: what mending changes. */
export type Rescored = Pick<ThreatScore, 'id' | 'name' | 'score' | 'level'>;

/** Scores subjects by one model. */
export interface Scorer {
  score(evidence: SubjectEvidence): SubjectRisk;
  /** Subjects with the same text get the same scores, and the same answers once they are open. */
  likeness(evidence: SubjectEvidence): string;
  /** Opens a subject that is to be asked more. */
  open(evidence: SubjectEvidence): OpenSubject;
}

/** What is known of the threats to one subject. */
export interface OpenSubject {
  /** The factors of a threat that hold. */
  observed(threat: Threat): readonly Factor[];
  /** The state of a control against a threat. */
  standing(control: string, threat: Threat): ControlState;
  /** The scores, as if something were mended, of the threats on which that bears. */
  rescore(mends: Mends): Rescored[];
}

/** Prepares a model. */
export function openScorer(model: ThreatModel): Scorer {
  const facts = factsById(model);
  const controls: ReadonlyMap<string, ModelControl> = new Map(model.controls.map((one) => [one.id, one]));
  const bearings = new Map<ScoredKind, Bearing>();
  const likenesses = new WeakMap<SubjectEvidence, string>();
  const learnt = new WeakMap<SubjectEvidence, Learnt>();
  const rated = new Map<string, RatedSubject>();
  const likeness = (evidence: SubjectEvidence): string => {
    const text = likenesses.get(evidence) ?? likenessOf(evidence);
    likenesses.set(evidence, text);
    return text;
  };
  const learn = (evidence: SubjectEvidence): Learnt => {
    const before = learnt.get(evidence);
    if (before !== undefined) return before;
    const known: Knowledge = { evidence, mends: NOTHING_MENDED, facts, answered: new Map() };
    const one = { known, states: openStates(controls, known) };
    learnt.set(evidence, one);
    return one;
  };
  return {
    score(evidence) {
      const alike = likeness(evidence);
      const { ratings, score } = rated.get(alike) ?? rateAll(model, learn(evidence));
      rated.set(alike, { ratings, score });
      return new ScoredSubject(evidence, score, () => {
        const own = learn(evidence);
        return ratings.map(({ threat, rating }) => describeScore(threat, rating, own));
      });
    },
    likeness,
    open(evidence) {
      const own = learn(evidence);
      const { kind } = evidence.subject;
      const bearing = bearings.get(kind) ?? findBearing(model, kind);
      bearings.set(kind, bearing);
      return {
        observed: (threat) => observe(threat, own.known),
        standing: (control, threat) =>
          isVoided(control, observe(threat, own.known)) ? 'absent' : own.states(control).state,
        rescore(mends) {
          const known = { ...own.known, mends, unmended: own.known, answered: new Map() };
          const states = openStates(controls, known, own.states);
          const moved = findMoved(bearing, known, own, states);
          return model.threats.flatMap((threat) => {
            if (!moved.has(threat)) return [];
            const { score } = rate(threat, known, states);
            return [{ id: threat.id, name: threat.name, score, level: levelOf(score) }];
          });
        },
      };
    },
  };
}

/** The threats to a subject and to those that are like it, the highest first. */
interface RatedSubject {
  readonly ratings: readonly { readonly threat: Threat; readonly rating: Rating }[];
  readonly score: number;
}

function rateAll({ threats }: ThreatModel, { known, states }: Learnt): RatedSubject {
  const ratings = threats
    .map((threat) => ({ threat, rating: rate(threat, known, states) }))
    .sort((a, b) => b.rating.score - a.rating.score || (a.threat.id < b.threat.id ? -1 : 1));
  return { ratings, score: highest(ratings.map(({ rating }) => rating)) };
}

/** The threats of which a mend changes a factor or a control; the score of no other can change. */
function findMoved(bearing: Bearing, known: Knowledge, before: Learnt, states: States): ReadonlySet<Threat> {
  const moved = new Set<Threat>();
  for (const condition of known.mends.touched) {
    const threats = bearing.threats.get(condition);
    if (threats === undefined) continue;
    if ((holds(condition, known) === true) === (holds(condition, before.known) === true)) continue;
    for (const threat of threats) moved.add(threat);
  }
  for (const control of known.mends.bearsOn) {
    const [now, then] = [states(control), before.states(control)];
    if (now.state === then.state && now.open === then.open) continue;
    for (const threat of bearing.mitigated.get(control) ?? []) moved.add(threat);
  }
  return moved;
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
  return (
    b.score - a.score ||
    compare(a.target, b.target) ||
    compare(a.subject.kind, b.subject.kind) ||
    compare(a.subject.id, b.subject.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The scores of a subject with those put in place that a mend changes. */
export function replaceScores(threats: readonly ThreatScore[], by: readonly Rescored[]): readonly Rescored[] {
  return threats.map((threat) => by.find(({ id }) => id === threat.id) ?? threat);
}
