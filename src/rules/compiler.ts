// Compiles expressions for one policy and answers them about subjects: yes, no, or what is missing.
import type { Policy } from '../model/policy.ts';
import type { Subject } from '../model/subject.ts';
import { subjects } from '../model/subjects.ts';
import type { MissingEvidence } from '../model/verdict.ts';
import {
  BrokenExpressionError,
  createLanguage,
  type ExpressionScope,
  type Language,
  listElement,
  type WordLists,
} from './cel.ts';
import { type FieldPath, readPaths } from './field-paths.ts';
import { findMissing, missingFact } from './missing.ts';
import type { CompilePattern } from './text-functions.ts';

/** The answer of an expression: yes, no, or the evidence without which there is none (never empty). */
export type Answer = boolean | readonly MissingEvidence[];

/** A compiled expression. */
export interface Program {
  /** The declared facts that it reads. */
  reads(): readonly FieldPath[];
  /** Answers about a subject; `index` is the element judged, `any` stands for an element of which nothing is known. */
  evaluate(subject: Subject, index?: number | 'any'): Answer;
}

/** Compiles expressions that have passed `check`. */
export interface Session {
  compile(text: string, scope: ExpressionScope): Program;
}

export interface Compiler extends Pick<Language, 'check' | 'checkPath'> {
  /** Starts compiling for one policy. Facts are converted once per subject and session. */
  open(policy: Policy): Session;
}

type Values = Readonly<Record<string, unknown>>;

/** Makes a compiler for the given word lists; `compilePattern` serves `re`. */
export function createCompiler(lists: WordLists, compilePattern: CompilePattern): Compiler {
  const language = createLanguage(lists, compilePattern);
  return {
    check: language.check,
    checkPath: language.checkPath,
    open: (policy) => openSession(language, lists, policy),
  };
}

function openSession(language: Language, lists: WordLists, policy: Policy): Session {
  const shared = { policy: language.facts.convert(policy, 'Policy'), lists: language.facts.convert(lists, 'Lists') };
  const converted = new WeakMap<Subject['facts'], Values>();

  function valuesOf({ kind, facts }: Subject): Values {
    const known = converted.get(facts) ?? (language.facts.convert(facts, subjects[kind].type) as Values);
    converted.set(facts, known);
    return known;
  }

  const programs = new Map<string, Program>();

  function compile(text: string, scope: ExpressionScope): Program {
    const key = `${scope.subject}.${scope.list ?? ''}:${text}`;
    const known = programs.get(key) ?? program(text, scope);
    programs.set(key, known);
    return known;
  }

  /** Parses on first use: most rules about a list never meet an element. */
  function program(text: string, scope: ExpressionScope): Program {
    const { list } = scope;
    const type = list === undefined ? undefined : listElement(scope.subject, list);
    const expression = once(() => language.parse(text, scope));
    const reads = once(() => readPaths(expression().ast, expression().vocabulary));
    const unknownElement = once(() => (type === undefined ? undefined : language.facts.unknown(type)));

    function elementOf(subject: Subject, values: Values, index: number | 'any'): unknown {
      if (list === undefined || type === undefined) return undefined;
      if (index === 'any') return unknownElement();
      const whole = values[list];
      return Array.isArray(whole) ? whole[index] : language.facts.convert(rawElement(subject, list, index), type);
    }

    function explain(subject: Subject, index: number | 'any' | undefined): MissingEvidence[] {
      if (list === undefined || index === undefined) return findMissing(reads(), { subject, policy });
      if (index !== 'any') {
        const element = { path: `${list}[${index}]`, value: rawElement(subject, list, index) };
        return findMissing(reads(), { subject, policy, element });
      }
      const others = findMissing(reads(), { subject, policy });
      return reads().some((path) => path.root === 'it') ? [missingFact(subject, list), ...others] : others;
    }

    function evaluate(subject: Subject, index?: number | 'any'): Answer {
      const values = valuesOf(subject);
      const it = index === undefined ? undefined : elementOf(subject, values, index);
      const answer = expression().run({ [subject.kind]: values, it, ...shared });
      if (answer !== 'missing') return answer;
      const missing = explain(subject, index);
      if (missing.length > 0) return missing;
      throw new BrokenExpressionError(`\`${text}\` fails on ${subject.name} although every fact it reads is known`);
    }

    return { reads, evaluate };
  }

  return { compile };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function rawElement(subject: Subject, list: string, index: number): unknown {
  const whole = (subject.facts as Values)[list];
  return Array.isArray(whole) ? whole[index] : undefined;
}
