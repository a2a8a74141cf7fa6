// What bears on what in a model: names on the conditions that read them, conditions on threats and controls, controls on threats.
import type { Condition, ModelControl, ModelFact, ScoredKind, Threat, ThreatModel } from '../model/risk.ts';

/** What bears on what for one kind of subject. */
export interface Bearing {
  /** Conditions by the facts and rules that they read. */
  readonly conditions: ReadonlyMap<string, readonly Condition[]>;
  /** Threats by the conditions of their factors. */
  readonly threats: ReadonlyMap<Condition, readonly Threat[]>;
  /** Controls by the conditions of their states. */
  readonly controls: ReadonlyMap<Condition, readonly ModelControl[]>;
  /** Threats by the controls that mitigate them. */
  readonly mitigated: ReadonlyMap<string, readonly Threat[]>;
  /** Facts by the rules that they show up as. */
  readonly facts: ReadonlyMap<string, readonly ModelFact[]>;
}

/** Indexes a model for one kind of subject. */
export function findBearing(model: ThreatModel, kind: ScoredKind): Bearing {
  const conditions = new Map<string, Condition[]>();
  const threats = new Map<Condition, Threat[]>();
  const controls = new Map<Condition, ModelControl[]>();
  const mitigated = new Map<string, Threat[]>();
  const facts = new Map<string, ModelFact[]>();
  const seen = new Set<Condition>();
  const note = (condition: Condition): void => {
    if (seen.has(condition)) return;
    seen.add(condition);
    for (const name of namesIn(condition)) append(conditions, name, condition);
  };
  for (const threat of model.threats) {
    for (const { when } of threat.factors) {
      note(when);
      append(threats, when, threat);
    }
    for (const control of Object.keys(threat.controls)) append(mitigated, control, threat);
  }
  for (const control of model.controls) {
    for (const condition of conditionsOf(control, kind)) {
      note(condition);
      append(controls, condition, control);
    }
  }
  for (const fact of model.facts) for (const rule of fact.rules ?? []) append(facts, rule, fact);
  return { conditions, threats, controls, mitigated, facts };
}

/** Every name that a condition reads. */
export function namesIn({ all = [], any = [], none = [], passed = [] }: Condition): readonly string[] {
  return [...all, ...any, ...none, ...passed];
}

function conditionsOf({ states }: ModelControl, kind: ScoredKind): readonly Condition[] {
  const { notApplicable, absent, inForce, partial } = states[kind] ?? {};
  return [notApplicable, absent, inForce, partial].filter((one) => one !== undefined);
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
