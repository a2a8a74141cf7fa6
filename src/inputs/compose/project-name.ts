// The name of a project: a flag, a variable, the file, or the name of its directory.
import { basename } from 'node:path';
import { InputError, UsageError } from '../../model/errors.ts';
import { scalarText } from '../../parse/compose-scalar.ts';
import { childOf } from './build-node.ts';
import { interpolateText } from './interpolate-tree.ts';
import type { Environment, LoadContext } from './load-context.ts';
import type { Node } from './node.ts';

/** Chooses the name of the project. `roots` are the first documents of its files, in order. */
export function chooseProjectName(
  flag: string | undefined,
  environment: Environment,
  roots: readonly Node[],
  context: LoadContext,
): string {
  if (flag !== undefined && flag !== '') return checkName(flag, 'change --project-name', UsageError);
  const variable = environment.get('COMPOSE_PROJECT_NAME');
  if (variable !== undefined && variable.value !== '' && variable.hole === undefined)
    return checkName(variable.value, 'change COMPOSE_PROJECT_NAME', InputError);
  let written = '';
  for (const root of roots) {
    const node = childOf(root, 'name');
    if (node?.kind !== 'scalar' || node.value === null) continue;
    const { text, hole } = interpolateText(scalarText(node.value), node.origin.at, 'name', environment, context);
    if (hole === undefined) written = normaliseName(text);
  }
  const name = written === '' ? normaliseName(basename(context.projectDirectory)) : written;
  if (name === '')
    throw new InputError('project name must not be empty; give one with --project-name or the top-level key `name`');
  return name;
}

/** Lower-cases a name and drops what Compose does not allow in one. */
export function normaliseName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}

function checkName(name: string, remedy: string, Kind: typeof InputError | typeof UsageError): string {
  if (normaliseName(name) === name) return name;
  throw new Kind(
    `invalid project name ${JSON.stringify(name)}: must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number; ${remedy}`,
  );
}
