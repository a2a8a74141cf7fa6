// Mappings written as lists of texts, the form in which both sides of a merge can be appended.
import { scalarText } from '../../parse/compose-scalar.ts';
import { makeList, makeScalar } from './build-node.ts';
import type { Node, ScalarNode } from './node.ts';

/** A mapping becomes a sorted list of `key=value` texts; a null value leaves the bare key. */
export function pairsToTexts(node: Node): Node {
  if (node.kind !== 'map') return node;
  const items: ScalarNode[] = [];
  for (const [key, { node: value }] of node.entries) {
    if (value.kind !== 'scalar') return node;
    items.push(retext(value, value.value === null ? key : `${key}=${scalarText(value.value, value.float)}`));
  }
  return makeList(sorted(items), node.origin);
}

/** A mapping of hosts becomes a list of `host=ip` texts, one for every address. */
export function hostsToTexts(node: Node): Node {
  if (node.kind !== 'map') return node;
  const items: ScalarNode[] = [];
  for (const [host, { node: value }] of node.entries) {
    const addresses = value.kind === 'list' ? value.items : [value];
    for (const address of addresses) {
      if (address.kind !== 'scalar') return node;
      items.push(retext(address, `${host}=${scalarText(address.value)}`));
    }
  }
  return makeList(sorted(items), node.origin);
}

function retext(node: ScalarNode, text: string): ScalarNode {
  return makeScalar(text, node.origin, node.hole);
}

function sorted(items: readonly ScalarNode[]): ScalarNode[] {
  return [...items].sort((a, b) =>
    String(a.value) < String(b.value) ? -1 : String(a.value) > String(b.value) ? 1 : 0,
  );
}
