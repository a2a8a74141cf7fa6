// `extends`: a service built on another one, of the same document or of another file.
import { scalarText } from '../../parse/compose-scalar.ts';
import { childOf, isNull, withEntries } from './build-node.ts';
import { countNodes, type LoadedBase, MAX_CHAIN, type Scope, spendNodes } from './load-context.ts';
import { mergeServices } from './merge.ts';
import type { Entry, MapNode, Node } from './node.ts';
import { directoryOf, realPath, resolvePath } from './paths.ts';
import { locate, refuse, refuseLimit } from './refusal.ts';
import { isRemote, noteRemote } from './remote.ts';
import { type Cleared, clearedInService, clearPaths } from './tags.ts';

/** Loads the services of another file, ready to be extended. Given by the caller, since loading a model extends services in turn. */
export type LoadBase = (path: string, scope: Scope) => LoadedBase;

interface Source {
  readonly file: string;
  /** Services of the document, as written and as resolved so far. */
  readonly services: ReadonlyMap<string, Entry>;
  readonly done: Map<string, Node>;
  readonly scope: Scope;
  /** What the tags of its documents clear in whatever its services extend. */
  readonly cleared: readonly Cleared[];
}

interface Link {
  readonly file: string;
  readonly service: string;
}

/** Resolves `extends` of every service of a document. */
export function applyExtends(document: MapNode, file: string, cleared: Cleared, scope: Scope, load: LoadBase): MapNode {
  const services = childOf(document, 'services');
  if (services === undefined || isNull(services)) return document;
  if (services.kind !== 'map') refuse('services: must be a mapping', services.origin.at);
  if (![...services.entries.values()].some(({ node }) => childOf(node, 'extends') !== undefined)) return document;
  const source: Source = { file, services: services.entries, done: new Map(), scope, cleared: [cleared] };
  const entries = new Map<string, Entry>();
  for (const [name, entry] of services.entries)
    entries.set(name, { key: entry.key, node: resolve(name, source, [], load) });
  return withEntries(document, { services: { ...services, entries } });
}

function resolve(name: string, source: Source, chain: readonly Link[], load: LoadBase): Node {
  const known = source.done.get(name);
  const written = source.services.get(name)?.node;
  if (known !== undefined) return known;
  if (written === undefined) return refuse(`service ${JSON.stringify(name)} not found in ${source.file}`);
  const node = resolveWritten(name, written, source, chain, load);
  source.done.set(name, node);
  return node;
}

function resolveWritten(name: string, written: Node, source: Source, chain: readonly Link[], load: LoadBase): Node {
  const reference = childOf(written, 'extends');
  if (written.kind !== 'map' || reference === undefined) return written;
  const link = { file: source.file, service: name };
  if (chain.some((earlier) => earlier.file === link.file && earlier.service === name))
    refuse(
      `Circular reference: ${[...chain, link].map((at) => `${at.service} in ${at.file}`).join(', extends ')}`,
      reference.origin.at,
    );
  if (chain.length >= MAX_CHAIN)
    refuseLimit(`services extend each other deeper than the limit of ${MAX_CHAIN} levels`, reference.origin.at);
  const own = withEntries(written, { extends: undefined });
  const base = findBase(name, reference, source, [...chain, link], load);
  if (base?.kind !== 'map') return own;
  const cleaned = source.cleared.reduce<MapNode>((map, cleared) => {
    const below = clearedInService(cleared, name);
    return below === undefined ? map : clearPaths(map, below);
  }, base);
  const merged = mergeServices(cleaned, own, name);
  spendNodes(source.scope.context, countNodes(merged), reference.origin.at);
  return merged;
}

function findBase(
  name: string,
  reference: Node,
  source: Source,
  chain: readonly Link[],
  load: LoadBase,
): Node | undefined {
  const service = reference.kind === 'scalar' ? reference : childOf(reference, 'service');
  if (service?.kind !== 'scalar' || service.value === null)
    return refuse(`extends.${name}.service is required; name the service to extend`, reference.origin.at);
  if (service.hole !== undefined) return noteRemote(source.scope, `the service that ${name} extends`, service);
  const wanted = scalarText(service.value);
  const file = childOf(reference, 'file');
  if (file === undefined || isNull(file)) {
    if (!source.services.has(wanted))
      refuse(
        `cannot extend service ${JSON.stringify(name)} in ${source.file}: service ${JSON.stringify(wanted)} not found`,
        service.origin.at,
      );
    return resolve(wanted, source, chain, load);
  }
  return fromFile(name, wanted, file, source, chain, load);
}

function fromFile(
  name: string,
  wanted: string,
  file: Node,
  source: Source,
  chain: readonly Link[],
  load: LoadBase,
): Node | undefined {
  const { scope } = source;
  if (file.kind !== 'scalar') return refuse(`services.${name}.extends.file must be a string`, file.origin.at);
  const text = scalarText(file.value);
  if (file.hole !== undefined || isRemote(text)) return noteRemote(scope, `the file that ${name} extends`, file);
  const path = resolvePath(text, scope.base, scope.context);
  const inner: Scope = { ...scope, base: directoryOf(path) };
  const base = locate(file.origin.at, '', () => load(path, inner));
  const label = scope.context.reader.label(realPath(path, scope.context));
  const services = childOf(base.model, 'services');
  if (services === undefined || isNull(services))
    return refuse(`cannot extend service ${JSON.stringify(name)} in ${label}: no services section`, file.origin.at);
  if (services.kind !== 'map')
    return refuse(
      `cannot extend service ${JSON.stringify(name)} in ${label}: services must be a mapping`,
      file.origin.at,
    );
  if (!services.entries.has(wanted))
    return refuse(
      `cannot extend service ${JSON.stringify(name)} in ${source.file}: service ${JSON.stringify(wanted)} not found in ${text}`,
      file.origin.at,
    );
  const next: Source = {
    file: label,
    services: services.entries,
    done: new Map(),
    scope: inner,
    cleared: base.cleared,
  };
  return resolve(wanted, next, chain, load);
}
