// `seaworthy config`: the effective compose project, or the create request of a run line, with nothing judged.
import { stringify } from 'yaml';
import { openProject } from '../inputs/compose/load.ts';
import { listOrigins, toPlain } from '../inputs/compose/render.ts';
import { sourceFiles } from '../inputs/files.ts';
import { UsageError } from '../model/errors.ts';
import type { Shell } from './shell.ts';
import { alignColumns } from './table.ts';

export interface ConfigFlags {
  readonly file?: readonly string[];
  readonly envFile?: readonly string[];
  readonly composeProfile?: readonly string[];
  readonly projectName?: string;
  readonly projectDirectory?: string;
  readonly format: string;
  readonly origins?: boolean;
}

/** Prints the project as `docker compose config` resolves it: the environment of the process counts. */
export async function runConfig(services: readonly string[], flags: ConfigFlags, shell: Shell): Promise<number> {
  const line = services[0];
  if (line?.startsWith('run:')) return printRequest(line.slice('run:'.length), services.length, flags, shell);

  const project = await openProject({
    cwd: shell.cwd,
    files: flags.file ?? [],
    envFiles: flags.envFile ?? [],
    profiles: flags.composeProfile ?? [],
    services,
    environment: shell.environment,
    mode: 'config',
    reader: sourceFiles(shell.cwd),
    ...(shell.environment.HOME === undefined ? {} : { home: shell.environment.HOME }),
    ...(flags.projectName === undefined ? {} : { projectName: flags.projectName }),
    ...(flags.projectDirectory === undefined ? {} : { projectDirectory: flags.projectDirectory }),
  });
  for (const { message, location } of project.notices) {
    shell.err(`seaworthy: ${location === undefined ? '' : `${location.file}:${location.startLine}: `}${message}\n`);
  }
  if (flags.origins !== true) {
    printValue(toPlain(project), flags.format, shell);
    return 0;
  }
  const rows = listOrigins(project);
  if (flags.format !== 'text') printValue(rows, flags.format, shell);
  else
    shell.out(
      alignColumns(rows.map((row) => [row.path, JSON.stringify(row.value), `${row.file}:${row.line}:${row.column}`])),
    );
  return 0;
}

async function printRequest(line: string, words: number, flags: ConfigFlags, shell: Shell): Promise<number> {
  if (words > 1) throw new UsageError(`quote the whole command line as one word: run:'docker run ...'`);
  if (flags.origins === true)
    throw new UsageError(`--origins is about compose files; for a run line use seaworthy facts run:'...'`);
  const { describeRequest } = await import('../inputs/run/input.ts');
  printValue(
    await describeRequest(line, { cwd: shell.cwd, environment: shell.environment, files: sourceFiles(shell.cwd) }),
    flags.format,
    shell,
  );
  return 0;
}

function printValue(value: unknown, format: string, shell: Shell): void {
  shell.out(
    format === 'json'
      ? `${JSON.stringify(value, null, 2)}\n`
      : stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }),
  );
}
