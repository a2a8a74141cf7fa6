// A rule made ready for one run: its expressions compiled, its answers about a subject or an element.
import type { Profile } from '../model/policy.ts';
import type { Rule } from '../model/rule.ts';
import { type Severity, severities } from '../model/severity.ts';
import type { Subject } from '../model/subject.ts';
import { subjects } from '../model/subjects.ts';
import type { MissingEvidence } from '../model/verdict.ts';
import { policyError } from './blame.ts';
import type { Answer, Program, Session } from './compiler.ts';
import type { Opinion } from './judged-verdict.ts';
import { BrokenExpressionError } from './language.ts';
import { messageTemplate } from './message.ts';
import { type Pointer, pointerOf } from './place.ts';

export interface ReadyRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly deny: Program;
  readonly where: Program | undefined;
  /** Says whether the severity is one step lower; absent where the profile names a severity. */
  readonly milder: Program | undefined;
  /** Values of the field that its kind of subject is sorted by, where the rule is about no others. */
  readonly keys: ReadonlySet<string> | undefined;
  readonly message: (subject: Subject, element: unknown) => string;
  readonly pointer: Pointer;
  /** What it says of every subject that is clean as a whole. */
  readonly clean: Opinion;
}

/** Compiles a rule for the policy of a session. */
export function makeReady(rule: Rule, profile: Profile, session: Session): ReadyRule {
  const scope = { subject: rule.subject, ...(rule.list === undefined ? {} : { list: rule.list }) };
  const override = overrideOf(profile, rule.id)?.severity;
  const where = rule.where === undefined ? undefined : session.compile(rule.where, scope);
  const { sortedBy } = subjects[rule.subject];
  const severity = override ?? rule.severity;
  const pointer = pointerOf(rule.at);
  return {
    rule,
    severity,
    deny: session.compile(rule.deny, scope),
    where,
    keys: sortedBy === undefined ? undefined : where?.keys(sortedBy),
    milder: rule.milder === undefined || override !== undefined ? undefined : session.compile(rule.milder, scope),
    message: messageTemplate(rule.message),
    pointer,
    clean: {
      rule,
      severity,
      answer: false,
      message: undefined,
      pointer,
      element: undefined,
      list: undefined,
    },
  };
}

/** What a profile changes in a rule. */
export function overrideOf(profile: Profile, rule: string): Profile['rules'][string] | undefined {
  return Object.hasOwn(profile.rules, rule) ? profile.rules[rule] : undefined;
}

/** The answer of a rule about a subject or one of its elements; nothing where the rule does not apply. */
export function answerOf(ready: ReadyRule, subject: Subject, index?: number | 'any'): Answer | undefined {
  const applicable = applies(ready, subject, index);
  if (applicable === false) return undefined;
  const denied = evaluate(ready.deny, ready.rule, subject, index);
  return applicable === true || denied === false ? denied : together(applicable, denied);
}

/** Whether a rule applies to a subject or to one of its elements. */
export function applies({ rule, where }: ReadyRule, subject: Subject, index?: number | 'any'): Answer {
  return where === undefined ? true : evaluate(where, rule, subject, index);
}

/** The severity of a rule for a subject or one of its elements. */
export function severityOf({ rule, severity, milder }: ReadyRule, subject: Subject, index?: number | 'any'): Severity {
  if (milder === undefined || evaluate(milder, rule, subject, index) !== true) return severity;
  return severities[severities.indexOf(severity) + 1] ?? severity;
}

/** Evidence missing for two answers, each fact once. */
export function together(first: readonly MissingEvidence[], second: Answer): readonly MissingEvidence[] {
  if (typeof second === 'boolean') return first;
  const facts = new Set(first.map(({ fact }) => fact));
  return [...first, ...second.filter(({ fact }) => !facts.has(fact))];
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

/** Rules of an organisation carry its name in front. */
function isOwn(rule: Rule): boolean {
  return rule.id.includes('/');
}
