// Bare names in lists of variables, filled from the environment of the load they stand in.
import { hasHole } from '../../parse/hole.ts';
import { makeScalar, mapItems } from './build-node.ts';
import type { Scope } from './load-context.ts';
import type { MapNode, Node } from './node.ts';
import { pathTable, rewrite } from './path-table.ts';

const LISTS = pathTable<true>([['services.*.environment', true]]);

/** Writes the value behind every bare name of an environment list that the environment knows. */
export function fillBareVariables(model: MapNode, scope: Scope): MapNode {
  const result = rewrite(model, LISTS, (node) =>
    node.kind === 'list' ? mapItems(node, (item) => fillBare(item, scope)) : node,
  );
  return result.kind === 'map' ? result : model;
}

function fillBare(item: Node, scope: Scope): Node {
  if (item.kind !== 'scalar' || typeof item.value !== 'string' || item.value.includes('=') || hasHole(item.value))
    return item;
  const found = scope.environment.get(item.value);
  if (found === undefined) return item;
  const origin = found.at === undefined ? item.origin : { at: item.origin.at, related: [found.at] };
  return makeScalar(`${item.value}=${found.value}`, origin, found.hole);
}
