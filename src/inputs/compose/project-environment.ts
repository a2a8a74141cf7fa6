// The environment a project is interpolated with: what the caller gives, then env files, which only fill gaps.
import { join, resolve } from 'node:path';
import { InputError } from '../../model/errors.ts';
import { readEnvFile } from './env-file.ts';
import type { LoadContext, VariableValue } from './load-context.ts';

/** Variables whose meaning is known on every machine although their value is not; used in a scan only. */
const SYMBOLIC: ReadonlyMap<string, string> = new Map([
  ['PWD', '.'],
  ['HOME', '~'],
  ['XDG_RUNTIME_DIR', '/run/user/1000'],
]);

/** The environment before any env file. */
export function startEnvironment(
  given: Readonly<Record<string, string>>,
  mode: 'config' | 'scan',
  directory: string,
): Map<string, VariableValue> {
  const environment = new Map<string, VariableValue>();
  const always = mode === 'scan' ? SYMBOLIC : [['PWD', directory] as const];
  for (const [name, value] of always) environment.set(name, { value });
  for (const [name, value] of Object.entries(given)) environment.set(name, { value });
  return environment;
}

/** Adds the variables of the env files named, or of `.env` in a directory; what is set already stays. */
export function fillFromEnvFiles(
  environment: Map<string, VariableValue>,
  named: readonly string[],
  cwd: string,
  directory: string,
  context: LoadContext,
): void {
  const files = chooseFiles(environment, named, cwd, directory, context);
  const read = new Map<string, VariableValue>();
  for (const file of files) readEnvFile(file, (name) => environment.get(name), read, context);
  for (const [name, value] of read) if (!environment.has(name)) environment.set(name, value);
}

function chooseFiles(
  environment: ReadonlyMap<string, VariableValue>,
  named: readonly string[],
  cwd: string,
  directory: string,
  context: LoadContext,
): readonly string[] {
  const listed = (environment.get('COMPOSE_ENV_FILES')?.value ?? '').split(',').filter((file) => file !== '');
  const chosen = named.length > 0 ? named : listed;
  if (chosen.length === 0) {
    const standard = join(directory, '.env');
    const off = isTrue(environment.get('COMPOSE_DISABLE_ENV_FILE')?.value);
    return !off && context.reader.exists(standard) && !context.reader.isDirectory(standard) ? [standard] : [];
  }
  return chosen.map((file) => {
    const path = resolve(cwd, file);
    if (path !== '/dev/null' && !context.reader.exists(path))
      throw new InputError(`couldn't find env file: ${context.reader.label(path)}; check --env-file`);
    return path;
  });
}

/** Reads a switch of the environment: set to `1`, `t` or `true` in any case. */
export function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(1|t|true)$/i.test(value);
}
