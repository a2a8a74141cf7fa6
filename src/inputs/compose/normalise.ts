// What Compose makes explicit once all files are merged: default network, names, implicit dependencies, defaults of a build.
import { cleanTarget } from '../../parse/compose-volume.ts';
import {
  childOf,
  entryAt,
  isNull,
  knownText,
  makeMap,
  makeScalar,
  mapEntries,
  mapItems,
  nodeAt,
  withEntries,
} from './build-node.ts';
import { implicitDependencies } from './dependencies.ts';
import type { MapNode, Node } from './node.ts';
import { isExternal } from './validate.ts';

const NAMED = ['networks', 'volumes', 'configs', 'secrets'] as const;

/** Normalises a model of a project. */
export function normaliseModel(model: MapNode, project: string): MapNode {
  const services = childOf(model, 'services');
  const normal = services?.kind === 'map' ? mapEntries(services, (node) => normaliseService(node)) : undefined;
  const withDefault = addDefaultNetwork(withEntries(model, normal === undefined ? {} : { services: normal }));
  const named = NAMED.flatMap((section) => {
    const resources = childOf(withDefault, section);
    return resources?.kind === 'map'
      ? [[section, mapEntries(resources, (node, key) => nameResource(node, key, project))] as const]
      : [];
  });
  return withEntries(withDefault, Object.fromEntries(named));
}

function normaliseService(node: Node): Node {
  if (node.kind !== 'map') return node;
  const changes: Record<string, Node> = {};
  if (usesDefaultNetwork(node)) changes.networks = defaultNetwork(node);
  const build = childOf(node, 'build');
  if (build !== undefined) changes.build = nameDockerfile(build);
  const policy = childOf(node, 'pull_policy');
  if (policy !== undefined && knownText(policy) === 'if_not_present')
    changes.pull_policy = makeScalar('missing', policy.origin);
  const volumes = childOf(node, 'volumes');
  if (volumes?.kind === 'list') changes.volumes = mapItems(volumes, cleanVolume);
  const hooks = childOf(node, 'pre_start');
  if (hooks?.kind === 'list') changes.pre_start = mapItems(hooks, (hook) => inheritImage(hook, childOf(node, 'image')));
  const dependencies = implicitDependencies(node);
  if (dependencies !== undefined) changes.depends_on = dependencies;
  return withEntries(node, changes);
}

function usesDefaultNetwork(service: MapNode): boolean {
  const networks = childOf(service, 'networks');
  const none = networks === undefined || isNull(networks) || (networks.kind === 'map' && networks.entries.size === 0);
  return none && isNull(childOf(service, 'network_mode')) && childOf(service, 'provider') === undefined;
}

function defaultNetwork(service: MapNode): MapNode {
  const { origin } = service;
  return makeMap(new Map([['default', entryAt(makeScalar(null, origin))]]), origin);
}

function nameDockerfile(build: Node): Node {
  if (build.kind !== 'map') return build;
  const written = (key: string): boolean => !isNull(childOf(build, key)) && knownText(childOf(build, key)) !== '';
  if (written('dockerfile') || written('dockerfile_inline')) return build;
  return withEntries(build, { dockerfile: makeScalar('Dockerfile', build.origin) });
}

function cleanVolume(volume: Node): Node {
  const target = childOf(volume, 'target');
  const text = knownText(target);
  if (volume.kind !== 'map' || target === undefined || text === undefined) return volume;
  const clean = cleanTarget(text);
  return clean === text ? volume : withEntries(volume, { target: makeScalar(clean, target.origin) });
}

function inheritImage(hook: Node, image: Node | undefined): Node {
  return hook.kind === 'map' && image !== undefined && isNull(childOf(hook, 'image'))
    ? withEntries(hook, { image })
    : hook;
}

function addDefaultNetwork(model: MapNode): MapNode {
  const services = childOf(model, 'services');
  if (services?.kind !== 'map') return model;
  const user = [...services.entries.values()].find(({ node }) => nodeAt(node, 'networks', 'default') !== undefined);
  if (user === undefined || nodeAt(model, 'networks', 'default') !== undefined) return model;
  const { origin } = user.node;
  const networks = childOf(model, 'networks');
  const before = networks?.kind === 'map' ? networks : makeMap(new Map(), origin);
  return withEntries(model, { networks: withEntries(before, { default: makeMap(new Map(), origin) }) });
}

function nameResource(node: Node, key: string, project: string): Node {
  const map = node.kind === 'map' ? node : isNull(node) ? makeMap(new Map(), node.origin) : undefined;
  if (map === undefined) return node;
  const name = childOf(map, 'name');
  if (name !== undefined && !isNull(name) && knownText(name) !== '') return map;
  return withEntries(map, { name: makeScalar(isExternal(map) ? key : `${project}_${key}`, map.origin) });
}
