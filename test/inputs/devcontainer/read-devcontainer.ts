// Reads devcontainer files in a test, with the files of the project given as texts.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { devcontainerInput } from '../../../src/inputs/devcontainer/input.ts';
import { sourceFiles } from '../../../src/inputs/files.ts';
import { silent } from '../../../src/model/log.ts';
import type { TargetFacts } from '../../../src/model/run.ts';
import type { Subject } from '../../../src/model/subject.ts';

/** The usual place of the file. */
export const FILE = '.devcontainer/devcontainer.json';

/** Reads a devcontainer file of a project. */
export function readFile(text: string, tree: Record<string, string> = {}, path: string = FILE): Promise<TargetFacts> {
  const cwd = mkdtempSync(join(tmpdir(), 'devcontainer-'));
  for (const [name, content] of Object.entries({ ...tree, [path]: text })) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), content);
  }
  return devcontainerInput.read(path, {
    cwd,
    files: sourceFiles(cwd),
    environment: {},
    envFiles: [],
    composeProfiles: ['*'],
    builds: [],
    buildArgs: {},
    buildTarget: '',
    log: silent,
  });
}

/** The container of a file without errors. */
export async function containerOf(text: string, tree: Record<string, string> = {}): Promise<Subject<'container'>> {
  const { subjects, errors } = await readFile(text, tree);
  const [subject] = subjects;
  if (subject?.kind !== 'container' || subjects.length > 1 || errors.length > 0)
    throw new Error(`${subjects.length} subjects: ${JSON.stringify(errors)}`);
  return subject;
}
