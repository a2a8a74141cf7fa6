// Compiles expressions for one policy and answers them about subjects: yes, no, or what is missing.
import type { Policy } from '../model/policy.ts';
import type { Subject } from '../model/subject.ts';
import { subjects } from '../model/subjects.ts';
import type { MissingEvidence } from '../model/verdict.ts';
import { type Context, compilePlan } from './evaluate.ts';
import {
  BrokenExpressionError,
  type ExpressionScope,
  findPlanned,
  type Language,
  listElement,
  type Planned,
  type PlannedExpressions,
  scopeKey,
  type WordLists,
} from './language.ts';
import { findMissing, missingFact } from './missing.ts';
import { type CompilePattern, textFunctions } from './text-functions.ts';

/** The answer of an expression: yes, no, or the evidence without which there is none (never empty). */
export type Answer = boolean | readonly MissingEvidence[];

/** A compiled expression. */
export interface Program {
  /** The declared facts that it reads. */
  reads(): Planned['reads'];
  /** Answers about a subject; `index` is the element judged, `any` stands for an element of which nothing is known. */
  evaluate(subject: Subject, index?: number | 'any'): Answer;
}

/** Compiles expressions that have passed `check`. */
export interface Session {
  compile(text: string, scope: ExpressionScope): Program;
}

export interface Compiler extends Pick<Language, 'check' | 'checkPath'> {
  /** Starts compiling for one policy. */
  open(policy: Policy): Session;
}

export interface CompilerParts {
  readonly lists: WordLists;
  /** Serves `re`. */
  readonly compilePattern: CompilePattern;
  /** Expressions that need no parsing. */
  readonly known: PlannedExpressions;
  /** The CEL library, for expressions that are not known; without it they cannot be compiled. */
  readonly language: Language | undefined;
}

type Values = Readonly<Record<string, unknown>>;

/** Makes a compiler. What has a plan is evaluated directly, anything else by the CEL library. */
export function createCompiler(parts: CompilerParts): Compiler {
  const language = (): Language => {
    if (parts.language === undefined)
      throw new TypeError('an expression is not known and the CEL library is not loaded');
    return parts.language;
  };
  return {
    check: (text, scope) => language().check(text, scope),
    checkPath: (path, scope) => language().checkPath(path, scope),
    open: (policy) => openSession(parts, language, policy),
  };
}

function openSession(
  { lists, compilePattern, known }: CompilerParts,
  language: () => Language,
  policy: Policy,
): Session {
  const functions = new Map(textFunctions(compilePattern).map((one) => [one.signature.replace(/\(.*/, ''), one]));
  const context: Context = { subject: {}, it: undefined, policy: policy as Values, lists, variables: [] };
  const slow = once(() => celEvaluator(language(), lists, policy));
  const programs = new Map<string, Program>();

  function compile(text: string, scope: ExpressionScope): Program {
    const key = `${scopeKey(scope)}:${text}`;
    const program = programs.get(key) ?? makeProgram(text, scope);
    programs.set(key, program);
    return program;
  }

  /** Compiled on first use: most rules about a list never meet an element. */
  function makeProgram(text: string, scope: ExpressionScope): Program {
    const { list } = scope;
    const holdsObjects = list !== undefined && !SCALARS.has(listElement(scope.subject, list));
    const planned = once(() => findPlanned(known, text, scope) ?? language().parse(text, scope));
    const run = once(() => {
      const { plan } = planned();
      return plan === undefined ? slow()(text, scope) : compilePlan(plan, functions);
    });

    function evaluate(subject: Subject, index?: number | 'any'): Answer {
      context.subject = subject.facts as Values;
      context.it = index === undefined || list === undefined ? undefined : elementOf(subject, list, index);
      if (holdsObjects) context.it ??= NOTHING_KNOWN;
      const answer = run()(context);
      if (typeof answer === 'boolean') return answer;
      const missing = explain(subject, index);
      if (missing.length > 0) return missing;
      throw new BrokenExpressionError(`\`${text}\` fails on ${subject.name} although every fact it reads is known`);
    }

    function explain(subject: Subject, index: number | 'any' | undefined): MissingEvidence[] {
      const { reads } = planned();
      if (list === undefined || index === undefined) return findMissing(reads, { subject, policy });
      if (index !== 'any') {
        const element = { path: `${list}[${index}]`, value: elementOf(subject, list, index) };
        return findMissing(reads, { subject, policy, element });
      }
      const others = findMissing(reads, { subject, policy });
      return reads.some((path) => path.root === 'it') ? [missingFact(subject, list), ...others] : others;
    }

    return { reads: () => planned().reads, evaluate };
  }

  return { compile };
}

const SCALARS = new Set(['bool', 'int', 'double', 'string']);
const NOTHING_KNOWN: Values = {};

/** Evaluates with the CEL library what has no plan. Facts are converted once per subject. */
function celEvaluator(language: Language, lists: WordLists, policy: Policy) {
  const shared = { policy: language.facts.convert(policy, 'Policy'), lists: language.facts.convert(lists, 'Lists') };
  const converted = new WeakMap<Values, unknown>();
  return (text: string, scope: ExpressionScope) => {
    const expression = language.parse(text, scope);
    const type = scope.list === undefined ? undefined : listElement(scope.subject, scope.list);
    return ({ subject, it }: Context): boolean | undefined => {
      const values = converted.get(subject) ?? language.facts.convert(subject, subjects[scope.subject].type);
      converted.set(subject, values);
      const element = type === undefined ? undefined : language.facts.convert(it, type);
      const answer = expression.run({ [scope.subject]: values, it: element, ...shared });
      return answer === 'missing' ? undefined : answer;
    };
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function elementOf(subject: Subject, list: string, index: number | 'any'): unknown {
  const whole = (subject.facts as Values)[list];
  return index !== 'any' && Array.isArray(whole) ? whole[index] : undefined;
}
