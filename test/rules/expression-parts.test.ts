import { describe, expect, it, test } from 'vitest';
import { packageRoot } from '../../src/package-info.ts';
import { loadPolicies } from '../../src/rules/load.ts';

const { rules, compiler } = await loadPolicies({ root: packageRoot, cwd: packageRoot });
const CONTAINER = { subject: 'container' } as const;

describe('the parts of an expression', () => {
  it.each([
    [
      '!(container.privileged) && !container.init',
      ['!(container.privileged)', 'container.privileged', '!container.init'],
    ],
    [
      '(container.privileged || container.init) && (container.pid == "(host" || !(container.init))',
      [
        'container.privileged || container.init',
        'container.privileged',
        'container.init',
        'container.pid == "(host" || !(container.init)',
        '!(container.init)',
      ],
    ],
  ])('of %s are whole', async (text, some) => {
    const parts = (await compiler.parts({ text, scope: CONTAINER })).map((part) => part.text);
    expect(parts).toEqual(expect.arrayContaining(some));
  });
});

test('every part of every expression of every rule is an expression', async () => {
  const questions = rules.flatMap((rule) => {
    const scope = { subject: rule.subject, ...(rule.list === undefined ? {} : { list: rule.list }) };
    return [rule.where, rule.deny, rule.milder].flatMap((text) => (text === undefined ? [] : { text, scope }));
  });
  expect(questions.length).toBeGreaterThan(rules.length);
  for (const question of questions) {
    const parts = await compiler.parts(question);
    await compiler.prepare(parts.map(({ text }) => ({ text, scope: question.scope })));
    for (const { text } of parts)
      await expect(compiler.parts({ text, scope: question.scope })).resolves.not.toEqual([]);
  }
});
