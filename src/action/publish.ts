// Everything after the judging: what is shown, written, handed back and sent, in an order in which nothing is lost.
import { resolve } from 'node:path';
import { wantsColour } from '../cli/shell.ts';
import { prefixOf } from '../machine/git-commits.ts';
import { UsageError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import { json } from '../reports/json.ts';
import { sarif } from '../reports/sarif.ts';
import { visibleLines } from '../reports/visible-text.ts';
import { type DeliverOptions, type Delivery, deliver, findChanged } from './deliver.ts';
import { lendApi } from './github.ts';
import type { ActionInputs } from './inputs.ts';
import { linksOf } from './links.ts';
import { describeOutputs, type Published, writeOutputs } from './outputs.ts';
import { placeRun } from './place-run.ts';
import type { Publication } from './publication.ts';
import { addNotes, showAnnotations, showLog, showSummary } from './show.ts';
import { writeReport } from './write-files.ts';

/** Publishes a run and answers with the exit code. Files and outputs are written before any request is made, and again when more is known. */
export async function publish(run: Run, options: Publication): Promise<number> {
  const { inputs, shell, console, files, context, workspace } = options;
  const prefix = await prefixOf(shell.cwd, shell.environment);
  const placed = placeRun(run, prefix);
  const links = linksOf(context, placed);
  const heading = headingOf(inputs, workspace, shell.cwd);
  const { written, unwritten } = writeFiles(run, placed, options);
  const before = { ...written, sarifIds: [] };
  writeOutputs(describeOutputs(run, exitCodeOf(run, unwritten), before), files);
  showLog(run, console, wantsColour(shell));
  if (inputs.summary) showSummary(placed, links, files, heading);

  const root = resolve(shell.cwd, prefix.replace(/[^/]+/g, '..'));
  const delivery = await send(placed, options, { links, root, heading });
  if (inputs.summary) addNotes([...unwritten, ...delivery.notes], files);
  const isLost = inputs.uploadSarif === 'required' && !delivery.uploaded;
  const exitCode = exitCodeOf(run, unwritten, isLost);
  writeOutputs(describeOutputs(run, exitCode, { ...written, sarifIds: delivery.sarifIds }), files);
  return exitCode;
}

/** Annotations need the lines of the change, so they come with the first question to GitHub. */
async function send(
  placed: Run,
  publication: Publication,
  more: Pick<DeliverOptions, 'links' | 'root' | 'heading'>,
): Promise<Delivery> {
  const { context, inputs, console } = publication;
  if (context === undefined) {
    if (inputs.annotations) showAnnotations(placed, undefined, console);
    return {
      uploaded: false,
      sarifIds: [],
      notes: ['Nothing was uploaded: the run names no repository or no commit.'],
    };
  }
  const api = lendApi(context, publication);
  try {
    const isWanted = inputs.annotations || inputs.comment !== 'off';
    const changed = isWanted ? await findChanged(context, publication, api) : undefined;
    if (inputs.annotations) showAnnotations(placed, changed, console);
    return await deliver(placed, { context, publication, api, changed, ...more });
  } finally {
    await api.close();
  }
}

/** A file that cannot be written is wrong usage. A failed upload that is required fails the step; findings that fail it keep their own code. */
function exitCodeOf({ decision }: Run, unwritten: readonly string[], isLost = false): number {
  if (unwritten.length > 0) return 2;
  return decision.exitCode === 0 && isLost ? 1 : decision.exitCode;
}

interface Files {
  readonly written: Pick<Published, 'sarifFile' | 'jsonFile'>;
  /** Why others were not. */
  readonly unwritten: readonly string[];
}

/** Writes the reports that are asked for. One that cannot be written takes nothing away from the others. */
function writeFiles(run: Run, placed: Run, { inputs, shell: { cwd }, workspace, console }: Publication): Files {
  const unwritten: string[] = [];
  const write = (input: string, file: string | undefined, report: () => string): string | undefined => {
    if (file === undefined) return undefined;
    try {
      return writeReport(input, file, report(), { cwd, workspace });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      console.say('error', visibleLines(error.message), 'Seaworthy');
      unwritten.push(error.message);
      return undefined;
    }
  };
  const sarifFile = write('sarif-file', inputs.sarifFile, () => sarif(placed));
  const jsonFile = write('json-file', inputs.jsonFile, () => json(run));
  const written = {
    ...(sarifFile === undefined ? {} : { sarifFile }),
    ...(jsonFile === undefined ? {} : { jsonFile }),
  };
  return { written, unwritten };
}

/** Steps that scan several directories of one job have a summary each. */
function headingOf({ workingDirectory }: ActionInputs, workspace: string, cwd: string): string {
  return cwd === workspace ? 'Seaworthy' : `Seaworthy: ${workingDirectory}`;
}
