// Finds the compose files of a project and the directory it lives in, as the command line of Compose does.
import { dirname, join, resolve } from 'node:path';
import { InputError, UsageError } from '../../model/errors.ts';
import type { SourceFiles } from '../files.ts';
import type { Environment, Notice } from './load-context.ts';

/** Names of a compose file, the first that exists wins. */
export const BASE_NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'] as const;
/** Names of the override that is added beside it, the first that exists wins. */
export const OVERRIDE_NAMES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
] as const;

export interface FoundFiles {
  /** Absolute paths, in the order in which they are merged. */
  readonly files: readonly string[];
  readonly notices: readonly Notice[];
}

/** Chooses the files: those named, else `COMPOSE_FILE`, else the default names in a directory or one above. */
export function findFiles(
  named: readonly string[],
  cwd: string,
  directory: string,
  environment: Environment,
  reader: SourceFiles,
): FoundFiles {
  if (named.includes('-'))
    throw new UsageError('standard input is not read; write the text to a file and name it with -f');
  if (named.length > 0) return { files: named.map((file) => present(resolve(cwd, file), reader)), notices: [] };
  const listed = environment.get('COMPOSE_FILE')?.value ?? '';
  if (listed === '') return searchUpwards(directory, reader);
  const separator = environment.get('COMPOSE_PATH_SEPARATOR')?.value || ':';
  return {
    files: listed.split(separator).map((file) => present(resolve(cwd, file), reader)),
    notices: [],
  };
}

function present(path: string, reader: SourceFiles): string {
  if (!reader.exists(path)) throw new InputError(`${reader.label(path)}: no such file; check -f and COMPOSE_FILE`);
  return path;
}

function searchUpwards(start: string, reader: SourceFiles): FoundFiles {
  for (let directory = start; ; directory = dirname(directory)) {
    const found = BASE_NAMES.filter((name) => reader.exists(join(directory, name)));
    const [base] = found;
    if (base !== undefined) {
      const override = OVERRIDE_NAMES.find((name) => reader.exists(join(directory, name)));
      const names = override === undefined ? [base] : [base, override];
      return {
        files: names.map((name) => join(directory, name)),
        notices: found.length > 1 ? [{ message: `found ${found.join(', ')}; using ${base}` }] : [],
      };
    }
    if (directory === dirname(directory))
      throw new InputError(
        `no configuration file provided: none of ${BASE_NAMES.join(', ')} in ${reader.label(start)} or any directory above; name one with -f`,
      );
  }
}
