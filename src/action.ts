// The GitHub shell: inputs in; log, annotations, summary, outputs, files and uploads out.
import { resolve } from 'node:path';
import { type ActionConsole, openConsole } from './action/console.ts';
import { readContext } from './action/context.ts';
import { readEvent } from './action/event.ts';
import { type FileCommands, openFileCommands } from './action/file-commands.ts';
import { type ActionInputs, nameInputs, readInputs, variableOf } from './action/inputs.ts';
import { judge } from './action/judge.ts';
import { lendEnvironment } from './action/lent-environment.ts';
import { publish } from './action/publish.ts';
import { judgeTrust } from './action/trust.ts';
import { findDirectory } from './action/working-directory.ts';
import type { Shell } from './cli/shell.ts';
import { removeLeftTrees } from './machine/git-commits.ts';
import { InputError, UsageError } from './model/errors.ts';
import { escapeMarkdown } from './reports/markdown-text.ts';
import { visibleLines } from './reports/visible-text.ts';

/** Exit code of a bug of ours. */
const BUG = 70;

/** Name under which the main step tells the post step that it was there. */
const STARTED = 'SEAWORTHY_STARTED';

/** Runs the main or the post step and answers with the exit code. */
export async function runAction(shell: Shell): Promise<number> {
  const token = shell.environment[variableOf('token')] ?? '';
  const console = openConsole(shell.out, token);
  const files = openFileCommands(shell.environment);
  if (shell.environment[`STATE_${STARTED}`] !== undefined) return await cleanUp(shell, console);
  try {
    // Said first, so that a step that is ended half-way is cleaned up after.
    files.state(STARTED, 'true');
    return await runMain(shell, { token, console, files });
  } catch (error) {
    const { exitCode, message } = explainError(error, shell.environment);
    if (exitCode === BUG) console.print(error instanceof Error ? (error.stack ?? '') : String(error));
    console.say('error', message, 'Seaworthy');
    if (wantsSummary(shell.environment)) files.summary(`## Seaworthy\n\n⛔ ${escapeMarkdown(console.hide(message))}\n`);
    files.output('exit-code', `${exitCode}`);
    return exitCode;
  }
}

interface Tools {
  readonly token: string;
  readonly console: ActionConsole;
  readonly files: FileCommands;
}

async function runMain(shell: Shell, { token, console, files }: Tools): Promise<number> {
  const { environment } = shell;
  const inputs = readInputs(environment);
  const workspace = resolve(environment.GITHUB_WORKSPACE ?? shell.cwd);
  const cwd = findDirectory(inputs.workingDirectory, workspace);
  const lent = lendEnvironment(environment);
  const event = readEvent(environment.GITHUB_EVENT_PATH);
  const context = await readContext({ environment, lent, cwd, workspace, event });
  const trust = judgeTrust(environment.GITHUB_EVENT_NAME ?? '', event.pull);
  refuseSmoke(inputs, trust.reason);
  const lentShell: Shell = { ...shell, cwd, environment: lent };
  const started = environment.GITHUB_SHA ?? '';
  const run = await judge({ inputs, shell: lentShell, console, event, workspace, context, trust, started });
  return await publish(run, { inputs, shell: lentShell, console, files, context, trust, token, workspace });
}

/** Code of strangers is judged, and run only when the workflow says so for them as well. */
function refuseSmoke({ smoke }: ActionInputs, reason: string | undefined): void {
  if (smoke !== 'true' || reason === undefined) return;
  throw new UsageError(
    `input smoke: no image is run, since ${reason}; set it to false for this event, or to always if it shall be run nevertheless`,
  );
}

/** Takes away what a step that was ended half-way left in the checkout. A fault here fails nothing. */
async function cleanUp(shell: Shell, console: ActionConsole): Promise<number> {
  const { environment, cwd } = shell;
  const workspace = resolve(environment.GITHUB_WORKSPACE ?? cwd);
  const folder = resolve(workspace, environment[variableOf('working-directory')] ?? '.');
  const removed = await removeLeftTrees(folder, lendEnvironment(environment));
  if (removed > 0) console.log.notice(`removed ${removed} temporary tree${removed === 1 ? '' : 's'}`);
  if (!['', 'false'].includes((environment[variableOf('smoke')] ?? '').trim().toLowerCase()))
    await cleanSandbox(shell, console);
  return 0;
}

/** A run that was killed half-way has left its container in the engine. */
async function cleanSandbox(shell: Shell, console: ActionConsole): Promise<void> {
  const [{ lendSandbox }, { reapAndTell }] = await Promise.all([import('./cli/sandbox.ts'), import('./smoke/reap.ts')]);
  const lent = { ...shell, environment: lendEnvironment(shell.environment) };
  try {
    await lendSandbox(lent, { log: console.log, onEvent: () => {} }, reapAndTell);
  } catch (error) {
    console.log.notice(`the sandbox was not cleaned up: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Asked of the variable itself, since it may be another input that cannot be read. */
function wantsSummary(environment: Shell['environment']): boolean {
  return environment[variableOf('summary')]?.trim().toLowerCase() !== 'false';
}

/** What went wrong: 2 for what the user can mend, 70 for a bug of ours. */
function explainError(error: unknown, environment: Shell['environment']): { exitCode: number; message: string } {
  if (!(error instanceof UsageError || error instanceof InputError))
    return { exitCode: BUG, message: 'This is a bug of Seaworthy, not of your input; please report it with the log.' };
  const at = error instanceof InputError && error.at !== undefined ? `${error.at.file}:${error.at.startLine}: ` : '';
  return { exitCode: 2, message: visibleLines(`${at}${nameInputs(error.message, environment)}`) };
}
