// Answers conditions of the threat model from the evidence of a subject: yes, no, or not known.
import type { Condition, ModelFact, RuleAnswer, SubjectEvidence, ThreatModel } from '../model/risk.ts';
import type { MissingEvidence } from '../model/verdict.ts';
import { namesIn } from './bearing.ts';

/** Undefined where it is not known. */
export type Truth = boolean | undefined;

/** What is taken for mended: facts with their good value, rules as not failed, controls as in force. */
export interface Mends {
  readonly terms: ReadonlyMap<string, boolean>;
  readonly controls: ReadonlySet<string>;
  /** The conditions that read any of these terms. */
  readonly touched: ReadonlySet<Condition>;
  /** The controls whose state may be another with it. */
  readonly bearsOn: ReadonlySet<string>;
}

export const NOTHING_MENDED: Mends = {
  terms: new Map(),
  controls: new Set(),
  touched: new Set(),
  bearsOn: new Set(),
};

/** What conditions are answered from. */
export interface Knowledge {
  readonly evidence: SubjectEvidence;
  readonly mends: Mends;
  readonly facts: ReadonlyMap<string, ModelFact>;
  /** Answers given before. */
  readonly answered: Map<Condition, Truth>;
  /** The same with nothing mended: what no mend bears on is answered there, once for all mends. */
  readonly unmended?: Knowledge;
}

const PHASES: Readonly<Record<'run' | 'build', readonly string[]>> = {
  run: ['', 'start', 'health', 'hook'],
  build: ['', 'build'],
};

/** The facts of a model by name. */
export function factsById({ facts }: ThreatModel): ReadonlyMap<string, ModelFact> {
  return new Map(facts.map((fact) => [fact.id, fact]));
}

/** Whether a condition holds. What is not known decides nothing unless the rest decides without it. */
export function holds(condition: Condition, known: Knowledge): Truth {
  const { answered, unmended, mends } = known;
  if (unmended !== undefined && !mends.touched.has(condition)) return holds(condition, unmended);
  const before = answered.get(condition);
  if (before !== undefined || answered.has(condition)) return before;
  const truth = decide(condition, known);
  answered.set(condition, truth);
  return truth;
}

const NONE: readonly string[] = [];
const NOT_MISSING: readonly MissingEvidence[] = [];

function decide({ all = NONE, any, none = NONE, passed = NONE, phase }: Condition, known: Knowledge): Truth {
  let truth: Truth = true;
  for (const name of all) {
    truth = both(truth, truthOf(name, phase, known));
    if (truth === false) return false;
  }
  for (const name of none) {
    truth = both(truth, not(truthOf(name, phase, known)));
    if (truth === false) return false;
  }
  for (const rule of passed) truth = both(truth, hasPassed(rule, known));
  return any === undefined || truth === false ? truth : both(truth, anyOf(any, phase, known));
}

function anyOf(names: readonly string[], phase: Condition['phase'], known: Knowledge): Truth {
  let truth: Truth = false;
  for (const name of names) {
    const one = truthOf(name, phase, known);
    if (one === true) return true;
    if (one === undefined) truth = undefined;
  }
  return truth;
}

/** Whether a fact is true, or a rule failed. */
export function truthOf(name: string, phase: Condition['phase'], { evidence, mends, facts }: Knowledge): Truth {
  const mended = mends.terms.get(name);
  if (mended !== undefined) return mended;
  if (facts.has(name)) {
    const answer = evidence.facts.get(name)?.answer;
    return typeof answer === 'boolean' ? answer : undefined;
  }
  const answers = answersOf(name, phase, evidence);
  if (answers.some(({ outcome }) => outcome === 'fail')) return true;
  return answers.some(({ outcome }) => outcome === 'unknown') ? undefined : false;
}

/** What a rule said, of commands only in the phase asked for. */
export function answersOf(rule: string, phase: Condition['phase'], { rules }: SubjectEvidence): readonly RuleAnswer[] {
  const answers = rules.get(rule) ?? [];
  return phase === undefined ? answers : answers.filter((answer) => PHASES[phase].includes(answer.phase));
}

/**
 * The first evidence that is missing for the names of some conditions. A policy that says nothing is the same for all that is scanned: it hides nothing
 * of a subject.
 */
export function firstMissing(
  conditions: readonly (Condition | undefined)[],
  known: Knowledge,
): MissingEvidence | undefined {
  for (const condition of conditions) {
    if (condition === undefined) continue;
    for (const name of namesIn(condition)) {
      const missing = missingOf(name, condition.phase, known).find(({ fact }) => !fact.startsWith('policy.'));
      if (missing !== undefined) return missing;
    }
  }
  return undefined;
}

function missingOf(
  name: string,
  phase: Condition['phase'],
  { evidence, facts, mends }: Knowledge,
): readonly MissingEvidence[] {
  if (mends.terms.has(name)) return NOT_MISSING;
  if (!facts.has(name)) return answersOf(name, phase, evidence).flatMap(({ missing = NOT_MISSING }) => missing);
  const answer = evidence.facts.get(name)?.answer;
  return typeof answer === 'object' ? answer : NOT_MISSING;
}

/** Without any verdict it is not known: what was never asked has not passed. */
function hasPassed(rule: string, { evidence, mends }: Knowledge): Truth {
  if (mends.terms.get(rule) === false) return true;
  const answers = evidence.rules.get(rule) ?? [];
  if (answers.some(({ outcome }) => outcome === 'fail')) return false;
  return answers.length > 0 && answers.every(({ outcome }) => outcome === 'pass') ? true : undefined;
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function both(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}
