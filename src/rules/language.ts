// The words in which the parts of the rules engine speak of expressions; no expression is parsed or evaluated here.
import type { SubjectKind } from '../model/subject.ts';
import type { ExpressionPart } from './expression-parts.ts';
import type { Plan } from './plan.ts';
import type { ExpressionProblem } from './refusals.ts';

/** Named word lists, as `lists.name` in an expression. */
export type WordLists = Readonly<Record<string, readonly string[]>>;

/** What an expression is about: a kind of subject, and the list inside it whose elements are `it`. */
export interface ExpressionScope {
  readonly subject: SubjectKind;
  readonly list?: string;
}

/** An expression with what it is about. */
export interface Question {
  readonly text: string;
  readonly scope: ExpressionScope;
}

/** Plans by the scope and the text of their expressions, as `scopeKey` names scopes. */
export type Plans = Readonly<Record<string, Readonly<Record<string, WrittenPlan>>>>;

/** A plan, or its JSON: most starts need a part of the plans, and reading all of them would cost more than the judging. */
export type WrittenPlan = Plan | string;

/** The checker of expressions. */
export interface Language {
  /** Everything that is wrong with an expression; empty when it may be used. */
  check(text: string, scope: ExpressionScope): ExpressionProblem[];
  /** What is wrong with a path such as `container.privileged` or `it.source`, if anything. */
  checkPath(path: string, scope: ExpressionScope): string | undefined;
  /** The plan of an expression that has passed `check`. */
  plan(text: string, scope: ExpressionScope): Plan;
  /** The parts of an expression that has passed `check`. */
  parts(text: string, scope: ExpressionScope): ExpressionPart[];
}

/** An expression failed for a reason other than missing evidence. */
export class BrokenExpressionError extends Error {
  override readonly name = 'BrokenExpressionError';
}

/** The name of a scope: `container` or `container.mounts`. */
export function scopeKey({ subject, list }: ExpressionScope): string {
  return list === undefined ? subject : `${subject}.${list}`;
}

/** Whether the plan of an expression is among those that are known. */
export function hasPlan(plans: Plans, question: Question): boolean {
  return findWritten(plans, question) !== undefined;
}

/** Finds the plan of an expression among those that are known; it is read when it is needed. */
export function findPlan(plans: Plans, question: Question): (() => Plan) | undefined {
  const written = findWritten(plans, question);
  if (written === undefined) return undefined;
  return () => (typeof written === 'string' ? (JSON.parse(written) as Plan) : written);
}

function findWritten(plans: Plans, { text, scope }: Question): WrittenPlan | undefined {
  const key = scopeKey(scope);
  const known = Object.hasOwn(plans, key) ? plans[key] : undefined;
  return known !== undefined && Object.hasOwn(known, text) ? known[text] : undefined;
}
