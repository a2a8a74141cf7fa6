// Reads compose files into containers.
import { dirname, resolve } from 'node:path';
import { InputError, LimitError } from '../../model/errors.ts';
import type { TargetError, TargetFacts } from '../../model/run.ts';
import type { Absence } from '../../model/subject.ts';
import type { Input, InputContext } from '../input.ts';
import { withYaml } from './choose-yaml.ts';
import { child } from './container-read.ts';
import { BASE_NAMES } from './discover.ts';
import { defaultAround, expandTarget } from './group.ts';
import { loadProject } from './load.ts';
import type { ComposeProject } from './node.ts';
import type { ReadYaml } from './read-yaml.ts';
import { readServices } from './services.ts';

/** Reads `FILE[,FILE...]` or a directory. */
export const composeInput: Input = { read: readCompose };

async function readCompose(text: string, context: InputContext): Promise<TargetFacts> {
  const files = expandTarget(text, context.files);
  const [first] = files;
  if (first === undefined) throw new InputError('no compose file is named; write compose:FILE');
  const seen = context.files.texts.has(context.files.label(first));
  const loaded = await withYaml((readYaml) => readFiles(files, first, seen, { ...context, readYaml }));
  return 'project' in loaded ? factsOf(loaded, context) : loaded;
}

/** A project with the files that name its target. */
interface LoadedProject {
  readonly project: ComposeProject;
  readonly files: readonly string[];
  readonly notices: TargetFacts['notices'];
}

interface ReadContext extends InputContext {
  readonly readYaml: ReadYaml;
}

/** Reads the files as one project. `seen`: another target has read the first of them. */
function readFiles(
  files: readonly string[],
  first: string,
  seen: boolean,
  context: ReadContext,
): LoadedProject | TargetFacts {
  if (files.length > 1) return { project: load(files, context), files, notices: [] };
  return readAlone(first, seen, context);
}

/**
 * Reads one file. One that Compose refuses by itself may be a fragment: either another target has already read it as part of a project, or it
 * is meant to be laid over the default file of its directory or of one above. If it is neither, the first refusal stands.
 */
function readAlone(file: string, seen: boolean, context: ReadContext): LoadedProject | TargetFacts {
  const label = context.files.label(file);
  try {
    return { project: load([file], context), files: [file], notices: [] };
  } catch (error) {
    if (!(error instanceof InputError) || error instanceof LimitError) throw error;
    if (context.files.isDirectory(file))
      throw new InputError(`no compose file in ${label}; looked for ${BASE_NAMES.join(', ')}`);
    if (seen) return coveredFacts(label);
    const base = defaultAround(file, context.files);
    const project = base === undefined ? undefined : tryLoad([base, file], context);
    if (base === undefined || project === undefined) throw error;
    const message = `${label} is incomplete by itself, so it was read on top of ${context.files.label(base)}`;
    return { project, files: [file], notices: [{ message }] };
  }
}

function tryLoad(files: readonly string[], context: ReadContext): ComposeProject | undefined {
  try {
    return load(files, context);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** Loads files as Compose would from inside the directory of the first one. */
function load(files: readonly string[], context: ReadContext): ComposeProject {
  const paths = files.map((file) => resolve(context.cwd, file));
  const [first = context.cwd] = paths;
  return loadProject({
    cwd: dirname(first),
    files: paths,
    envFiles: context.envFiles.map((file) => resolve(context.cwd, file)),
    profiles: context.composeProfiles.length > 0 ? context.composeProfiles : ['*'],
    services: [],
    environment: context.environment,
    mode: 'scan',
    reader: context.files,
    readYaml: context.readYaml,
  });
}

async function factsOf({ project, files, notices }: LoadedProject, context: InputContext): Promise<TargetFacts> {
  const labels = files.map((file) => context.files.label(file));
  const [file = ''] = labels;
  const { subjects, builds, errors } = await readServices(project, context.files);
  return {
    id: `compose:${file}`,
    kind: 'compose',
    name: labels.join(', '),
    file,
    subjects,
    errors: [...project.unread.map(describeUnread), ...errors],
    notices: [...notices, ...project.notices, ...providerNotices(project)],
    ...(builds.length === 0 ? {} : { builds }),
  };
}

function coveredFacts(label: string): TargetFacts {
  const message = `${label} is incomplete by itself; it was read as a part of another target of this scan`;
  return {
    id: `compose:${label}`,
    kind: 'compose',
    name: label,
    file: label,
    subjects: [],
    errors: [],
    notices: [{ message }],
  };
}

function describeUnread({ reason, hint, at }: Absence): TargetError {
  const message = hint === undefined ? reason : `${reason}; ${hint}`;
  return at === undefined ? { message } : { message, location: at };
}

/** What a provider starts is no container of this engine; nothing can be judged, and that is said. */
function providerNotices(project: ComposeProject): TargetError[] {
  return [...project.services].flatMap(([name, { key, node }]) =>
    child(node, 'provider') === undefined
      ? []
      : [{ message: `${name} is run by a provider, not as a container, and was not judged`, location: key }],
  );
}
