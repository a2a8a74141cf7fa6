// Compiles expressions for one policy and answers them about subjects: yes, no, or what is missing.
import type { Policy } from '../model/policy.ts';
import type { Subject } from '../model/subject.ts';
import { variableOf } from '../model/subjects.ts';
import type { MissingEvidence } from '../model/verdict.ts';
import { compilePlan } from './compile-plan.ts';
import { type Context, emptyContext, type Node, readNotes, type Surroundings } from './context.ts';
import type { ExpressionPart } from './expression-parts.ts';
import {
  BrokenExpressionError,
  type ExpressionScope,
  findPlan,
  hasPlan,
  type Language,
  type Plans,
  type Question,
  scopeKey,
  type WordLists,
} from './language.ts';
import { missingFact, missingPolicy } from './missing.ts';
import type { PatternEngine } from './pattern-engine.ts';
import { type Plan, partsOf } from './plan.ts';
import { keysOf } from './plan-keys.ts';
import { type ReadPath, readsOf } from './plan-reads.ts';
import { textFunctionsBySignature } from './text-functions.ts';

/** The answer of an expression: yes, no, or the evidence without which there is none (never empty). */
export type Answer = boolean | readonly MissingEvidence[];

/** A compiled expression. */
export interface Program {
  /** The facts that it reads. */
  reads(): readonly ReadPath[];
  /** The values of a field of the subject for which it may be true; nothing where any may do. */
  keys(field: string): ReadonlySet<string> | undefined;
  /** Answers about a subject; `index` is the element judged, `any` stands for an element of which nothing is known. */
  evaluate(subject: Subject, index?: number | 'any'): Answer;
  /** Its value whatever its type, or what is missing. */
  valueAbout(
    subject: Subject,
    index?: number,
  ): { readonly value?: unknown; readonly missing?: readonly MissingEvidence[] };
}

export interface Session {
  /** Compiles an expression that has passed the check of the language; equal texts are compiled once. */
  compile(text: string, scope: ExpressionScope): Program;
}

export interface Compiler extends Pick<Language, 'check' | 'checkPath'> {
  /** Loads what it takes to compile expressions from elsewhere. Those of the rules in force need no such call. */
  prepare(questions: Iterable<Question>): Promise<void>;
  /** The parts of an expression whose values explain its answer. */
  parts(question: Question): Promise<readonly ExpressionPart[]>;
  /** Starts compiling for one policy. */
  open(policy: Policy): Session;
}

export interface CompilerParts {
  readonly lists: WordLists;
  /** Serves `re`. */
  readonly engine: PatternEngine;
  /** Plans of expressions that need no parsing. */
  readonly plans: Plans;
  /** Plans all other expressions. Loaded by `prepare` where it is not given. */
  readonly language: Language | undefined;
}

/** Makes a compiler. */
export function createCompiler({ lists, engine, plans, language: given }: CompilerParts): Compiler {
  const functions = textFunctionsBySignature(engine.compile);
  let loaded = given;
  const language = (): Language => {
    if (loaded === undefined) throw new TypeError('an expression is not known, and the CEL library is not loaded');
    return loaded;
  };
  const planOf: PlanOf = (question) => {
    const known = findPlan(plans, question);
    if (known !== undefined) return known;
    const plan = language().plan(question.text, question.scope);
    return () => plan;
  };
  const load = async () => {
    loaded ??= (await import('./cel.ts')).createLanguage(lists, engine.compile);
    return loaded;
  };
  return {
    check: (text, scope) => language().check(text, scope),
    checkPath: (path, scope) => language().checkPath(path, scope),
    async prepare(questions) {
      const unknown = [...questions].filter((question) => !hasPlan(plans, question));
      await engine.load(unknown.map(({ text }) => text));
      if (unknown.length > 0) await load();
    },
    parts: async ({ text, scope }) => (await load()).parts(text, scope),
    open: (policy) => openSession(planOf, { policy, lists, functions, origins: new Map() }),
  };
}

type PlanOf = (question: Question) => () => Plan;

function openSession(planOf: PlanOf, shared: Omit<Surroundings, 'scope' | 'compile'>): Session {
  const context = emptyContext();
  const programs = new Map<string, Map<string, Program>>();
  return {
    compile(text, scope) {
      const key = scopeKey(scope);
      const inScope = programs.get(key) ?? new Map<string, Program>();
      programs.set(key, inScope);
      const program =
        inScope.get(text) ??
        makeProgram(text, planOf({ text, scope }), { ...shared, scope, compile: compilePlan }, context);
      inScope.set(text, program);
      return program;
    },
  };
}

function makeProgram(text: string, readPlan: () => Plan, around: Surroundings, context: Context): Program {
  const { list } = around.scope;
  let planned: Plan | undefined;
  let node: Node | undefined;
  let isAboutElement = true;
  // What does not depend on the element is answered once for all elements, and for all rules that ask the same.
  let last: Subject | undefined;
  let lastAnswer: Answer = false;

  // Planned and compiled on first use: most rules about a list never meet an element.
  function plan(): Plan {
    planned ??= readPlan();
    return planned;
  }

  function compile(): Node {
    isAboutElement = list !== undefined && readsElement(plan());
    return compilePlan(plan(), around);
  }

  function evaluate(subject: Subject, index?: number | 'any'): Answer {
    if (last === subject) return lastAnswer;
    const value = run(subject, index);
    const answer = typeof value === 'boolean' ? value : explain(value, subject);
    if (!isAboutElement) {
      last = subject;
      lastAnswer = answer;
    }
    return answer;
  }

  function run(subject: Subject, index?: number | 'any'): unknown {
    node ??= compile();
    const facts: Readonly<Record<string, unknown>> = subject.facts;
    context.facts = facts;
    if (context.notes.length > 0) context.notes.length = 0;
    context.index = typeof index === 'number' ? index : -1;
    const elements = typeof index === 'number' && list !== undefined ? facts[list] : undefined;
    context.element = Array.isArray(elements) ? elements[context.index] : undefined;
    return node(context);
  }

  function valueAbout(subject: Subject, index?: number) {
    const value = run(subject, index);
    return value === undefined ? { missing: explain(value, subject) } : { value };
  }

  function explain(value: unknown, subject: Subject): readonly MissingEvidence[] {
    if (value !== undefined) throw new BrokenExpressionError(`\`${text}\` does not answer bool`);
    const { absent, broken } = readNotes(context.notes);
    if (absent.length === 0)
      throw new BrokenExpressionError(`\`${text}\` fails on ${subject.name}: ${broken ?? 'no reason is known'}`);
    return absent.map((path) => {
      const field = path.slice(path.indexOf('.') + 1);
      return path.startsWith('policy.') ? missingPolicy(field) : missingFact(subject, field);
    });
  }

  const keys = (field: string) =>
    keysOf(plan(), { subject: variableOf(around.scope.subject), field, lists: around.lists });
  return { reads: () => readsOf(plan()), keys, evaluate, valueAbout };
}

function readsElement(plan: Plan): boolean {
  return (plan.op === 'read' && plan.of === 'it') || partsOf(plan).some(readsElement);
}
