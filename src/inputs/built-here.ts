// A container whose image is built from a Dockerfile that its declaration names: it is stated as one of a stand-in image, then told what is built.
import type { Variable } from '../model/container.ts';
import type { Origin } from '../model/location.ts';
import type { Build } from '../model/run.ts';
import type { Absence, Subject } from '../model/subject.ts';
import { HOLE, hasHole } from '../parse/hole.ts';
import { joinBuilt } from './built-container.ts';
import type { DeclaredWord } from './declared-line.ts';
import type { SourceFiles } from './files.ts';

/** Stands where docker wants an image and the declaration builds one. */
export const BUILT_IMAGE = 'built';

export interface BuiltHere {
  /** Path of the Dockerfile, or why it is not known. */
  readonly dockerfile: string | Absence;
  /** Stage that is built; empty for the last one. */
  readonly target: string | Absence;
  readonly args: readonly { readonly name: string; readonly word: DeclaredWord }[];
  readonly network?: DeclaredWord | undefined;
  /** The value that says that there is a build. */
  readonly origin: Origin;
  /** Why a text with a hole is not known. */
  readonly explain: (word: DeclaredWord) => Absence;
}

export interface BuiltContainer {
  readonly subject: Subject<'container'>;
  /** Absent where the Dockerfile is not known or cannot be read. */
  readonly build?: Build;
}

/** Joins the container of a stand-in image with the stage that is built. */
export async function joinDockerfile(
  container: Subject<'container'>,
  built: BuiltHere,
  files: SourceFiles,
): Promise<BuiltContainer> {
  const subject = stateBuild(container, built);
  const { dockerfile, target } = built;
  if (typeof dockerfile !== 'string') return { subject: joinBuilt(subject, dockerfile) };
  if (typeof target !== 'string') return { subject: joinBuilt(subject, target) };
  const { readBuiltImage } = await import('./dockerfile/built-image.ts');
  // An argument that is not known is a hole, so that the default of the Dockerfile does not stand for it.
  const args = Object.fromEntries(built.args.map(({ name, word }) => [name, hasHole(word.text) ? HOLE : word.text]));
  const image = readBuiltImage({ dockerfile }, { target, args }, files);
  if (!('stage' in image)) return { subject: joinBuilt(subject, image) };
  return {
    subject: joinBuilt(subject, image.stage),
    build: { dockerfile: files.label(dockerfile), target, args, container: subject.name },
  };
}

/** States the build in place of the image. */
function stateBuild(subject: Subject<'container'>, built: BuiltHere): Subject<'container'> {
  const { network, explain } = built;
  const origins: Record<string, Origin> = { ...subject.origins, built: built.origin };
  const absences: Record<string, Absence> = { ...subject.absences };
  for (const field of ['image', 'imageReference']) delete origins[field];
  const buildArgs = built.args.map(({ name, word }, index): Partial<Variable> => {
    const path = `buildArgs[${index}]`;
    origins[path] = { at: word.at };
    if (!hasHole(word.text)) return { name, value: word.text, literal: true, fromFile: false };
    absences[`${path}.value`] = explain(word);
    return { name, literal: false, fromFile: false };
  });
  const { buildNetwork: _, ...facts } = subject.facts;
  const isOpen = network !== undefined && hasHole(network.text);
  if (network !== undefined) origins.buildNetwork = { at: network.at };
  if (isOpen) absences.buildNetwork = explain(network);
  return {
    ...subject,
    facts: {
      ...facts,
      image: '',
      imageReference: { registry: '', repository: '', tag: '', digest: '' },
      built: true,
      buildArgs,
      ...(isOpen ? {} : { buildNetwork: network?.text ?? '' }),
    },
    origins,
    absences,
  };
}
