// The image that a container is built from: the stage of a Dockerfile that its `build` names.
import { InputError } from '../../model/errors.ts';
import type { Absence, Subject } from '../../model/subject.ts';
import type { SourceFiles } from '../files.ts';
import type { BuildArguments } from './arguments.ts';
import { type DockerfileText, openFile, openSource } from './open-source.ts';
import { findStage, planStages } from './stages.ts';
import { agreeOnArguments, explainMissing, findTargets } from './targets.ts';
import { walkToStage } from './walk-stages.ts';

/** Where the Dockerfile is: a file, or a text inside of another file. */
export type BuiltFrom = { readonly dockerfile: string } | Required<DockerfileText>;

export interface BuiltImage {
  readonly stage: Subject<'stage'>;
  readonly file: string;
}

/** The stage that a build ends in; an absence where the file or the stage does not exist or cannot be read. */
export function readBuiltImage(
  from: BuiltFrom,
  { target, args }: { readonly target: string; readonly args: BuildArguments },
  files: SourceFiles,
): BuiltImage | Absence {
  try {
    const file = 'text' in from ? from : readFile(from.dockerfile, files);
    if ('reason' in file) return file;
    const source = 'text' in from ? openSource(file) : openFile(file, files);
    const given = agreeOnArguments({ target, args, builds: [] });
    const plan = planStages(source, given);
    const stage = target === '' ? plan.stages.at(-1) : findStage(plan.stages, target);
    if (stage === undefined) {
      const reason =
        plan.stages.length === 0
          ? `${file.label} has no FROM`
          : `the build names ${explainMissing(target, plan.stages, file.label)}`;
      return { reason };
    }
    const targets = findTargets(plan.stages, { target: String(stage.index), args, builds: [] }, file.label);
    const context = { source, plan, targets, given };
    return { stage: walkToStage(stage, context), file: file.label };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { reason: error.message, ...(error.at === undefined ? {} : { at: error.at }) };
  }
}

function readFile(path: string, files: SourceFiles): DockerfileText | Absence {
  const label = files.label(path);
  const text = files.isDirectory(path) ? undefined : files.readIfPresent(path);
  if (text === undefined)
    return { reason: `the Dockerfile ${label} does not exist`, hint: 'scan the image that is built' };
  return { text, label };
}
