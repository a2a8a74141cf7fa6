// The credentials in the text of a Dockerfile, each with the instruction it stands in.
import { createHash } from 'node:crypto';
import type { Subject } from '../../model/subject.ts';
import type { DockerfileInstruction } from '../../parse/dockerfile/tree.ts';
import { findSecrets } from '../../parse/secrets/find-secrets.ts';
import { OUTSIDE_IMAGE } from '../outside-image.ts';
import { subjectBuilder } from '../subject-builder.ts';
import type { Source } from './scope.ts';
import type { FilePlan, StagePlan } from './stages.ts';
import type { Targets } from './targets.ts';

interface Context {
  readonly source: Source;
  readonly plan: FilePlan;
  readonly targets: Targets;
}

interface Holder {
  readonly instruction: DockerfileInstruction;
  readonly stage: StagePlan | undefined;
}

/** One subject for every credential; its value is never a fact. */
export function secretSubjects({ source, plan, targets }: Context): Subject<'secret'>[] {
  const holders: Holder[] = [
    ...plan.head.map((instruction) => ({ instruction, stage: undefined })),
    ...plan.stages.flatMap((stage) =>
      [stage.from, ...stage.instructions].map((instruction) => ({ instruction, stage })),
    ),
  ];
  let next = 0;
  let line = 0;
  const { text } = source.tree;
  let lineEnd = text.indexOf('\n');
  return findSecrets(text).map(({ type, start, end, placeholder, value }) => {
    while (next < holders.length && (holders[next]?.instruction.end ?? 0) <= start) next += 1;
    for (; lineEnd !== -1 && lineEnd < start; lineEnd = text.indexOf('\n', line)) line = lineEnd + 1;
    const holder = holders[next];
    const inside = holder !== undefined && holder.instruction.start <= start ? holder : undefined;
    const context = contextOf(inside?.instruction, start, isComment(text, line));
    // A comment between two instructions belongs to the stage it stands in.
    const stage = inside === undefined ? holders[next - 1]?.stage : inside.stage;
    const digest = createHash('sha256').update(value).digest('hex').slice(0, 16);
    const id = `${stage?.name ?? ''}/${context} ${type}`;
    const builder = subjectBuilder('secret', id, type, source.place(start, end), OUTSIDE_IMAGE);
    builder.set('type', type);
    builder.set('context', context);
    builder.set('stage', stage?.name ?? '');
    builder.set('discarded', stage !== undefined && !targets.kept.has(stage));
    builder.set('placeholder', placeholder);
    builder.set('digest', digest);
    const subject = builder.build();
    return stage === undefined ? subject : { ...subject, owner: { kind: 'stage', id: stage.name } };
  });
}

function contextOf(instruction: DockerfileInstruction | undefined, start: number, inComment: boolean): string {
  if (instruction === undefined) return 'comment';
  const inner = instruction.trigger ?? instruction;
  if (inner.heredocs.some(({ body }) => body.start <= start && start < body.end)) return 'heredoc';
  return inComment && start < inner.rest.end ? 'comment' : inner.keyword;
}

function isComment(text: string, line: number): boolean {
  let at = line;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return text[at] === '#';
}
