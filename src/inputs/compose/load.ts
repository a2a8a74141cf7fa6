// Loads a compose project the way Compose does: this file is the table of contents.
import { dirname, resolve } from 'node:path';
import type { SourceFiles } from '../files.ts';
import { childOf, makeMap, withEntries } from './build-node.ts';
import { withYaml } from './choose-yaml.ts';
import { checkConsistency } from './consistency.ts';
import { decodeModel } from './decode.ts';
import { findFiles } from './discover.ts';
import type { Environment, LoadContext, VariableValue } from './load-context.ts';
import { loadModel, readDocuments } from './model.ts';
import type { ComposeProject, Entry, MapNode, Node } from './node.ts';
import { normaliseModel } from './normalise.ts';
import { PROJECT, showPaths } from './paths.ts';
import { fillFromEnvFiles, startEnvironment } from './project-environment.ts';
import { chooseProjectName } from './project-name.ts';
import type { ReadYaml } from './read-yaml.ts';
import { dropUnused, type Selection, selectServices, splitByProfiles } from './select.ts';
import { resolveEnvironment } from './service-environment.ts';

export interface ComposeOptions {
  /** Absolute. */
  readonly cwd: string;
  /** Files named by the user, in order; empty to search for the default names. */
  readonly files: readonly string[];
  readonly envFiles: readonly string[];
  readonly profiles: readonly string[];
  /** Services to keep, with what they depend on; empty for all. */
  readonly services: readonly string[];
  readonly projectName?: string;
  readonly projectDirectory?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Home directory, for `~`. */
  readonly home?: string;
  /** `config` resolves exactly as Compose does; `scan` leaves holes for what the repository does not say. */
  readonly mode: 'config' | 'scan';
  readonly reader: SourceFiles;
  /** Reads each compose file that takes part. */
  readonly readYaml: ReadYaml;
}

/** Loads a project, with the complete reader of YAML only where one of its files needs it. */
export function openProject(options: Omit<ComposeOptions, 'readYaml'>): Promise<ComposeProject> {
  return withYaml((readYaml) => loadProject({ ...options, readYaml }));
}

/** Loads a project. Throws InputError, UsageError or LimitError, with the place, where Compose would refuse it. */
export function loadProject(options: ComposeOptions): ComposeProject {
  const { files, environment, context } = findProject(options);
  const base = options.mode === 'scan' ? PROJECT : context.projectDirectory;
  const roots = files.flatMap((file) => readDocuments(file, context).slice(0, 1)).map((document) => document.root);
  const name = chooseProjectName(options.projectName, environment, roots, context);
  environment.set('COMPOSE_PROJECT_NAME', { value: name });
  const merged = loadModel(files, { context, base, environment, including: [...files], extended: new Map() });
  const model = normaliseModel(decodeModel(merged), name);
  const profiles = activeProfiles(options.profiles, environment);
  const selection = splitByProfiles(entriesOf(model, 'services'), profiles);
  checkConsistency({ ...selection, model, incomplete: context.unread.length > 0 });
  const selected = selectServices(selection, profiles, options.services);
  const enabled = resolveServices(selected, environment, context);
  return assemble(name, options.mode === 'config' ? dropUnused(model, enabled) : model, enabled, selected, context);
}

function findProject(options: ComposeOptions): {
  files: readonly string[];
  environment: Map<string, VariableValue>;
  context: LoadContext;
} {
  const { cwd, reader, mode } = options;
  const given = options.projectDirectory === undefined ? undefined : resolve(cwd, options.projectDirectory);
  const [file] = options.files;
  const first = given ?? (file === undefined ? cwd : dirname(resolve(cwd, file)));
  const draft = startContext(options, first);
  const environment = startEnvironment(options.environment, mode, cwd);
  fillFromEnvFiles(environment, options.envFiles, cwd, first, draft);
  const found = findFiles(options.files, cwd, given ?? cwd, environment, reader);
  const directory = given ?? dirname(found.files[0] ?? cwd);
  const context = { ...draft, projectDirectory: directory };
  if (directory !== first) fillFromEnvFiles(environment, options.envFiles, cwd, directory, context);
  context.notices.push(...found.notices);
  return { files: found.files, environment, context };
}

function startContext(options: ComposeOptions, directory: string): LoadContext {
  return {
    mode: options.mode,
    reader: options.reader,
    readYaml: options.readYaml,
    projectDirectory: directory,
    home: options.home ?? options.environment.HOME,
    files: new Set(),
    notices: [],
    blank: new Set(),
    unread: [],
    incompleteEnvironment: new Map(),
    documents: new Map(),
    envFiles: new Map(),
    spent: { expansion: 0, nodes: 0, loads: 0, documents: 0, work: 0 },
  };
}

function activeProfiles(named: readonly string[], environment: Environment): Set<string> {
  if (named.length > 0) return new Set(named);
  const listed = environment.get('COMPOSE_PROFILES')?.value ?? '';
  return new Set(
    listed
      .split(',')
      .map((profile) => profile.trim())
      .filter((profile) => profile !== ''),
  );
}

function resolveServices(selection: Selection, environment: Environment, context: LoadContext): Map<string, Entry> {
  const services = new Map<string, Entry>();
  for (const [name, entry] of selection.enabled) {
    const node =
      entry.node.kind === 'map'
        ? dropInactive(resolveEnvironment(name, entry.node, environment, context), selection)
        : entry.node;
    services.set(name, { key: entry.key, node });
  }
  return services;
}

/** Dependencies that are not required and not active are not part of the result. */
function dropInactive(service: MapNode, { enabled }: Selection): MapNode {
  const map = childOf(service, 'depends_on');
  if (map?.kind !== 'map' || [...map.entries.keys()].every((name) => enabled.has(name))) return service;
  const kept = new Map([...map.entries].filter(([name]) => enabled.has(name) || !/^[\w.-]+$/.test(name)));
  return withEntries(service, { depends_on: { ...map, entries: kept } });
}

function assemble(
  name: string,
  model: MapNode,
  enabled: ReadonlyMap<string, Entry>,
  { disabled }: Selection,
  context: LoadContext,
): ComposeProject {
  const show = (services: ReadonlyMap<string, Entry>): Node =>
    showPaths(withEntries(model, { services: makeMap(new Map(services), model.origin) }));
  const shown = show(enabled);
  const known = new Set(['name', 'services', 'networks', 'volumes', 'secrets', 'configs']);
  return {
    name,
    directory: context.projectDirectory,
    files: [...context.files],
    envFiles: new Set([...context.envFiles.keys()].map((key) => key.slice(key.indexOf(':') + 1))),
    services: entriesOf(shown, 'services'),
    disabled: disabled.size === 0 ? disabled : entriesOf(show(disabled), 'services'),
    networks: entriesOf(shown, 'networks'),
    volumes: entriesOf(shown, 'volumes'),
    secrets: entriesOf(shown, 'secrets'),
    configs: entriesOf(shown, 'configs'),
    rest: new Map([...model.entries].filter(([key]) => !known.has(key))),
    unread: context.unread,
    incompleteEnvironment: context.incompleteEnvironment,
    notices: context.notices,
  };
}

function entriesOf(model: Node, section: string): Map<string, Entry> {
  const node = childOf(model, section);
  return node?.kind === 'map' ? node.entries : new Map();
}
