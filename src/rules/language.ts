// The words in which the parts of the rules engine speak of expressions; no expression is parsed or evaluated here.
import type { FieldType } from '../model/fields.ts';
import type { SubjectKind } from '../model/subject.ts';
import { subjects } from '../model/subjects.ts';
import type { FactTypes } from './fact-values.ts';
import { elementType, type FieldPath } from './field-paths.ts';
import type { Plan } from './plan.ts';
import type { ExpressionProblem } from './refusals.ts';

/** Named word lists, as `lists.name` in an expression. */
export type WordLists = Readonly<Record<string, readonly string[]>>;

/** What an expression is about: a kind of subject, and the list inside it whose elements are `it`. */
export interface ExpressionScope {
  readonly subject: SubjectKind;
  readonly list?: string;
}

/** What is kept of a parsed expression: how to evaluate it directly, and the facts it reads. */
export interface Planned {
  /** Absent where the expression goes beyond what is evaluated directly. */
  readonly plan?: Plan;
  readonly reads: readonly Pick<FieldPath, 'root' | 'steps'>[];
}

/** Expressions that were parsed before, by `scopeKey` and text. */
export type PlannedExpressions = Readonly<Record<string, Readonly<Record<string, Planned>>>>;

export interface Expression extends Planned {
  /** Evaluates it with the CEL library; `missing` when a declared fact that it needed is absent. Throws BrokenExpressionError on any other failure. */
  run(variables: Readonly<Record<string, unknown>>): boolean | 'missing';
}

/** The CEL library behind an interface of ours. */
export interface Language {
  readonly facts: FactTypes;
  parse(text: string, scope: ExpressionScope): Expression;
  /** Everything that is wrong with an expression; empty when it may be used. */
  check(text: string, scope: ExpressionScope): ExpressionProblem[];
  /** What is wrong with a path such as `container.privileged` or `it.source`, if anything. */
  checkPath(path: string, scope: ExpressionScope): string | undefined;
}

/** An expression failed for a reason other than missing evidence. */
export class BrokenExpressionError extends Error {
  override readonly name = 'BrokenExpressionError';
}

/** The name of a scope: `container` or `container.mounts`. */
export function scopeKey({ subject, list }: ExpressionScope): string {
  return list === undefined ? subject : `${subject}.${list}`;
}

/** An expression among those that were parsed before. */
export function findPlanned(known: PlannedExpressions, text: string, scope: ExpressionScope): Planned | undefined {
  const key = scopeKey(scope);
  const inScope = Object.hasOwn(known, key) ? known[key] : undefined;
  return inScope !== undefined && Object.hasOwn(inScope, text) ? inScope[text] : undefined;
}

/** The type of the elements of a list of a subject. */
export function listElement(subject: SubjectKind, list: string): FieldType {
  const fields = subjects[subject].fields;
  const type = Object.hasOwn(fields, list) ? elementType(fields[list]?.type) : undefined;
  if (type === undefined) throw new TypeError(`${subject}.${list} is no list`);
  return type;
}
