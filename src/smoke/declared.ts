// The container that a compose file or a run line declares, as far as a run needs it.
import { dirname, resolve } from 'node:path';
import { dependenciesOf } from '../inputs/compose/dependencies.ts';
import { expandTarget } from '../inputs/compose/group.ts';
import { openProject } from '../inputs/compose/load.ts';
import { InputError, UsageError } from '../model/errors.ts';
import type { TargetFacts } from '../model/run.ts';
import type { Subject } from '../model/subject.ts';
import { nearest } from '../parse/nearest.ts';
import { type ReadOptions, readTargets } from '../read-targets.ts';
import { resolveTargets } from '../target.ts';

export interface DeclaredContainer {
  /** Name of the service, or of the container. */
  readonly name: string;
  /** The image it runs, as it is called in the engine. */
  readonly image: string;
  /** It is built from the repository and has no other name. */
  readonly built: boolean;
  /** Services that it needs. */
  readonly dependsOn: readonly string[];
}

/** Reads which container is meant: the one named by `--service`, or the only one. */
export async function readDeclared(
  scan: string,
  service: string | undefined,
  options: ReadOptions,
): Promise<DeclaredContainer> {
  const requests = resolveTargets([scan], { cwd: options.cwd, files: options.files, exclude: [] });
  const [facts] = await readTargets(requests, { ...options, withImages: 'none' });
  if (facts === undefined) throw new InputError(`${scan} declares no container`);
  const [error] = facts.errors;
  if (facts.subjects.length === 0 && error !== undefined) throw new InputError(error.message, error.location);
  const container = chooseContainer(facts, service);
  const name = container.facts.name ?? container.name;
  const project = facts.kind === 'compose' ? await readProject(scan, name, options) : { name: '', dependsOn: [] };
  const { image = '' } = container.facts;
  const built = container.facts.built === true;
  return {
    name,
    image: image === '' ? builtName(project.name, name, scan) : image,
    built,
    dependsOn: project.dependsOn,
  };
}

/** Compose calls an image that it builds after the project and the service. */
function builtName(project: string, service: string, scan: string): string {
  if (project !== '') return `${project}-${service}`;
  throw new InputError(`${scan}: it is not known which image ${service} runs; name the image in place of the file`);
}

function chooseContainer({ kind, name, subjects }: TargetFacts, wanted: string | undefined): Subject<'container'> {
  const containers = subjects.filter((subject) => subject.kind === 'container');
  const names = containers.map((container) => container.facts.name ?? container.name);
  const what = kind === 'compose' ? 'service' : 'container';
  const [first, second] = containers;
  if (first === undefined) throw new InputError(`${name} declares no ${what}`);
  if (wanted === undefined) {
    if (second === undefined) return first;
    throw new UsageError(`${name} declares several: add --service with one of ${names.join(', ')}`);
  }
  const found = containers[names.indexOf(wanted)];
  if (found !== undefined) return found;
  const near = nearest(wanted, names);
  const hint = near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}?`;
  throw new UsageError(`--service ${wanted}: ${name} has no ${what} of that name; ${hint}`);
}

async function readProject(
  scan: string,
  service: string,
  { cwd, files, envFiles, environment }: ReadOptions,
): Promise<{ readonly name: string; readonly dependsOn: readonly string[] }> {
  const paths = expandTarget(scan.slice(scan.indexOf(':') + 1), files).map((file) => resolve(cwd, file));
  const project = await openProject({
    cwd: dirname(paths[0] ?? cwd),
    files: paths,
    envFiles: envFiles.map((file) => resolve(cwd, file)),
    profiles: ['*'],
    services: [],
    environment,
    mode: 'scan',
    reader: files,
  });
  const node = project.services.get(service)?.node;
  return { name: project.name, dependsOn: node === undefined ? [] : dependenciesOf(node).map(({ name }) => name) };
}
