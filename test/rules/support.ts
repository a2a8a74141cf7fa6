// Subjects, rules and policies for the tests of the rules engine.
import { RE2JS } from '@bufbuild/re2';
import type { Location } from '../../src/model/location.ts';
import type { Policy, Profile } from '../../src/model/policy.ts';
import type { Rule } from '../../src/model/rule.ts';
import type { TargetFacts } from '../../src/model/run.ts';
import type { Subject } from '../../src/model/subject.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { createLanguage } from '../../src/rules/cel.ts';
import { type Answer, createCompiler } from '../../src/rules/compiler.ts';
import { judge } from '../../src/rules/judge.ts';
import type { ExpressionScope } from '../../src/rules/language.ts';

export const lists = { hostPaths: ['/etc', '/var/run/docker.sock'], words: ['a', 'b'] };
const compilePattern = (pattern: string) => new RE2JS(pattern);
export const compiler = createCompiler({
  lists,
  engine: { compile: compilePattern, load: async () => {} },
  plans: {},
  language: createLanguage(lists, compilePattern),
});

/** A place in a file called `compose.yaml`. */
export function line(startLine: number, file = 'compose.yaml'): Location {
  return { file, startLine, startColumn: 3, endLine: startLine, endColumn: 9 };
}

/** A container of which only the given facts are known, declared on line 10. */
export function container(
  name: string,
  facts: Subject<'container'>['facts'],
  more: Partial<Pick<Subject, 'origins' | 'absences' | 'declared' | 'id'>> = {},
): Subject<'container'> {
  return { kind: 'container', id: name, name, facts, declared: line(10), origins: {}, absences: {}, ...more };
}

export function target(subjects: readonly Subject[], id = 'compose:compose.yaml'): TargetFacts {
  return { id, kind: 'compose', name: id, subjects, errors: [], notices: [] };
}

export function rule(parts: Partial<Rule> & Pick<Rule, 'deny'>): Rule {
  return {
    id: 'bad-state',
    title: 'Container is in a bad state',
    severity: 'high',
    subject: 'container',
    message: '{container.name} is in a bad state.',
    why: 'Because.',
    fix: 'Mend it.',
    examples: [],
    file: 'policies/rules/container/bad-state.yaml',
    ...parts,
  };
}

export function profile(parts: Partial<Profile> = {}): Profile {
  return {
    id: 'test',
    title: 'Test',
    policy: {},
    enforcement: 'strict',
    failOn: 'high',
    rules: {},
    file: 'test.yaml',
    ...parts,
  };
}

/** The verdicts of one rule on subjects of one target. */
export function judgeOne(parts: Rule, subjects: readonly Subject[], with_: Profile = profile()): Verdict[] {
  return judge([parts], [target(subjects)], { profile: with_, compiler });
}

/** The answer of one expression about one subject. */
export function ask(
  text: string,
  subject: Subject,
  policy: Policy = {},
  list?: string,
  index?: number | 'any',
): Answer {
  const scope: ExpressionScope = { subject: 'container', ...(list === undefined ? {} : { list }) };
  return compiler.open(policy).compile(text, scope).evaluate(subject, index);
}
