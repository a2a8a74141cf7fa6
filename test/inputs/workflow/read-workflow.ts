// Reads workflows in a test, with the files of the project given as texts.
import { workflowInput } from '../../../src/inputs/workflow/input.ts';
import type { Location } from '../../../src/model/location.ts';
import type { TargetFacts } from '../../../src/model/run.ts';
import type { Subject } from '../../../src/model/subject.ts';
import { contextIn, withTree } from '../compose/read-services.ts';

/** The usual place of the file. */
export const FILE = '.github/workflows/ci.yml';

/** Reads a workflow, or another file of a project. */
export function readFile(text: string, tree: Record<string, string> = {}, path: string = FILE): Promise<TargetFacts> {
  return withTree({ ...tree, [path]: text }, (cwd) => workflowInput.read(path, contextIn(cwd)));
}

/** The containers of a workflow without errors, by id. */
export async function containersOf(text: string): Promise<Map<string, Subject<'container'>>> {
  const { subjects, errors } = await readFile(text);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const containers = subjects.filter((subject): subject is Subject<'container'> => subject.kind === 'container');
  return new Map(containers.map((subject) => [subject.id, subject]));
}

/** The one container of a job with the given lines in it. */
export async function containerOf(...lines: string[]): Promise<Subject<'container'>> {
  const [container, ...more] = (await containersOf(jobWith(...lines))).values();
  if (container === undefined || more.length > 0) throw new Error(`${more.length} containers besides`);
  return container;
}

/** A workflow of one job, `build`, with the given lines in it. */
export function jobWith(...lines: string[]): string {
  const body = lines.flatMap((line) => line.split('\n')).map((line) => `    ${line}\n`);
  return `on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n${body.join('')}`;
}

/** What stands at a place of a text. */
export function textAt(text: string, { startLine, startColumn, endLine, endColumn }: Location): string {
  const lines = text.split('\n');
  if (startLine === endLine) return (lines[startLine - 1] ?? '').slice(startColumn - 1, endColumn - 1);
  const last = (lines[endLine - 1] ?? '').slice(0, endColumn - 1);
  return [(lines[startLine - 1] ?? '').slice(startColumn - 1), ...lines.slice(startLine, endLine - 1), last].join('\n');
}
