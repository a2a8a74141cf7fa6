// `include`: whole projects brought into a document.
import { join } from 'node:path';
import { scalarText } from '../../parse/compose-scalar.ts';
import { childOf, isNull, makeMap, withEntries } from './build-node.ts';
import { stringToList } from './canonical.ts';
import { readEnvFile } from './env-file.ts';
import { MAX_CHAIN, MAX_FILES, type Scope, type VariableValue } from './load-context.ts';
import { mergeModels } from './merge.ts';
import type { Entry, MapNode, Node, ScalarNode } from './node.ts';
import { directoryOf, realPath, resolvePath } from './paths.ts';
import { locate, refuse, refuseLimit } from './refusal.ts';
import { isRemote, noteRemote } from './remote.ts';
import { type Cleared, clearPaths } from './tags.ts';

/** Loads the model of several files. Given by the caller, since a model includes others in turn. */
export type LoadModel = (files: readonly string[], scope: Scope) => MapNode;

const IMPORTED = ['services', 'volumes', 'networks', 'secrets', 'configs', 'models'] as const;
const KEYS = new Set(['path', 'project_directory', 'env_file']);

/** Puts the resources of every include under those of the document itself. */
export function applyIncludes(document: MapNode, cleared: Cleared, scope: Scope, load: LoadModel): MapNode {
  const include = childOf(document, 'include');
  if (include === undefined) return document;
  const own = withEntries(document, { include: undefined });
  if (isNull(include)) return own;
  if (include.kind !== 'list') return refuse('`include` must be a list', include.origin.at);
  return include.items.reduce<MapNode>((model, item) => {
    const imported = loadInclude(item, scope, load);
    return imported === undefined ? model : mergeModels(clearPaths(onlyResources(imported), cleared), model);
  }, own);
}

function onlyResources(model: MapNode): MapNode {
  const entries = new Map<string, Entry>();
  for (const key of IMPORTED) {
    const entry = model.entries.get(key);
    if (entry !== undefined && !isNull(entry.node)) entries.set(key, entry);
  }
  return makeMap(entries, model.origin);
}

function loadInclude(item: Node, scope: Scope, load: LoadModel): MapNode | undefined {
  const { context } = scope;
  const paths = textsOf(pathsOf(item), 'include.path');
  const [first] = paths;
  if (first === undefined) return refuse('include needs a path; name the file to include', item.origin.at);
  const open = paths.find((path) => path.hole !== undefined || isRemote(scalarText(path.value)));
  if (open !== undefined) return noteRemote(scope, 'the include', open);
  const files = paths.map((path) => {
    const file = resolvePath(scalarText(path.value), scope.base, context);
    if (!context.reader.exists(realPath(file, context)))
      refuse(`included file ${context.reader.label(realPath(file, context))}: no such file`, path.origin.at);
    return file;
  });
  const [main = ''] = files;
  const at = first.origin.at;
  if (scope.including.includes(main))
    refuse(
      `include cycle detected: ${[...scope.including, main].map((file) => context.reader.label(realPath(file, context))).join(' include ')}`,
      at,
    );
  if (scope.including.length >= MAX_CHAIN)
    refuseLimit(`includes are nested deeper than the limit of ${MAX_CHAIN} levels`, at);
  context.spent.loads += files.length;
  if (context.spent.loads > MAX_FILES)
    refuseLimit(`the project includes more than the limit of ${MAX_FILES} files`, at);
  const base = projectDirectoryOf(item, main, scope);
  const environment = environmentOf(item, base, scope);
  return locate(at, '', () =>
    load(files, { context, base, environment, including: [...scope.including, main], extended: new Map() }),
  );
}

function pathsOf(item: Node): Node | undefined {
  if (item.kind === 'scalar') return item;
  if (item.kind !== 'map') return refuse('an include must be a string or a mapping', item.origin.at);
  for (const [key, entry] of item.entries)
    if (!KEYS.has(key)) refuse(`include: additional properties '${key}' not allowed`, entry.key);
  return childOf(item, 'path');
}

function textsOf(node: Node | undefined, what: string): ScalarNode[] {
  if (node === undefined || isNull(node)) return [];
  const list = stringToList(node);
  if (list.kind !== 'list') return refuse(`${what} must be a string or a list of strings`, node.origin.at);
  return list.items.map((item) =>
    item.kind === 'scalar' && item.value !== null ? item : refuse(`${what} must be a list of strings`, item.origin.at),
  );
}

function projectDirectoryOf(item: Node, main: string, scope: Scope): string {
  const written = childOf(item, 'project_directory');
  const text = written?.kind === 'scalar' && written.hole === undefined ? scalarText(written.value) : '';
  if (text === '') return directoryOf(main);
  const directory = resolvePath(text, scope.base, scope.context);
  // Compose takes the parent of a relative directory that does not exist.
  const missing = !text.startsWith('/') && !scope.context.reader.exists(realPath(directory, scope.context));
  return missing ? directoryOf(directory) : directory;
}

/** The outer environment, then what env files add to it. */
function environmentOf(item: Node, base: string, scope: Scope): Map<string, VariableValue> {
  const { context } = scope;
  const named = textsOf(childOf(item, 'env_file'), 'include.env_file');
  const standard = join(realPath(base, context), '.env');
  const files =
    named.length > 0
      ? named.map((file) => ({ file: envPath(file, scope), at: file }))
      : context.reader.exists(standard)
        ? [{ file: standard, at: undefined }]
        : [];
  const environment = new Map(scope.environment);
  const added = new Map<string, VariableValue>();
  for (const { file } of files) readEnvFile(file, (name) => scope.environment.get(name), added, context);
  for (const [name, value] of added) if (!environment.has(name)) environment.set(name, value);
  return environment;
}

function envPath(node: ScalarNode, scope: Scope): string {
  const text = scalarText(node.value);
  if (text === '/dev/null') return text;
  const path = realPath(resolvePath(text, scope.base, scope.context), scope.context);
  if (!scope.context.reader.exists(path))
    refuse(`env file ${scope.context.reader.label(path)} of the include: no such file`, node.origin.at);
  return path;
}
