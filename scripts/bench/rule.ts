// One rule on one container, from the facts to the verdict.

import { judge } from '../../src/rules/judge.ts';
import { readSample } from './sample.ts';
import type { Row } from './table.ts';

const ROUNDS = 20;
const BUDGET_MICROSECONDS = 10;

/** Judges the containers below `folder` again and again with every rule. Each round gets facts never seen before. */
export async function measureRule(root: string, folder: string): Promise<Row> {
  const { policies, profile, read } = await readSample(root, folder);
  const targets = read.map((target) => ({
    ...target,
    subjects: target.subjects.filter(({ kind }) => kind === 'container'),
  }));
  const subjects = targets.reduce((sum, target) => sum + target.subjects.length, 0);
  const rules = policies.rules.filter(({ subject }) => subject === 'container');
  const judgements = subjects * rules.length;

  const fresh = Array.from({ length: ROUNDS + 1 }, () => structuredClone(targets));
  judge(rules, fresh.pop() ?? [], { profile, compiler: policies.compiler });
  const started = performance.now();
  for (const round of fresh) judge(rules, round, { profile, compiler: policies.compiler });
  const each = ((performance.now() - started) * 1000) / (judgements * ROUNDS);
  return {
    work: `one rule on one container (${rules.length} rules, ${subjects} containers)`,
    measured: `${each.toFixed(2)} µs`,
    budget: `${BUDGET_MICROSECONDS} µs`,
    ratio: each / BUDGET_MICROSECONDS,
  };
}
