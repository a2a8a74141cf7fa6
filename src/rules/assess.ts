// Asks the facts of the threat model of every container and image of a target, and gathers what its rules said of them and of their parts.
import type { Location } from '../model/location.ts';
import type { Profile } from '../model/policy.ts';
import type { Condition, FactAnswer, RuleAnswer, ScoredKind, ThreatModel } from '../model/risk.ts';
import type { Rule } from '../model/rule.ts';
import type { Build, TargetFacts } from '../model/run.ts';
import type { Subject, SubjectKind } from '../model/subject.ts';
import { variableOf } from '../model/subjects.ts';
import type { Verdict } from '../model/verdict.ts';
import type { TargetEvidence, UnjoinedEvidence } from './assessed.ts';
import { policyError } from './blame.ts';
import type { Answer, Compiler, Program } from './compiler.ts';
import { openJudge } from './judge.ts';
import { BrokenExpressionError } from './language.ts';
import { type Pointer, placeOf, pointerOf } from './place.ts';
import { findOwners } from './scored-owners.ts';

export interface AssessOptions {
  readonly rules: readonly Rule[];
  readonly profile: Profile;
  readonly compiler: Compiler;
}

/** Gathers the evidence of one target from its facts and its verdicts. Holds nothing of the facts but places. */
export type AssessTarget = (target: TargetFacts, verdicts: readonly Verdict[]) => TargetEvidence;

interface ReadyFact {
  readonly id: string;
  readonly program: Program;
  readonly pointer: Pointer | undefined;
}

/** What is gathered of one subject. */
interface Gathered {
  readonly facts: Map<string, FactAnswer>;
  readonly rules: Map<string, RuleAnswer[]>;
}

/** Prepares the threat model for one target after another. */
export function openAssessor(model: ThreatModel, options: AssessOptions): AssessTarget {
  const { wanted, passing } = namesOf(model);
  const factsAbout = factChooser(model, options);
  const judgeDisabled = judgeOfDisabled(wanted, options);
  return (target, verdicts) => {
    const owners = findOwners(target.subjects);
    const gathered = new Map<Subject<ScoredKind>, Gathered>();
    for (const subject of owners.scored) {
      const facts = new Map<string, FactAnswer>();
      const ask = askerOf(model, subject);
      for (const fact of factsAbout(subject.kind)) facts.set(fact.id, ask(fact));
      gathered.set(subject, { facts, rules: new Map() });
    }
    if (gathered.size === 0) return { file: target.file, subjects: [] };
    for (const part of owners.parts) {
      const facts = factsAbout(part.kind);
      if (facts.length === 0) continue;
      const ask = askerOf(model, part);
      for (const fact of facts) {
        const answer = ask(fact);
        if (answer.answer !== true) continue;
        for (const owner of owners.of(part)) {
          const facts = gathered.get(owner)?.facts;
          if (facts?.has(fact.id) === false) facts.set(fact.id, answer);
        }
      }
    }
    let named: Verdict['subject'] | undefined;
    let judged: Subject | undefined;
    let passed: RuleAnswer | undefined;
    for (const verdict of judgeDisabled === undefined ? verdicts : [...verdicts, ...judgeDisabled(target)]) {
      const { rule, outcome } = verdict;
      if (!(outcome === 'pass' ? passing : wanted).has(rule)) continue;
      // The verdicts about one subject come together.
      if (named !== verdict.subject) {
        named = verdict.subject;
        judged = owners.find(named);
        passed = undefined;
      }
      if (judged === undefined) continue;
      const answer = (outcome === 'pass' ? passed : undefined) ?? answerOf(verdict, judged);
      // The places of passes are never asked for: those of one subject share an answer.
      if (outcome === 'pass') passed = answer;
      for (const owner of owners.of(judged)) add(gathered.get(owner)?.rules, rule, answer);
    }
    return {
      file: target.file,
      subjects: [...gathered].map(([subject, evidence]) => describe(target, subject, evidence)),
    };
  };
}

function add(rules: Map<string, RuleAnswer[]> | undefined, rule: string, answer: RuleAnswer): void {
  const answers = rules?.get(rule);
  if (answers === undefined) rules?.set(rule, [answer]);
  else answers.push(answer);
}

function answerOf({ outcome, location, missing }: Verdict, judged: Subject): RuleAnswer {
  const phase = judged.kind === 'command' ? (judged.facts.phase ?? '') : '';
  return { outcome, at: location, phase, missing };
}

/** The rules of the model, and those of which it matters that they pass. */
function namesOf({ threats, controls, facts }: ThreatModel) {
  const conditions: readonly (Condition | undefined)[] = [
    ...threats.flatMap(({ factors }) => factors.map(({ when }) => when)),
    ...controls.flatMap(({ states }) =>
      Object.values(states).flatMap((one) => [one.notApplicable, one.absent, one.inForce, one.partial]),
    ),
  ];
  const passing = new Set(conditions.flatMap((condition) => condition?.passed ?? []));
  const named = conditions.flatMap((one) => [...(one?.all ?? []), ...(one?.any ?? []), ...(one?.none ?? [])]);
  return { passing, wanted: new Set([...named, ...passing, ...facts.flatMap(({ rules = [] }) => rules)]) };
}

/** A rule that a profile switches off is no longer reported, and what it asks is a threat all the same. */
function judgeOfDisabled(wanted: ReadonlySet<string>, { rules, profile, compiler }: AssessOptions) {
  const disabled = rules.filter(({ id }) => wanted.has(id) && profile.rules[id]?.enabled === false);
  if (disabled.length === 0) return undefined;
  return openJudge(disabled, { profile: { ...profile, rules: {} }, compiler });
}

function factChooser(model: ThreatModel, { profile, compiler }: AssessOptions) {
  const session = compiler.open(profile.policy);
  const ready = new Map<SubjectKind, readonly ReadyFact[]>();
  return (kind: SubjectKind): readonly ReadyFact[] => {
    const known = ready.get(kind);
    if (known !== undefined) return known;
    const made = model.facts.flatMap(({ id, when, at }) => {
      const text = when[kind];
      if (text === undefined) return [];
      const pointer = at === undefined ? undefined : pointerOf(`${variableOf(kind)}.${at}`);
      return [{ id, program: session.compile(text, { subject: kind }), pointer }];
    });
    ready.set(kind, made);
    return made;
  };
}

/** Asks facts of one subject. Those with no line of their own share their yes and their no. */
function askerOf(model: ThreatModel, subject: Subject): (fact: ReadyFact) => FactAnswer {
  const { declared } = subject;
  const yes = { answer: true, at: declared };
  const no = { answer: false, at: declared };
  return ({ id, program, pointer }) => {
    const answer = evaluate(model, id, program, subject);
    const at = pointer === undefined ? undefined : placeOf(pointer, subject, undefined)?.at;
    if (at === undefined && typeof answer === 'boolean') return answer ? yes : no;
    return { answer, at: at ?? declared };
  };
}

function evaluate({ file }: ThreatModel, id: string, program: Program, subject: Subject): Answer {
  try {
    return program.evaluate(subject);
  } catch (error) {
    if (!(error instanceof BrokenExpressionError)) throw error;
    const message = `${file}: fact ${id}, on ${subject.kind} ${subject.name}: ${error.message}`;
    throw policyError('built-in', message, { cause: error });
  }
}

function describe(target: TargetFacts, subject: Subject<ScoredKind>, { facts, rules }: Gathered): UnjoinedEvidence {
  const { kind, id, name, declared } = subject;
  const evidence = {
    target: target.id,
    subject: { kind, id, name },
    declared: placeOnly(declared),
    source: subject.kind === 'container' ? (subject.facts.kind ?? '') : '',
    facts,
    rules,
  };
  return { evidence, ...linksOf(target.builds ?? [], subject) };
}

/** By what a container finds its image, and an image is found. */
function linksOf(builds: readonly Build[], subject: Subject<ScoredKind>): Omit<UnjoinedEvidence, 'evidence'> {
  switch (subject.kind) {
    case 'container': {
      const build = builds.find(({ container }) => container === subject.facts.name);
      const { imageReference: image, platform } = subject.facts;
      return { build, image, platform };
    }
    case 'image': {
      const { imageReference, digest, platform } = subject.facts;
      return { image: imageReference, digest, platform };
    }
    default: {
      const { name, target, containers } = subject.facts;
      return { stage: name, isTarget: target, containers };
    }
  }
}

function placeOnly({ file, startLine, startColumn, endLine, endColumn }: Location): Location {
  return { file, startLine, startColumn, endLine, endColumn };
}
