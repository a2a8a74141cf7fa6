// Reads devcontainer files in a test, with the files of the project given as texts.
import { devcontainerInput } from '../../../src/inputs/devcontainer/input.ts';
import type { TargetFacts } from '../../../src/model/run.ts';
import type { Subject } from '../../../src/model/subject.ts';
import { contextIn, withTree } from '../compose/read-services.ts';

/** The usual place of the file. */
export const FILE = '.devcontainer/devcontainer.json';

/** Reads a devcontainer file of a project. */
export function readFile(text: string, tree: Record<string, string> = {}, path: string = FILE): Promise<TargetFacts> {
  return withTree({ ...tree, [path]: text }, (cwd) => devcontainerInput.read(path, contextIn(cwd)));
}

/** The container of a file without errors. */
export async function containerOf(text: string, tree: Record<string, string> = {}): Promise<Subject<'container'>> {
  const { subjects, errors } = await readFile(text, tree);
  const [subject] = subjects;
  if (subject?.kind !== 'container' || subjects.length > 1 || errors.length > 0)
    throw new Error(`${subjects.length} subjects: ${JSON.stringify(errors)}`);
  return subject;
}
