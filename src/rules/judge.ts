// Judges subjects by rules: every rule on every subject of its kind, one verdict each, or one per element of a list.
import type { Location } from '../model/location.ts';
import type { Profile } from '../model/policy.ts';
import type { Rule } from '../model/rule.ts';
import type { TargetFacts } from '../model/run.ts';
import type { Severity } from '../model/severity.ts';
import type { Subject } from '../model/subject.ts';
import type { MissingEvidence, Verdict } from '../model/verdict.ts';
import { policyError } from './blame.ts';
import type { Answer, Compiler, Program, Session } from './compiler.ts';
import { elementKey, fingerprintOf, subjectIdentity } from './fingerprint.ts';
import { BrokenExpressionError } from './language.ts';
import { messageTemplate, passMessage, unknownMessage } from './message.ts';
import { missingFact } from './missing.ts';
import { type Pointer, placeOf, pointerOf } from './place.ts';

const NONE: readonly Location[] = [];

export interface JudgeOptions {
  readonly profile: Profile;
  readonly compiler: Compiler;
}

/** A rule made ready for one run. */
interface ReadyRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly deny: Program;
  readonly where: Program | undefined;
  readonly message: (subject: Subject, element: unknown) => string;
  readonly passed: string;
  readonly pointer: Pointer | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A subject on its way through the rules. */
interface Case {
  readonly target: string;
  readonly subject: Subject;
  /** How verdicts name the subject; one object for all of them. */
  readonly named: Verdict['subject'];
  readonly identity: string;
  readonly into: Verdict[];
}

/**
 * Judges every target by every rule that the profile leaves on. The verdicts come in a fixed order, by target, subject, rule and element,
 * whatever the order of rules and targets; a rule or a subject given twice counts once.
 */
export function judge(
  rules: readonly Rule[],
  targets: readonly TargetFacts[],
  { profile, compiler }: JudgeOptions,
): Verdict[] {
  const session = compiler.open(profile.policy);
  const inForce = uniqueById(rules).filter((rule) => overrideOf(profile, rule.id)?.enabled !== false);
  const ready = new Map<string, ReadyRule[]>();
  const readyFor = (kind: string): ReadyRule[] => {
    const known =
      ready.get(kind) ?? inForce.filter((rule) => rule.subject === kind).map((rule) => prepare(rule, profile, session));
    ready.set(kind, known);
    return known;
  };
  const into: Verdict[] = [];
  for (const { id: target, subjects } of [...targets].sort((a, b) => compare(a.id, b.id))) {
    let previous: Subject | undefined;
    let twin = 0;
    for (const subject of [...new Set(subjects)].sort(compareSubjects)) {
      twin = previous?.kind === subject.kind && previous.id === subject.id ? twin + 1 : 0;
      previous = subject;
      const identity = subjectIdentity(target, subject, twin);
      const named = { kind: subject.kind, id: subject.id, name: subject.name };
      for (const rule of readyFor(subject.kind)) judgeSubject(rule, { target, subject, named, identity, into });
    }
  }
  return into;
}

const NO_TWINS = new Map<string, number>();

function judgeSubject(ready: ReadyRule, { target, subject, named, identity, into }: Case): void {
  const { rule } = ready;
  const { list } = rule;
  // Only elements have twins.
  const twins = list === undefined ? NO_TWINS : new Map<string, number>();
  const add = (
    answer: Answer,
    element?: { readonly path: string; readonly value: unknown },
    place = element?.path,
  ): void => {
    const key = element === undefined || list === undefined ? '' : elementKey(subject, list, element.value);
    const twin = element === undefined ? 0 : (twins.get(key) ?? 0);
    if (element !== undefined) twins.set(key, twin + 1);
    const { at, related } = placeOf(ready.pointer, subject, place);
    const verdict: Mutable<Verdict> = {
      rule: rule.id,
      severity: ready.severity,
      outcome: answer === true ? 'fail' : answer === false ? 'pass' : 'unknown',
      target,
      subject: named,
      message: sayAnswer(ready, answer, subject, element?.value),
      location: at,
      related: related ?? NONE,
      fingerprint: fingerprintOf(rule.id, identity, key, twin),
    };
    if (element !== undefined) verdict.element = element.path;
    if (typeof answer !== 'boolean') verdict.missing = answer;
    into.push(verdict);
  };

  if (list === undefined) {
    const answer = answerOf(ready, subject);
    if (answer !== undefined) add(answer);
    return;
  }
  const elements = elementsOf(subject, list);
  if (elements === undefined) {
    const answer = answerOf(ready, subject, 'any');
    // Even an element that is surely denied is not known to be there.
    if (answer === false) add(false, undefined, list);
    else if (answer !== undefined) add(together([missingFact(subject, list)], answer), undefined, list);
    return;
  }
  let judged = 0;
  elements.forEach((value, index) => {
    const answer = answerOf(ready, subject, value === undefined ? 'any' : index);
    if (answer === undefined) return;
    judged += 1;
    const path = `${list}[${index}]`;
    add(value === undefined ? nameElement(answer, subject, list, path) : answer, { path, value });
  });
  // A subject without any such element is clean, unless the rule is not about subjects like it at all.
  if (judged === 0 && applies(ready, subject, 'any') !== false) add(false);
}

function sayAnswer(ready: ReadyRule, answer: Answer, subject: Subject, element: unknown): string {
  if (answer === true) return ready.message(subject, element);
  return answer === false ? ready.passed : unknownMessage(ready.rule, answer);
}

/** The answer of a rule about a subject or one of its elements; nothing where the rule does not apply. */
function answerOf(ready: ReadyRule, subject: Subject, index?: number | 'any'): Answer | undefined {
  const applicable = applies(ready, subject, index);
  if (applicable === false) return undefined;
  const denied = evaluate(ready.deny, ready.rule, subject, index);
  return applicable === true || denied === false ? denied : together(applicable, denied);
}

function applies({ rule, where }: ReadyRule, subject: Subject, index?: number | 'any'): Answer {
  return where === undefined ? true : evaluate(where, rule, subject, index);
}

function evaluate(program: Program, rule: Rule, subject: Subject, index?: number | 'any'): Answer {
  try {
    return program.evaluate(subject, index);
  } catch (error) {
    if (!(error instanceof BrokenExpressionError)) throw error;
    const message = `${rule.file}: rule ${rule.id}, on ${subject.kind} ${subject.name}: ${error.message}`;
    throw policyError(isOwn(rule) ? 'user' : 'built-in', message, { cause: error });
  }
}

/** Evidence missing for two answers, each fact once. */
function together(first: readonly MissingEvidence[], second: Answer): readonly MissingEvidence[] {
  if (typeof second === 'boolean') return first;
  const facts = new Set(first.map(({ fact }) => fact));
  return [...first, ...second.filter(({ fact }) => !facts.has(fact))];
}

/** An unknown element of a list that is known otherwise goes by its own path. */
function nameElement(answer: Answer, subject: Subject, list: string, path: string): Answer {
  if (typeof answer === 'boolean') return answer;
  return answer.map((missing) => (missing.fact === `${subject.kind}.${list}` ? missingFact(subject, path) : missing));
}

/** Rules of an organisation carry its name in front. */
function isOwn(rule: Rule): boolean {
  return rule.id.includes('/');
}

function prepare(rule: Rule, profile: Profile, session: Session): ReadyRule {
  const scope = { subject: rule.subject, ...(rule.list === undefined ? {} : { list: rule.list }) };
  return {
    rule,
    severity: overrideOf(profile, rule.id)?.severity ?? rule.severity,
    deny: session.compile(rule.deny, scope),
    where: rule.where === undefined ? undefined : session.compile(rule.where, scope),
    message: messageTemplate(rule.message),
    passed: passMessage(rule),
    pointer: rule.at === undefined ? undefined : pointerOf(rule.at),
  };
}

function overrideOf(profile: Profile, rule: string): Profile['rules'][string] | undefined {
  return Object.hasOwn(profile.rules, rule) ? profile.rules[rule] : undefined;
}

function elementsOf(subject: Subject, list: string): readonly unknown[] | undefined {
  const value = (subject.facts as Readonly<Record<string, unknown>>)[list];
  return Array.isArray(value) ? value : undefined;
}

function uniqueById(rules: readonly Rule[]): Rule[] {
  return [...new Map(rules.map((rule) => [rule.id, rule])).values()].sort((a, b) => compare(a.id, b.id));
}

function compareSubjects(a: Subject, b: Subject): number {
  return (
    compare(a.kind, b.kind) ||
    compare(a.id, b.id) ||
    compare(a.declared.file, b.declared.file) ||
    a.declared.startLine - b.declared.startLine
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
