// One container from its facts to its score: all rules, all threats, many of them in one process.
import type { TargetFacts } from '../../src/model/run.ts';
import { openAssessor } from '../../src/rules/assess.ts';
import { joinEvidence } from '../../src/rules/assessed.ts';
import { openJudge } from '../../src/rules/judge.ts';
import { openScorer } from '../../src/score/risk.ts';
import { readSample } from './sample.ts';
import type { Row } from './table.ts';

const ROUNDS = 20;
const BUDGET_WARM_MS = 1;

/** Validates the containers below `folder` one by one. */
export async function measureRisk(root: string, folder: string): Promise<Row[]> {
  const { policies, profile, read } = await readSample(root, folder);
  const { threatModel, rules } = policies;
  if (threatModel === undefined) throw new Error(`no policies/threat-model.yaml in ${root}`);
  const singles = read.flatMap(({ subjects, ...target }) =>
    subjects.filter(({ kind }) => kind === 'container').map((container) => ({ ...target, subjects: [container] })),
  );
  const { compiler } = policies;

  const open = () => {
    const judgeTarget = openJudge(rules, { profile, compiler });
    const assess = openAssessor(threatModel, { rules, profile, compiler });
    const scorer = openScorer(threatModel);
    return (target: TargetFacts): number => {
      const evidence = joinEvidence([assess(target, judgeTarget(target))]);
      return evidence.map(scorer.score).length;
    };
  };
  if (singles.length === 0) throw new Error(`no containers below ${folder}`);
  const validate = open();
  const fresh = Array.from({ length: ROUNDS + 1 }, () => structuredClone(singles));
  for (const target of fresh.pop() ?? []) validate(target);
  const warmStart = performance.now();
  for (const round of fresh) for (const target of round) validate(target);
  const warm = (performance.now() - warmStart) / (singles.length * ROUNDS);
  return [row(`one container, all rules and the score, warm (${singles.length} containers)`, warm, BUDGET_WARM_MS)];
}

function row(work: string, milliseconds: number, budget: number): Row {
  return { work, measured: `${milliseconds.toFixed(2)} ms`, budget: `${budget} ms`, ratio: milliseconds / budget };
}
