// Values that Compose fills in after the last file is merged.
import { childOf, isNull, makeScalar, withEntries } from './build-node.ts';
import type { MapNode, Node } from './node.ts';
import { pathTable, rewrite } from './path-table.ts';

type Default = (node: MapNode) => MapNode;

const DEFAULTS = pathTable<Default>([
  ['services.*.build', (build) => fill(build, 'context', '.')],
  ['services.*.secrets[]', secretTarget],
  ['services.*.ports[]', (port) => fill(fill(port, 'protocol', 'tcp'), 'mode', 'ingress')],
  ['services.*.deploy.resources.reservations.devices[]', countAll],
  ['services.*.gpus[]', countAll],
  ['services.*.volumes[].bind', (bind) => fill(bind, 'create_host_path', true)],
]);

/** Fills in the defaults of a merged model. */
export function setDefaults(model: MapNode): MapNode {
  const result = rewrite(model, DEFAULTS, (node: Node, set) => (node.kind === 'map' ? set(node) : node));
  return result.kind === 'map' ? result : model;
}

function fill(map: MapNode, key: string, value: string | boolean): MapNode {
  return map.entries.has(key) ? map : withEntries(map, { [key]: makeScalar(value, map.origin) });
}

function secretTarget(secret: MapNode): MapNode {
  const source = childOf(secret, 'source');
  if (source?.kind !== 'scalar' || !isNull(childOf(secret, 'target'))) return secret;
  return withEntries(secret, { target: makeScalar(`/run/secrets/${source.value}`, source.origin, source.hole) });
}

function countAll(request: MapNode): MapNode {
  return isNull(childOf(request, 'count')) && isNull(childOf(request, 'device_ids'))
    ? withEntries(request, { count: makeScalar('all', request.origin) })
    : request;
}
