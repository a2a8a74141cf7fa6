// What it means to mend a finding, a setting or a control: which answers change with it.
import type { Condition, ModelFact, ScoredKind, SubjectEvidence, ThreatModel } from '../model/risk.ts';
import { type Bearing, findBearing } from './bearing.ts';
import { factsById, type Mends } from './condition.ts';

/** The mends of one model. */
export interface Mending {
  /** Mends of rules, facts and controls by their names, together. */
  of(names: readonly string[], evidence: SubjectEvidence): Mends;
}

/** Tells whether a fact is good when it is true: it can be written down. */
export function isSetting(fact: ModelFact): boolean {
  return fact.write !== undefined;
}

/** Prepares a model. What mending one name means is worked out once for a kind of subject. */
export function openMending(model: ThreatModel): Mending {
  const facts = factsById(model);
  const controls = new Map(model.controls.map((control) => [control.id, control]));
  const bearings = new Map<ScoredKind, Bearing>();
  const single = new Map<string, Stated>();

  const bearingOn = (kind: ScoredKind): Bearing => {
    const bearing = bearings.get(kind) ?? findBearing(model, kind);
    bearings.set(kind, bearing);
    return bearing;
  };
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
  const stateAll = (names: readonly string[], kind: ScoredKind): Stated => {
    const terms = new Map<string, boolean>();
    const inForce = new Set<string>();
    for (const name of names) mendName(name, kind, terms, inForce);
    return finish(terms, inForce, bearingOn(kind));
  };
  const state = (names: readonly string[], kind: ScoredKind): Stated => {
    const [name, ...others] = names;
    if (name === undefined || others.length > 0) return stateAll(names, kind);
    const key = `${kind} ${name}`;
    const stated = single.get(key) ?? stateAll(names, kind);
    single.set(key, stated);
    return stated;
  };
  return {
    of(names, evidence) {
      const { kind } = evidence.subject;
      const { mends, shown } = state(names, kind);
      const mended = shown.filter((fact) => isMended(fact, mends.terms, evidence));
      if (mended.length === 0) return mends;
      const terms = new Map(mends.terms);
      for (const fact of mended) terms.set(fact.id, isSetting(fact));
      return finish(terms, mends.controls, bearingOn(kind)).mends;
    },
  };
}

/** Mends, and the facts that show up as findings some of which are mended. */
interface Stated {
  readonly mends: Mends;
  readonly shown: readonly ModelFact[];
}

function finish(
  terms: ReadonlyMap<string, boolean>,
  controls: ReadonlySet<string>,
  { conditions, controls: byCondition, facts }: Bearing,
): Stated {
  const touched = new Set<Condition>();
  const bearsOn = new Set(controls);
  const shown = new Set<ModelFact>();
  for (const term of terms.keys()) {
    for (const one of conditions.get(term) ?? []) touched.add(one);
    for (const fact of facts.get(term) ?? []) if (!terms.has(fact.id)) shown.add(fact);
  }
  for (const condition of touched) for (const { id } of byCondition.get(condition) ?? []) bearsOn.add(id);
  return { mends: { terms, controls, touched, bearsOn }, shown: [...shown] };
}

/** A fact that shows up as findings is mended once all of these are. */
function isMended({ rules = [] }: ModelFact, terms: ReadonlyMap<string, boolean>, evidence: SubjectEvidence): boolean {
  const failed = rules.filter((rule) => evidence.rules.get(rule)?.some(({ outcome }) => outcome === 'fail') === true);
  return failed.length > 0 && failed.every((rule) => terms.get(rule) === false);
}
