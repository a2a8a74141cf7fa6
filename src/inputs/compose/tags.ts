// The tags `!reset` and `!override`: taken out of a document, and applied to what other files built.
import type { Entry, MapNode, Node } from './node.ts';

export type TagMark = 'reset' | 'override';

/** Places at which whatever came before is deleted: keys to delete, or to look below. */
export interface Cleared {
  readonly delete: boolean;
  readonly below: ReadonlyMap<string, Cleared>;
}

export interface ReadDocument {
  /** The document without what `!reset` dropped. */
  readonly root: Node;
  readonly cleared: Cleared;
}

interface Draft {
  delete: boolean;
  readonly below: Map<string, Draft>;
}

/** Drops values tagged `!reset` and records the places of both tags. */
export function stripTags(root: Node, marks: ReadonlyMap<Node, TagMark>): ReadDocument {
  const cleared: Draft = { delete: false, below: new Map() };
  return { root: marks.size === 0 ? root : strip(root, marks, cleared), cleared };
}

/** Gives the node without what is tagged `!reset`; what is cleared below it is added to `cleared`, except below lists. */
function strip(node: Node, marks: ReadonlyMap<Node, TagMark>, cleared: Draft | undefined): Node {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'list') {
    const kept = node.items.filter((item) => marks.get(item) !== 'reset');
    return { ...node, items: kept.map((item) => strip(item, marks, undefined)) };
  }
  const entries = new Map<string, Entry>();
  for (const [key, entry] of node.entries) {
    const mark = marks.get(entry.node);
    const here: Draft = { delete: mark !== undefined, below: new Map() };
    if (mark !== 'reset') entries.set(key, { key: entry.key, node: strip(entry.node, marks, here) });
    if (here.delete || here.below.size > 0) cleared?.below.set(key, here);
  }
  return { ...node, entries };
}

/** Deletes what stands at the places cleared; only keys of mappings can be deleted. */
export function clearPaths(map: MapNode, cleared: Cleared): MapNode {
  if (cleared.below.size === 0) return map;
  const entries = new Map(map.entries);
  for (const [key, below] of cleared.below) {
    const entry = entries.get(key);
    if (entry === undefined) continue;
    if (below.delete) entries.delete(key);
    else if (entry.node.kind === 'map') entries.set(key, { key: entry.key, node: clearPaths(entry.node, below) });
  }
  return { ...map, entries };
}

/** What is cleared below one service, given what is cleared in a model. */
export function clearedInService(cleared: Cleared, name: string): Cleared | undefined {
  return cleared.below.get('services')?.below.get(name);
}
