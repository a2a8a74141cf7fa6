// What it means to mend a finding, a setting or a control: which answers change with it.
import type { Condition, ModelFact, ScoredKind, SubjectEvidence, Threat, ThreatModel } from '../model/risk.ts';
import { factsById, type Mends } from './condition.ts';

/** The mends of one model. */
export interface Mending {
  /** Mends of rules, facts and controls by their names, together. */
  of(names: Iterable<string>, evidence: SubjectEvidence): Mends;
  /** The threats on which some mends may bear. */
  touched(mends: Mends): readonly Threat[];
}

/** Tells whether a fact is good when it is true: it can be written down. */
export function isSetting(fact: ModelFact): boolean {
  return fact.write !== undefined;
}

/** Prepares a model. */
export function openMending(model: ThreatModel): Mending {
  const facts = factsById(model);
  const controls = new Map(model.controls.map((control) => [control.id, control]));
  const index = indexModel(model);

  const mendName = (name: string, kind: ScoredKind, terms: Map<string, boolean>, inForce: Set<string>): void => {
    const fact = facts.get(name);
    const control = controls.get(name);
    if (control !== undefined) {
      inForce.add(name);
      const { all = [], none = [] } = control.states[kind]?.inForce ?? {};
      for (const term of [...all, ...none]) if (!controls.has(term)) mendName(term, kind, terms, inForce);
    } else if (fact === undefined) terms.set(name, false);
    else {
      terms.set(name, isSetting(fact));
      for (const rule of fact.rules ?? []) terms.set(rule, false);
    }
  };
  return {
    of(names, evidence) {
      const terms = new Map<string, boolean>();
      const inForce = new Set<string>();
      for (const name of names) mendName(name, evidence.subject.kind, terms, inForce);
      for (const rule of [...terms.keys()])
        for (const fact of index.factsOfRule.get(rule) ?? [])
          if (!terms.has(fact.id) && isMended(fact, terms, evidence)) terms.set(fact.id, isSetting(fact));
      const touched = new Set<Condition>();
      for (const term of terms.keys()) for (const one of index.conditions.get(term) ?? []) touched.add(one);
      return { terms, controls: inForce, touched };
    },
    touched({ controls: inForce, touched }) {
      const found = new Set<Threat>();
      for (const condition of touched) for (const threat of index.threats.get(condition) ?? []) found.add(threat);
      return model.threats.filter(
        (one) => found.has(one) || [...inForce].some((id) => Object.hasOwn(one.controls, id)),
      );
    },
  };
}

/** A fact that shows up as findings is mended once all of these are. */
function isMended({ rules = [] }: ModelFact, terms: ReadonlyMap<string, boolean>, evidence: SubjectEvidence): boolean {
  const failed = rules.filter((rule) => evidence.rules.get(rule)?.some(({ outcome }) => outcome === 'fail') === true);
  return failed.length > 0 && failed.every((rule) => terms.get(rule) === false);
}

/** What reads what: conditions by the names in them, threats by the conditions that bear on them, facts by their rules. */
function indexModel({ threats, controls, facts }: ThreatModel) {
  const conditions = new Map<string, Condition[]>();
  const byCondition = new Map<Condition, Threat[]>();
  const factsOfRule = new Map<string, ModelFact[]>();
  const note = (condition: Condition | undefined, concerned: readonly Threat[]): void => {
    if (condition === undefined) return;
    for (const threat of concerned) append(byCondition, condition, threat);
    for (const name of namesIn(condition)) append(conditions, name, condition);
  };
  for (const threat of threats) for (const { when } of threat.factors) note(when, [threat]);
  for (const { id, states } of controls) {
    const concerned = threats.filter((threat) => Object.hasOwn(threat.controls, id));
    for (const { notApplicable, absent, inForce, partial } of Object.values(states))
      for (const condition of [notApplicable, absent, inForce, partial]) note(condition, concerned);
  }
  for (const fact of facts) for (const rule of fact.rules ?? []) append(factsOfRule, rule, fact);
  return { conditions, threats: byCondition, factsOfRule };
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** Every name that a condition reads. */
export function namesIn({ all = [], any = [], none = [], passed = [] }: Condition): readonly string[] {
  return [...all, ...any, ...none, ...passed];
}
