// What could be mended in a subject: settings that are missing, rules that failed, controls that are not in force, and all that drives a threat.
import type { Effort, Factor, ModelFact, SubjectEvidence, SubjectRisk, Threat, ThreatModel } from '../model/risk.ts';
import { namesIn } from './bearing.ts';
import { isSetting } from './mend.ts';
import type { OpenSubject } from './risk.ts';

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
  open: OpenSubject,
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
  return [...singles, ...openControls(model, risk, open), ...bundles(model, facts, evidence, open, byName)];
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
function openControls(
  { controls, threats: all }: ThreatModel,
  { threats, subject }: SubjectRisk,
  open: OpenSubject,
): Candidate[] {
  const last = new Map<string, Threat>();
  for (const { id } of threats) {
    const threat = all.find((one) => one.id === id);
    if (threat !== undefined) for (const control of Object.keys(threat.controls)) last.set(control, threat);
  }
  return controls.flatMap((control) => {
    const threat = last.get(control.id);
    if (threat === undefined || control.states[subject.kind]?.inForce === undefined) return [];
    const state = open.standing(control.id, threat);
    const isOpen = state === 'absent' || state === 'partial' || state === 'not-assessable';
    return isOpen
      ? [candidate('control', control.id, `${control.id} ${control.name}`, [control.id], control.effort)]
      : [];
  });
}

/** Where several facts drive a threat, mending one of them may remove nothing. */
function bundles(
  model: ThreatModel,
  facts: ReadonlyMap<string, ModelFact>,
  evidence: SubjectEvidence,
  open: OpenSubject,
  singles: ReadonlyMap<string, Candidate>,
): Candidate[] {
  return model.threats.flatMap((threat) => {
    const drivers = open.observed(threat).filter(({ effect }) => effect !== 'lower');
    if (drivers.length === 0) return [];
    const names = namesOf(threat, drivers, facts, evidence).filter((name) => singles.has(name));
    if (names.length < 2) return [];
    const efforts = names.map((name) => RANKS.indexOf(singles.get(name)?.effort ?? 'medium'));
    const effort = RANKS[Math.max(...efforts)] ?? 'large';
    return [candidate('threat', threat.id, `all that drives ${threat.id} ${threat.name}`, names, effort)];
  });
}

/** The rules and settings whose mending takes away what forces or raises a threat. */
function namesOf(
  { factors }: Threat,
  drivers: readonly Factor[],
  facts: ReadonlyMap<string, ModelFact>,
  evidence: SubjectEvidence,
): string[] {
  // Factors that say the same are one to people.
  const observed = new Set(drivers.map(({ says }) => says));
  const names = factors.filter(({ says }) => observed.has(says)).flatMap(({ when }) => namesIn(when));
  const linked = names.flatMap((name) => {
    const fact = facts.get(name);
    if (fact === undefined || evidence.facts.get(name)?.answer !== true) return [];
    return fact.rules ?? [];
  });
  return [...new Set([...names, ...linked])].sort();
}
