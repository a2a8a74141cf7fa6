// Joins the evidence of containers with that of the images that they run, built or read.
import type { Container } from '../model/container.ts';
import type { FactAnswer, RuleAnswer, SubjectEvidence } from '../model/risk.ts';
import type { Build } from '../model/run.ts';

/** The evidence of one subject and by what it is joined with that of others. */
export interface UnjoinedEvidence {
  readonly evidence: SubjectEvidence;
  /** Of a container that is built from a Dockerfile. */
  readonly build?: Build | undefined;
  /** Of a container or an image. */
  readonly image?: Container['imageReference'] | undefined;
  readonly platform?: string | undefined;
  /** Of an image. */
  readonly digest?: string | undefined;
  /** Of a stage: its name, whether the build ends there, and the containers that are built from it. */
  readonly stage?: string | undefined;
  readonly isTarget?: boolean | undefined;
  readonly containers?: readonly (string | undefined)[] | undefined;
}

/** The evidence of one target. */
export interface TargetEvidence {
  readonly file: string | undefined;
  readonly subjects: readonly UnjoinedEvidence[];
}

/** The evidence of all targets: each container has that of its image too. */
export function joinEvidence(targets: readonly TargetEvidence[]): SubjectEvidence[] {
  const images = targets.flatMap(({ subjects }) =>
    subjects.filter(({ evidence }) => evidence.subject.kind === 'image'),
  );
  const byRepository = new Map<string, UnjoinedEvidence[]>();
  for (const image of images) {
    const key = repositoryOf(image);
    if (key !== undefined) byRepository.set(key, [...(byRepository.get(key) ?? []), image]);
  }
  const stagesByFile = new Map(targets.map(({ file, subjects }) => [file, subjects.filter(isStage)]));
  return targets.flatMap(({ subjects }) => {
    const inline = subjects.filter(isStage);
    return subjects.map((one) => {
      const source =
        one.evidence.subject.kind === 'container'
          ? (findStage(one, inline, stagesByFile) ?? findImage(one, byRepository))
          : undefined;
      return source === undefined ? one.evidence : withImage(one.evidence, source.evidence);
    });
  });
}

function isStage({ evidence }: UnjoinedEvidence): boolean {
  return evidence.subject.kind === 'stage';
}

function findStage(
  { build, evidence }: UnjoinedEvidence,
  inline: readonly UnjoinedEvidence[],
  byFile: ReadonlyMap<string | undefined, readonly UnjoinedEvidence[]>,
): UnjoinedEvidence | undefined {
  if (build === undefined) return inline.find(({ containers = [] }) => containers.includes(evidence.subject.name));
  const stages = byFile.get(build.dockerfile) ?? inline;
  return stages.find(({ stage, isTarget }) => (build.target === '' ? isTarget === true : stage === build.target));
}

function findImage(
  { image, platform }: UnjoinedEvidence,
  byRepository: ReadonlyMap<string, readonly UnjoinedEvidence[]>,
): UnjoinedEvidence | undefined {
  const key = repositoryOf({ image });
  if (key === undefined) return undefined;
  const { digest = '', tag = '' } = image ?? {};
  const found = (byRepository.get(key) ?? []).filter((one) =>
    digest === ''
      ? (one.image?.tag || 'latest') === (tag || 'latest')
      : [one.digest, one.image?.digest].includes(digest),
  );
  return found.find((one) => one.platform === platform) ?? found[0];
}

function repositoryOf({ image }: Pick<UnjoinedEvidence, 'image'>): string | undefined {
  if (image?.repository === undefined || image.repository === '' || image.registry === undefined) return undefined;
  return `${image.registry}/${image.repository}`;
}

/** What a container says itself is what runs; of its image comes what only an image can say, and what its parts are. */
function withImage(container: SubjectEvidence, image: SubjectEvidence): SubjectEvidence {
  const facts = new Map<string, FactAnswer>([...image.facts, ...container.facts]);
  const rules = new Map<string, readonly RuleAnswer[]>(container.rules);
  for (const [rule, answers] of image.rules) rules.set(rule, [...(rules.get(rule) ?? []), ...answers]);
  return { ...container, facts, rules };
}
