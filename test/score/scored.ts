// Reads, judges, assesses and scores files of a test, as a scan of their folder does.
import { EXAMPLE_DIRECTORY, exampleFiles } from '../../src/example-files.ts';
import { readExampleImages } from '../../src/example-image.ts';
import { inputs } from '../../src/inputs/index.ts';
import { silent } from '../../src/model/log.ts';
import type { Policy, Profile } from '../../src/model/policy.ts';
import type { SubjectEvidence, SubjectRisk, ThreatModel, ThreatScore } from '../../src/model/risk.ts';
import type { ExampleImage } from '../../src/model/rule.ts';
import type { TargetFacts } from '../../src/model/run.ts';
import { packageRoot } from '../../src/package-info.ts';
import { readTargets } from '../../src/read-targets.ts';
import { openAssessor } from '../../src/rules/assess.ts';
import { joinEvidence } from '../../src/rules/assessed.ts';
import { openJudge } from '../../src/rules/judge.ts';
import { loadPolicies } from '../../src/rules/load.ts';
import { openScorer } from '../../src/score/risk.ts';
import { noImages } from '../no-images.ts';

export const policies = await loadPolicies({ root: packageRoot, cwd: packageRoot });
const { threatModel } = policies;
if (threatModel === undefined) throw new Error('there is no threat model');
export const model: ThreatModel = threatModel;
export const scorer = openScorer(model);

export interface Input {
  /** Texts by path, as a search of their folder finds them. */
  readonly files?: Readonly<Record<string, string>>;
  /** A docker command line. */
  readonly run?: string;
  readonly image?: ExampleImage;
  readonly policy?: Policy;
  readonly rules?: Profile['rules'];
}

/** The evidence of every subject. */
export async function assess(input: Input): Promise<SubjectEvidence[]> {
  const base = policies.profiles.get('default');
  if (base === undefined) throw new Error('there is no profile default');
  const profile = { ...base, policy: { ...base.policy, ...input.policy }, rules: { ...base.rules, ...input.rules } };
  const { rules, compiler } = policies;
  const judgeTarget = openJudge(rules, { profile, compiler });
  const assessTarget = openAssessor(model, { rules, profile, compiler });
  const targets = await read(input);
  return joinEvidence(targets.map((target) => assessTarget(target, judgeTarget(target))));
}

/** The risk of the only container or image, or of the one with this name. */
export async function scoreOne(input: Input, name?: string): Promise<SubjectRisk> {
  const risks = (await assess(input)).map(scorer.score);
  const found = name === undefined ? risks[0] : risks.find(({ subject }) => subject.name === name);
  if (found === undefined) throw new Error(`nothing named ${name} was scored`);
  return found;
}

/** A threat of a risk. */
export function threat(risk: SubjectRisk, id: string): ThreatScore {
  const found = risk.threats.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no threat ${id}`);
  return found;
}

/** The state of a control in a threat. */
export function stateOf(risk: SubjectRisk, threatId: string, control: string): string | undefined {
  return threat(risk, threatId).controls.find(({ id }) => id === control)?.state;
}

/** One service named `app` of a compose file. */
export function service(lines: readonly string[], rest = ''): Input {
  const text = ['services:', '  app:', ...lines.map((line) => `    ${line}`), rest, ''].join('\n');
  return { files: { 'compose.yaml': text } };
}

async function read({ files = {}, run, image }: Input): Promise<TargetFacts[]> {
  if (image !== undefined) return readExampleImages(image, noImages);
  const held = exampleFiles(new Map(Object.entries(files)));
  const requests = inputs.flatMap((input) => {
    if (run !== undefined) return input.kind === 'run' ? [{ input, text: run, found: false }] : [];
    const own = Object.keys(files).filter((path) => input.matchesName(path.slice(path.lastIndexOf('/') + 1), path));
    return own.length === 0 ? [] : input.group(own, held).map((text) => ({ input, text, found: true }));
  });
  return readTargets(requests, {
    cwd: EXAMPLE_DIRECTORY,
    files: held,
    environment: {},
    envFiles: [],
    composeProfiles: ['*'],
    buildArgs: {},
    buildTarget: '',
    exclude: [],
    withImages: 'none',
    images: noImages,
    log: silent,
  });
}
