// Relative paths of a model made absolute, or relative to the project directory in a scan.
import { posix, resolve } from 'node:path';
import { HOLE, hasHole } from '../../parse/hole.ts';
import { knownText, makeMap, makeScalar, nodeAt } from './build-node.ts';
import type { LoadContext, Scope } from './load-context.ts';
import type { Node, ScalarNode } from './node.ts';
import { pathTable, rewrite } from './path-table.ts';
import { isTrue } from './project-environment.ts';
import { refuse } from './refusal.ts';

/** Stands for the project directory in a scan, so that no path of the machine enters the result. A private-use character. */
export const PROJECT = '\u{F5EA1}';

type PathKind = 'path' | 'context' | 'hostPath' | 'bindMount' | 'localVolume';

const PATHS = pathTable<PathKind>([
  ['services.*.build.context', 'context'],
  ['services.*.build.additional_contexts.*', 'context'],
  ['services.*.build.ssh.*', 'hostPath'],
  ['services.*.env_file[].path', 'path'],
  ['services.*.label_file[]', 'path'],
  ['services.*.extends.file', 'path'],
  ['services.*.develop.watch[].path', 'path'],
  ['services.*.volumes[]', 'bindMount'],
  ['{configs,secrets}.*.file', 'hostPath'],
  ['volumes.*', 'localVolume'],
]);

/** Resolves every path of a model against the base of its scope. */
export function resolvePaths<T extends Node>(model: T, scope: Scope): Node {
  return rewrite(model, PATHS, (node, kind, path) => resolveNode(node, kind, path, scope));
}

/** Writes the paths of a finished model the way people read them: `./data`, `../x`. */
export function showPaths(model: Node): Node {
  const show = (node: Node | undefined): Node | undefined =>
    node?.kind === 'scalar' && typeof node.value === 'string' && node.value.startsWith(PROJECT)
      ? makeScalar(showPath(node.value), node.origin, node.hole)
      : node;
  return rewrite(model, PATHS, (node, kind) => {
    if (kind === 'bindMount') return setBelow(node, ['source'], show);
    if (kind === 'localVolume') return setBelow(node, ['driver_opts', 'device'], show);
    return show(node) ?? node;
  });
}

/** A resolved path as people read it. */
export function showPath(path: string): string {
  if (!path.startsWith(PROJECT)) return path;
  const rest = path.slice(PROJECT.length + 1);
  return rest === '' ? '.' : rest.startsWith('../') || rest === '..' ? rest : `./${rest}`;
}

/** The file that a resolved path names on this machine. */
export function realPath(path: string, context: LoadContext): string {
  return path.startsWith(PROJECT) ? resolve(context.projectDirectory, path.slice(PROJECT.length + 1)) : path;
}

/** Resolves one path against a directory that was itself resolved. `~` becomes the home directory, except in a scan. */
export function resolvePath(path: string, base: string, context: LoadContext): string {
  if (path.startsWith(PROJECT) || path === '') return path;
  if (path.startsWith('~')) return context.mode === 'scan' ? path : expandHome(path, context.home);
  if (path.startsWith('/') || path.startsWith(HOLE)) return path;
  return joinPath(base, path);
}

/** The directory that holds a resolved file. */
export function directoryOf(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut === -1 ? path : cut === 0 ? '/' : path.slice(0, cut);
}

function joinPath(base: string, path: string): string {
  if (!base.startsWith(PROJECT)) return posix.join(base, path).replace(/(?<=.)\/$/, '');
  // A hole may stand for several parts, so `..` behind it cannot be resolved.
  const joined = `${base.slice(PROJECT.length + 1)}/${path}`.replace(/^\//, '');
  const rest = hasHole(path) && path.includes('..') ? joined : posix.normalize(joined).replace(/(?<=.)\/$/, '');
  return rest === '.' || rest === './' ? PROJECT : `${PROJECT}/${rest.replace(/^\.\//, '')}`;
}

function expandHome(path: string, home: string | undefined): string {
  return home === undefined ? path : posix.join(home, path.slice(1));
}

function resolveNode(node: Node, kind: PathKind, path: string, scope: Scope): Node {
  switch (kind) {
    case 'context':
      return isRemoteContext(node) ? node : resolveScalar(node, scope);
    case 'hostPath':
      return isWindowsPath(knownText(node)) ? node : resolveScalar(node, scope);
    case 'bindMount':
      return resolveBind(node, path, scope);
    case 'localVolume': {
      const isLocal = knownText(nodeAt(node, 'driver')) === 'local';
      if (!isLocal || knownText(nodeAt(node, 'driver_opts', 'o')) !== 'bind') return node;
      return setBelow(node, ['driver_opts', 'device'], (device) => device && resolveScalar(device, scope));
    }
    default:
      return resolveScalar(node, scope);
  }
}

function resolveBind(node: Node, path: string, scope: Scope): Node {
  if (node.kind !== 'map' || knownText(nodeAt(node, 'type')) !== 'bind') return node;
  const source = nodeAt(node, 'source');
  if (source === undefined || (source.kind === 'scalar' && (source.value === '' || source.value === null)))
    refuse(`${path}: a bind mount needs a source: field Source must not be empty`, node.origin.at);
  const windows = isWindowsPath(knownText(source));
  if (windows && isTrue(scope.environment.get('COMPOSE_CONVERT_WINDOWS_PATHS')?.value))
    return setBelow(node, ['source'], (at) => at && convertWindowsPath(at));
  return windows ? node : setBelow(node, ['source'], (at) => at && resolveScalar(at, scope));
}

/** `C:\a` as the engine in a virtual machine knows it: `/c/a`. */
function convertWindowsPath(node: Node): Node {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || !/^[A-Za-z]:/.test(node.value)) return node;
  const value = `/${node.value.charAt(0).toLowerCase()}${node.value.slice(2).replaceAll('\\', '/')}`;
  return { ...node, value } satisfies ScalarNode;
}

function resolveScalar(node: Node, scope: Scope): Node {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
  const path = resolvePath(node.value, scope.base, scope.context);
  return path === node.value ? node : ({ ...node, value: path } satisfies ScalarNode);
}

function setBelow(node: Node, path: readonly string[], change: (node: Node | undefined) => Node | undefined): Node {
  const [key, ...below] = path;
  if (node.kind !== 'map' || key === undefined) return node;
  const entry = node.entries.get(key);
  if (entry === undefined) return node;
  const changed = below.length === 0 ? change(entry.node) : setBelow(entry.node, below, change);
  if (changed === entry.node || changed === undefined) return node;
  return makeMap(new Map(node.entries).set(key, { key: entry.key, node: changed }), node.origin);
}

function isRemoteContext(node: Node): boolean {
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
  return text.includes('://') || /^(service:|github\.com\/|git@)/.test(text);
}

function isWindowsPath(path: string | undefined): boolean {
  return path !== undefined && /^([A-Za-z]:[\\/]|\\\\)/.test(path);
}
