// Reads the text of a Dockerfile in a test and finds subjects in it.
import { readDockerfileText } from '../../../src/inputs/dockerfile/read-text.ts';
import type { BuildRequest } from '../../../src/inputs/dockerfile/targets.ts';
import type { Subject, SubjectKind } from '../../../src/model/subject.ts';

/** Everything that is stated of a text. */
export function readText(text: string, request: Partial<BuildRequest> = {}): ReturnType<typeof readDockerfileText> {
  return readDockerfileText({ text, label: 'Dockerfile' }, { target: '', args: {}, builds: [], ...request });
}

/** The subjects of one kind. */
export function subjectsOf<K extends SubjectKind>(
  kind: K,
  text: string,
  request: Partial<BuildRequest> = {},
): Extract<Subject, { kind: K }>[] {
  const isWanted = (subject: Subject): subject is Extract<Subject, { kind: K }> => subject.kind === kind;
  return readText(text, request).subjects.filter(isWanted);
}

/** The stage of a name; the last one where none is given. */
export function stageOf(text: string, name?: string, request: Partial<BuildRequest> = {}): Subject<'stage'> {
  const stages = subjectsOf('stage', text, request);
  const stage = name === undefined ? stages.at(-1) : stages.find(({ id }) => id === name);
  if (stage === undefined) throw new Error(`no stage ${name} among ${stages.map(({ id }) => id)}`);
  return stage;
}

/** The last instruction of a text. */
export function lastInstruction(text: string, request: Partial<BuildRequest> = {}): Subject<'instruction'> {
  const instruction = subjectsOf('instruction', text, request).at(-1);
  if (instruction === undefined) throw new Error('no instruction');
  return instruction;
}
