// Reads the text of a Dockerfile, whether it is a file of its own or stands inside another one, into subjects.
import type { TargetError } from '../../model/run.ts';
import type { Subject } from '../../model/subject.ts';
import type { DockerfileTree } from '../../parse/dockerfile/tree.ts';
import { type DockerfileText, openSource } from './open-source.ts';
import type { Source } from './scope.ts';
import { secretSubjects } from './secret-subjects.ts';
import { planStages } from './stages.ts';
import { syntaxSubject } from './syntax-subject.ts';
import { agreeOnArguments, type BuildRequest, findTargets } from './targets.ts';
import { walkStages } from './walk-stages.ts';

export interface DockerfileReading {
  readonly subjects: readonly Subject[];
  readonly errors: readonly TargetError[];
  readonly notices: readonly TargetError[];
}

/** Most problems that are listed one by one. */
const MAX_PROBLEMS = 20;

/** Reads every subject of a Dockerfile; `source` is given where it was opened before. Throws LimitError past a limit. */
export function readDockerfileText(
  file: DockerfileText,
  request: BuildRequest,
  source = openSource(file),
): DockerfileReading {
  const given = agreeOnArguments(request);
  const plan = planStages(source, given);
  const targets = findTargets(plan.stages, request, file.label);
  const context = { source, plan, targets, given };
  const subjects = [...syntaxSubject(source), ...walkStages(context), ...secretSubjects(context)];
  const isFragment = plan.stages.length === 0 && source.tree.instructions.length > 0;
  const notices = isFragment ? [{ message: `${file.label} has no FROM: it is read as a fragment` }] : [];
  const errors = [...describeProblems(source.tree, source), ...plan.errors, ...targets.errors];
  if (source.tree.instructions.length === 0) errors.push({ message: `${file.label} holds no instruction` });
  return { subjects, errors, notices };
}

function describeProblems({ problems }: DockerfileTree, { place }: Source): TargetError[] {
  const listed = problems
    .slice(0, MAX_PROBLEMS)
    .map(({ message, start, end }) => ({ message, location: place(start, end) }));
  const more = problems.length - listed.length;
  return more === 0 ? listed : [...listed, { message: `and ${more} more problems of this kind` }];
}
