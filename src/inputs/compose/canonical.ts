// Short forms of attributes turned into the one long form that everything later reads.
import { scalarText } from '../../parse/compose-scalar.ts';
import { HOLE } from '../../parse/hole.ts';
import {
  childOf,
  entryAt,
  isNull,
  knownText,
  makeList,
  makeMap,
  makeScalar,
  mapItems,
  partOf,
  withEntries,
} from './build-node.ts';
import { expandDevice, expandPorts, expandVolume, mapAt } from './canonical-ports.ts';
import type { LoadContext } from './load-context.ts';
import type { Entry, MapNode, Node } from './node.ts';
import { pathTable, rewrite } from './path-table.ts';
import { refuse } from './refusal.ts';

type Transform = (node: Node, path: string, context: LoadContext) => Node;

const TRANSFORMS = pathTable<Transform>([
  ['services.*.build', stringTo('context')],
  ['services.*.build.additional_contexts', pairsToMap],
  ['services.*.build.ssh', sshToMap],
  ['services.*.build.secrets[]', stringTo('source')],
  ['services.*.build.ulimits.*', refuseTextLimit],
  ['services.*.{secrets,configs}[]', stringTo('source')],
  ['services.*.ports', (node, path, context) => (node.kind === 'list' ? expandPorts(node, path, context) : node)],
  ['services.*.volumes[]', expandVolume],
  ['services.*.devices[]', expandDevice],
  ['services.*.gpus', gpusToList],
  ['services.*.env_file', envFilesToMaps],
  ['services.*.dns', (node) => dropEmpty(stringToList(node))],
  ['services.*.{label_file,dns_search,tmpfs}', stringToList],
  ['services.*.develop.watch[].{ignore,include}', stringToList],
  ['services.*.depends_on', dependsOnToMap],
  ['services.*.depends_on.*', requiredByDefault],
  ['services.*.{networks,models}', namesToMap],
  ['{networks,volumes,secrets,configs}.*', externalName],
]);

/** Makes every short form of a model long. */
export function makeCanonical(model: MapNode, context: LoadContext): MapNode {
  const long = rewrite(model, TRANSFORMS, (node, transform, path) => transform(node, path, context));
  return long.kind === 'map' ? long : model;
}

function dropEmpty(node: Node): Node {
  if (node.kind !== 'list') return node;
  return makeList(
    node.items.filter((item) => !isNull(item) && knownText(item) !== ''),
    node.origin,
  );
}

function stringTo(key: string): Transform {
  return (node) => (node.kind === 'scalar' && typeof node.value === 'string' ? mapAt(node, { [key]: node }) : node);
}

/** A single string counts as a list of one. */
export function stringToList(node: Node): Node {
  return node.kind === 'scalar' && typeof node.value === 'string' ? makeList([node], node.origin) : node;
}

function envFilesToMaps(node: Node): Node {
  const list = stringToList(node);
  return list.kind === 'list' ? mapItems(list, envFileToMap) : node;
}

function envFileToMap(node: Node): Node {
  if (node.kind === 'map') return requiredByDefault(node);
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
  return mapAt(node, { path: node, required: makeScalar(true, node.origin) });
}

function requiredByDefault(node: Node): Node {
  return node.kind === 'map' && !node.entries.has('required')
    ? withEntries(node, { required: makeScalar(true, { at: node.origin.at }) })
    : node;
}

/** A list of `key=value` texts becomes a mapping. */
export function pairsToMap(node: Node): Node {
  if (node.kind !== 'list') return node;
  const entries = new Map<string, Entry>();
  for (const item of node.items) {
    if (item.kind !== 'scalar') return node;
    const text = scalarText(item.value);
    const cut = text.indexOf('=');
    const value = cut === -1 ? makeScalar(null, item.origin) : partOf(item, text.slice(cut + 1));
    entries.set(cut === -1 ? text : text.slice(0, cut), entryAt(value));
  }
  return makeMap(entries, node.origin);
}

function sshToMap(node: Node, path: string): Node {
  const map = pairsToMap(node);
  if (node.kind !== 'list' || map.kind !== 'map') return node;
  for (const [key, entry] of map.entries)
    if (isNull(entry.node) && key !== 'default' && !key.includes(HOLE))
      refuse(`${path}: invalid ssh key ${JSON.stringify(key)}; write default or id=path`, entry.key);
  return map;
}

function refuseTextLimit(node: Node, path: string): Node {
  if (node.kind === 'scalar' && typeof node.value === 'string' && node.hole === undefined)
    refuse(`${path}: a limit of the build must be an integer, not a text; remove the quotes`, node.origin.at);
  return node;
}

function gpusToList(node: Node): Node {
  if (node.kind !== 'scalar' || isNull(node)) return node;
  return makeList([mapAt(node, { count: node })], node.origin);
}

/** A list of services to depend on becomes a mapping with the default condition. */
export function dependsOnToMap(node: Node): Node {
  if (node.kind !== 'list') return node;
  const entries = new Map<string, Entry>();
  for (const item of node.items) {
    if (item.kind !== 'scalar') return node;
    const dependency = mapAt(item, {
      condition: makeScalar('service_started', item.origin),
      required: makeScalar(true, item.origin),
    });
    entries.set(scalarText(item.value), entryAt(dependency));
  }
  return makeMap(entries, node.origin);
}

/** A list of names becomes a mapping from names to nothing. */
export function namesToMap(node: Node): Node {
  if (node.kind !== 'list') return node;
  const entries = new Map<string, Entry>();
  for (const item of node.items) {
    if (item.kind !== 'scalar') return node;
    entries.set(scalarText(item.value), entryAt(makeScalar(null, item.origin, item.hole)));
  }
  return makeMap(entries, node.origin);
}

function externalName(node: Node, path: string, context: LoadContext): Node {
  const external = childOf(node, 'external');
  if (node.kind !== 'map' || external?.kind !== 'map') return node;
  const given = childOf(node, 'name');
  const legacy = childOf(external, 'name');
  const [known, old] = [knownText(given), knownText(legacy)];
  if (known !== undefined && old !== undefined && known !== old)
    refuse(`${path}: name and external.name conflict; only use name`, external.origin.at);
  context.notices.push({ message: `${path}: external.name is deprecated; write name`, location: external.origin.at });
  return withEntries(node, {
    external: makeScalar(true, external.origin),
    ...(given === undefined && legacy !== undefined ? { name: legacy } : {}),
  });
}
