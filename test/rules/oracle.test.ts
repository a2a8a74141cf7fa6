// Plans are evaluated without the CEL library; here the library says whether the answers are right.

import { dirname } from 'node:path';
import { RE2JS } from '@bufbuild/re2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containerElements, containerFields } from '../../src/model/container.ts';
import type { FieldType } from '../../src/model/fields.ts';
import { policyFields } from '../../src/model/policy.ts';
import { createLanguage } from '../../src/rules/cel.ts';
import { type Context, compilePlan } from '../../src/rules/evaluate.ts';
import { type ExpressionScope, listElement } from '../../src/rules/language.ts';
import { loadPolicies } from '../../src/rules/load.ts';
import { textFunctions } from '../../src/rules/text-functions.ts';

const root = dirname(dirname(import.meta.dirname));
const { rules, lists } = await loadPolicies({ root, cwd: root });
const compilePattern = (pattern: string) => new RE2JS(pattern);
const language = createLanguage(lists, compilePattern);
const functions = new Map(textFunctions(compilePattern).map((one) => [one.signature.replace(/\(.*/, ''), one]));

const words = fc.constantFrom(
  '',
  'linux',
  'host',
  'ALL',
  'SYS_ADMIN',
  'bind',
  '/etc',
  '/',
  '/run/docker.sock',
  'latest',
  'apparmor',
  'tmpfs',
  'a b',
  'always',
  '../x',
  'tcp://x',
  '0',
);

function anyOf(type: FieldType): fc.Arbitrary<unknown> {
  if (type === 'bool') return fc.boolean();
  if (type === 'int') return fc.constantFrom(-1, 0, 1, 22, 80, 1024, 65_535, 2 ** 40);
  if (type === 'double') return fc.constantFrom(0, 0.5, 1, 2);
  if (type === 'string') return words;
  if (type === 'map<string,string>') return fc.constant({});
  if (type.startsWith('list<')) {
    const element = type.slice(5, -1);
    return fc.array(
      Object.hasOwn(containerElements, element)
        ? anyOf(element)
        : fc.option(anyOf(element), { nil: undefined, freq: 8 }),
      { maxLength: 3 },
    );
  }
  const { fields } = containerElements[type as keyof typeof containerElements];
  return factsOf(fields);
}

/** Facts of which any may be absent. */
function factsOf(
  fields: Readonly<Record<string, { readonly type: FieldType }>>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(Object.fromEntries(Object.entries(fields).map(([name, { type }]) => [name, anyOf(type)])), {
    requiredKeys: [],
  });
}

/** Both answers to one expression: ours and that of the library. */
function answers(
  text: string,
  scope: ExpressionScope,
  facts: object,
  element: unknown,
  policy: object,
): [unknown, unknown] {
  const { plan, run } = language.parse(text, scope);
  if (plan === undefined) throw new Error(`${text} has no plan`);
  const context: Context = {
    subject: facts as Context['subject'],
    it: element,
    policy: policy as Context['policy'],
    lists,
    variables: [],
  };
  const type = scope.list === undefined ? undefined : listElement(scope.subject, scope.list);
  const library = run({
    container: language.facts.convert(facts, 'Container'),
    it: type === undefined ? undefined : language.facts.convert(element, type),
    policy: language.facts.convert(policy, 'Policy'),
    lists: language.facts.convert(lists, 'Lists'),
  });
  return [compilePlan(plan, functions)(context) ?? 'missing', library];
}

describe('plans', () => {
  const expressions = rules.flatMap(({ subject, list, deny, where }) => {
    const scope = { subject, ...(list === undefined ? {} : { list }) };
    return (where === undefined ? [deny] : [deny, where]).map((text) => ({ text, scope }));
  });

  it('are there for every built-in rule', () => {
    const missing = expressions.filter(({ text, scope }) => language.parse(text, scope).plan === undefined);
    expect(missing.map(({ text }) => text)).toEqual([]);
  });

  it('answer as the CEL library does on the built-in rules, whatever is known', () => {
    const facts = factsOf(containerFields);
    const policy = factsOf(policyFields);
    fc.assert(
      fc.property(facts, policy, (container, policyFacts) => {
        for (const { text, scope } of expressions) {
          const elements =
            scope.list === undefined ? [undefined] : ((container[scope.list] as unknown[] | undefined) ?? []);
          for (const element of elements.filter((one) => scope.list === undefined || one !== undefined)) {
            const [ours, theirs] = answers(text, scope, container, element, policyFacts);
            expect([text, ours]).toEqual([text, theirs]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('answer as the CEL library does on expressions put together at random', () => {
    const flags = [
      'container.privileged',
      'container.readOnly',
      'policy.allowNetworking',
      'container.uid == 0',
      'container.cpus > 0.5',
      '"ALL" in container.capDrop',
    ];
    const more = [
      'container.mounts.exists(m, m.readOnly)',
      'container.mounts.all(m, m.hostPath == "/etc" || m.readOnly)',
      'size(container.ports) > 1',
      'container.user.startsWith("a")',
      'policy.?hostLsm.orValue("") == "apparmor"',
      'container.pidsLimit in [-1, 0]',
      'container.cpus < container.cpuReservation',
      'container.restart + "x" != "alwaysx"',
    ];
    const leaf = fc.constantFrom(...flags, ...more);
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 3 },
        leaf,
        tie('expression').map((one) => `!(${one})`),
        fc
          .tuple(tie('expression'), fc.constantFrom('&&', '||'), tie('expression'))
          .map(([left, op, right]) => `(${left}) ${op} (${right})`),
        fc
          .tuple(tie('expression'), tie('expression'), tie('expression'))
          .map(([test, yes, no]) => `(${test}) ? (${yes}) : (${no})`),
      ),
    }));
    fc.assert(
      fc.property(expression, factsOf(containerFields), factsOf(policyFields), (text, container, policy) => {
        const [ours, theirs] = answers(text, { subject: 'container' }, container, undefined, policy);
        expect([text, ours]).toEqual([text, theirs]);
      }),
      { numRuns: 1500 },
    );
  });
});
