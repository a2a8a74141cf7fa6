// What could be mended in a subject: settings that are missing, rules that failed, controls that are not in force, and all that drives a threat.
import type {
  ControlState,
  Effort,
  ModelFact,
  SubjectEvidence,
  SubjectRisk,
  Threat,
  ThreatModel,
  ThreatScore,
} from '../model/risk.ts';
import { isSetting, namesIn } from './mend.ts';

export interface Candidate {
  readonly id: string;
  readonly kind: 'rule' | 'setting' | 'control' | 'threat';
  readonly title: string;
  /** Rules, facts and controls that are mended together. */
  readonly names: readonly string[];
  readonly effort: Effort;
}

const RANKS: readonly Effort[] = ['small', 'medium', 'large'];

/** Lists the candidates of a subject, single ones before those that hold several. */
export function listCandidates(
  model: ThreatModel,
  facts: ReadonlyMap<string, ModelFact>,
  evidence: SubjectEvidence,
  risk: SubjectRisk,
): Candidate[] {
  const settings = model.facts.filter((fact) => isSetting(fact) && evidence.facts.get(fact.id)?.answer === false);
  const covered = new Set(settings.flatMap(({ rules = [] }) => rules));
  const failed = [...evidence.rules].flatMap(([rule, answers]) =>
    answers.some(({ outcome }) => outcome === 'fail') ? [rule] : [],
  );
  const singles = [
    ...settings.map(({ id, effort = 'medium' }) => candidate('setting', id, id, [id], effort)),
    ...failed
      .filter((rule) => !covered.has(rule))
      .sort()
      .map((rule) => candidate('rule', rule, rule, [rule], model.efforts[rule] ?? 'medium')),
  ];
  const byName = new Map(singles.map((single) => [single.id, single]));
  return [...singles, ...openControls(model, risk), ...bundles(model, facts, evidence, risk, byName)];
}

function candidate(
  kind: Candidate['kind'],
  id: string,
  title: string,
  names: readonly string[],
  effort: Effort,
): Candidate {
  return { kind, id, title, names, effort };
}

/** Controls that could be put in force by what can be written, and are not. */
function openControls({ controls }: ThreatModel, { threats, subject }: SubjectRisk): Candidate[] {
  const standing = new Map<string, ControlState>();
  for (const threat of threats) for (const { id, state } of threat.controls) standing.set(id, state);
  return controls.flatMap((control) => {
    const state = standing.get(control.id);
    const isOpen = state === 'absent' || state === 'partial' || state === 'not-assessable';
    if (!isOpen || control.states[subject.kind]?.inForce === undefined) return [];
    return [candidate('control', control.id, `${control.id} ${control.name}`, [control.id], control.effort)];
  });
}

/** Where several facts drive a threat, mending one of them may remove nothing. */
function bundles(
  model: ThreatModel,
  facts: ReadonlyMap<string, ModelFact>,
  evidence: SubjectEvidence,
  { threats }: SubjectRisk,
  singles: ReadonlyMap<string, Candidate>,
): Candidate[] {
  return model.threats.flatMap((threat) => {
    const score = threats.find(({ id }) => id === threat.id);
    if (score === undefined || score.evidence.filter(({ effect }) => effect !== 'lower').length === 0) return [];
    const names = driversOf(threat, score, facts, evidence).filter((name) => singles.has(name));
    if (names.length < 2) return [];
    const efforts = names.map((name) => RANKS.indexOf(singles.get(name)?.effort ?? 'medium'));
    const effort = RANKS[Math.max(...efforts)] ?? 'large';
    return [candidate('threat', threat.id, `all that drives ${threat.id} ${threat.name}`, names, effort)];
  });
}

/** The rules and settings whose mending takes away what forces or raises a threat. */
function driversOf(
  threat: Threat,
  score: ThreatScore,
  facts: ReadonlyMap<string, ModelFact>,
  evidence: SubjectEvidence,
): string[] {
  const observed = new Set(score.evidence.filter(({ effect }) => effect !== 'lower').map(({ says }) => says));
  const names = threat.factors.filter(({ says }) => observed.has(says)).flatMap(({ when }) => namesIn(when));
  const linked = names.flatMap((name) => {
    const fact = facts.get(name);
    if (fact === undefined || evidence.facts.get(name)?.answer !== true) return [];
    return fact.rules ?? [];
  });
  return [...new Set([...names, ...linked])].sort();
}
