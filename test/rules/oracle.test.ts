// The evaluator is our own; here the CEL library says whether its answers are right, and the facts say whether its evidence is.
import { dirname } from 'node:path';
import { RE2JS } from '@bufbuild/re2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/model/policy.ts';
import type { Subject, SubjectKind } from '../../src/model/subject.ts';
import { subjects } from '../../src/model/subjects.ts';
import { createLanguage } from '../../src/rules/cel.ts';
import { type Answer, createCompiler } from '../../src/rules/compiler.ts';
import { BrokenExpressionError, type ExpressionScope } from '../../src/rules/language.ts';
import { loadPolicies } from '../../src/rules/load.ts';
import { createOracle, type OracleAnswer } from './oracle.ts';
import { everyForm, randomExpression } from './random-expressions.ts';
import { type Facts, forgetElements, randomContainer, randomFacts, randomPolicy } from './random-facts.ts';
import { container } from './support.ts';

const root = dirname(dirname(import.meta.dirname));
const policies = await loadPolicies({ root, cwd: root });
const lists = { ...policies.lists, words: ['a', 'linux'] };
const compile = (pattern: string) => new RE2JS(pattern);
const language = createLanguage(lists, compile);
const compiler = createCompiler({ lists, engine: { compile, load: async () => {} }, plans: {}, language });
const oracle = createOracle(lists, compile);

const inForce = policies.rules.flatMap(({ subject, list, deny, where, milder }) => {
  const scope = { subject, ...(list === undefined ? {} : { list }) };
  return [deny, where, milder].flatMap((text) =>
    text === undefined ? [] : [{ text, scope, theirs: oracle(text, scope) }],
  );
});

function subjectOf(kind: SubjectKind, facts: Facts): Subject {
  return { ...container('web', {}), kind, facts } as Subject;
}

/** Our answer, in the words of the oracle. */
function ours(text: string, scope: ExpressionScope, facts: Facts, policy: Facts, index?: number): OracleAnswer {
  try {
    const answer = evidence(text, scope, facts, policy, index);
    return typeof answer === 'boolean' ? answer : 'missing';
  } catch (error) {
    if (error instanceof BrokenExpressionError) return 'broken';
    throw error;
  }
}

function evidence(text: string, scope: ExpressionScope, facts: Facts, policy: Facts, index?: number): Answer {
  return compiler
    .open(policy as Policy)
    .compile(text, scope)
    .evaluate(subjectOf(scope.subject, facts), index);
}

const kinds = Object.keys(subjects) as SubjectKind[];

/** Every built-in expression about these facts of a kind, once for each element where it is about one. */
function* questions(kind: SubjectKind, facts: Facts) {
  for (const question of inForce) {
    if (question.scope.subject !== kind) continue;
    const elements: unknown = question.scope.list === undefined ? undefined : facts[question.scope.list];
    if (question.scope.list === undefined) yield { ...question, element: undefined, index: undefined };
    else if (Array.isArray(elements)) {
      for (const [index, element] of elements.entries())
        if (element !== undefined) yield { ...question, element, index };
    }
  }
}

/** The library stops at the first thing that goes wrong; where a fact is missing as well, the answer of ours is that. */
function agree(mine: OracleAnswer, theirs: OracleAnswer): boolean {
  return mine === theirs || (theirs === 'broken' && mine === 'missing');
}

describe('the answers of the built-in rules', () => {
  it.each(kinds)('about a %s are those of the CEL library, whatever is known', (kind) => {
    fc.assert(
      fc.property(randomFacts(kind), randomPolicy, (facts, policy) => {
        for (const { text, scope, theirs, element, index } of questions(kind, facts)) {
          expect([text, ours(text, scope, facts, policy, index)]).toEqual([
            text,
            theirs({ subject: facts, policy, element }),
          ]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each(kinds)('about a %s hold for whatever unknown elements of its lists may be', (kind) => {
    const named = Object.entries(subjects[kind].fields).flatMap(([name, { type }]) =>
      type === 'list<string>' ? [name] : [],
    );
    const lost = fc.array(fc.boolean(), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(randomFacts(kind), randomPolicy, lost, (facts, policy, positions) => {
        const fewer = forgetElements(facts, named, positions);
        for (const { text, scope, theirs, element, index } of questions(kind, fewer)) {
          const mine = ours(text, scope, fewer, policy, index);
          const [less, full] = [
            theirs({ subject: fewer, policy, element }),
            theirs({ subject: facts, policy, element }),
          ];
          if (mine === 'missing') expect([text, less]).toEqual([text, 'missing']);
          else expect([text, full]).toEqual([text, mine]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the answers of expressions put together at random', () => {
  const scope = { subject: 'container' } as const;

  it('are those of the CEL library, form by form', () => {
    for (const form of everyForm) {
      fc.assert(
        fc.property(form, randomContainer, randomPolicy, (text, facts, policy) => {
          const theirs = oracle(text, scope)({ subject: facts, policy });
          const mine = ours(text, scope, facts, policy);
          if (!agree(mine, theirs)) expect([text, mine]).toEqual([text, theirs]);
        }),
        { numRuns: 60 },
      );
    }
  });

  it('are those of the CEL library, nested', () => {
    const seen = new Map<OracleAnswer, number>();
    fc.assert(
      fc.property(randomExpression, randomContainer, randomPolicy, (text, facts, policy) => {
        const theirs = oracle(text, scope)({ subject: facts, policy });
        const mine = ours(text, scope, facts, policy);
        seen.set(theirs, (seen.get(theirs) ?? 0) + 1);
        if (!agree(mine, theirs)) expect([text, mine]).toEqual([text, theirs]);
      }),
      { numRuns: 3000 },
    );
    for (const answer of [true, false, 'missing', 'broken'] as const) expect(seen.get(answer)).toBeGreaterThan(20);
  });

  it('name evidence that is absent, and nothing else that is absent could have decided', () => {
    const path = /^(container|policy)\.([A-Za-z]+)(?:\[(\d+)\])?(?:\.([A-Za-z]+))?$/;
    fc.assert(
      fc.property(randomExpression, randomContainer, randomContainer, randomPolicy, randomPolicy, (text, ...known) => {
        const [facts, otherFacts, policy, otherPolicy] = known;
        if (ours(text, scope, facts, policy) !== 'missing') return;
        const answer = evidence(text, scope, facts, policy);
        const named = typeof answer === 'boolean' ? [] : answer.map(({ fact }) => path.exec(fact));
        expect(named.every((match) => match !== null)).toBe(true);
        for (const match of named) expect([text, valueAt(match, facts, policy)]).toEqual([text, undefined]);
        // That the policy does not say something is an answer to `has` and `orValue`, so it stays unsaid.
        const asked = ['maxPids', 'hostLsm'];
        const keep = (root: string) =>
          new Set([...asked, ...named.flatMap((match) => (match?.[1] === root ? [match[2]] : []))]);
        const fill = (some: Facts, more: Facts, kept: ReadonlySet<unknown>) => ({
          ...Object.fromEntries(Object.entries(more).filter(([name]) => !kept.has(name))),
          ...some,
        });
        const filled = ours(
          text,
          scope,
          fill(facts, otherFacts, keep('container')),
          fill(policy, otherPolicy, keep('policy')),
        );
        expect([text, filled]).toEqual([text, 'missing']);
      }),
      { numRuns: 3000 },
    );
  });
});

/** The value that a path of evidence names. */
function valueAt(match: RegExpExecArray | null, facts: Facts, policy: Facts): unknown {
  const [, top, name = '', index, inner] = match ?? [];
  let value: unknown = (top === 'policy' ? policy : facts)[name];
  if (index !== undefined) value = Array.isArray(value) ? value[Number(index)] : 'no list';
  return inner === undefined ? value : (value as Facts)[inner];
}
