// Everything a project says of its services: containers, joined with the Dockerfiles they are built from, and the commands they run.
import type { Build, TargetError } from '../../model/run.ts';
import type { Subject } from '../../model/subject.ts';
import type { SourceFiles } from '../files.ts';
import type { BuiltService } from './built-services.ts';
import { readContainers } from './container.ts';
import { child } from './container-read.ts';
import type { ComposeProject, Entry } from './node.ts';

export interface Services {
  readonly subjects: readonly Subject[];
  readonly builds: readonly Build[];
  readonly errors: readonly TargetError[];
}

/** What only few services need: loaded when it is first met, and kept, since asking for a module takes time even when it is there. */
let commands: typeof import('./service-commands.ts') | undefined;
let joins: typeof import('./built-services.ts') | undefined;

/** Reads the services of a project. */
export async function readServices(project: ComposeProject, files: SourceFiles): Promise<Services> {
  const subjects: Subject[] = [];
  const builds: Build[] = [];
  const errors: TargetError[] = [];
  for (const container of readContainers(project, files)) {
    const entry = project.services.get(container.id);
    const built = await joinIfBuilt(container, entry, { directory: project.directory, files });
    subjects.push(built.container);
    if (built.build !== undefined) builds.push(built.build);
    subjects.push(...(built.parts ?? []));
    errors.push(...(built.errors ?? []));
    if (entry === undefined || !runsSomething(entry)) continue;
    commands ??= await import('./service-commands.ts');
    subjects.push(...(await commands.serviceCommands(entry, built.container, files.texts)));
  }
  return { subjects, builds, errors };
}

async function joinIfBuilt(
  container: Subject<'container'>,
  entry: Entry | undefined,
  source: { readonly directory: string; readonly files: SourceFiles },
): Promise<BuiltService> {
  if (entry === undefined || child(entry.node, 'build') === undefined) return { container };
  joins ??= await import('./built-services.ts');
  return joins.joinService(entry, container, source);
}

const RUNNING = ['command', 'entrypoint', 'healthcheck', 'pre_start', 'post_start', 'pre_stop'] as const;

function runsSomething({ node }: Entry): boolean {
  return RUNNING.some((key) => child(node, key) !== undefined);
}
