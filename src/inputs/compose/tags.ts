// The tags `!reset` and `!override`: taken out of a document, and applied to what other files built.
import type { Entry, MapNode, Node } from './node.ts';

export type TagMark = 'reset' | 'override';

export interface ReadDocument {
  /** The document without what `!reset` dropped. */
  readonly root: Node;
  /** Paths at which whatever came before is deleted. */
  readonly cleared: readonly (readonly string[])[];
}

/** Drops values tagged `!reset` and records the paths of both tags. */
export function stripTags(root: Node, marks: ReadonlyMap<Node, TagMark>): ReadDocument {
  if (marks.size === 0) return { root, cleared: [] };
  const cleared: (readonly string[])[] = [];
  return { root: strip(root, [], marks, cleared), cleared };
}

function strip(
  node: Node,
  path: readonly string[],
  marks: ReadonlyMap<Node, TagMark>,
  cleared: (readonly string[])[],
): Node {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'list') {
    const kept = node.items.filter((item) => marks.get(item) !== 'reset');
    return { ...node, items: kept.map((item, index) => strip(item, [...path, String(index)], marks, cleared)) };
  }
  const entries = new Map<string, Entry>();
  for (const [key, entry] of node.entries) {
    const below = [...path, key];
    const mark = marks.get(entry.node);
    if (mark !== undefined) cleared.push(below);
    if (mark !== 'reset') entries.set(key, { key: entry.key, node: strip(entry.node, below, marks, cleared) });
  }
  return { ...node, entries };
}

/** Deletes what stands at the given paths; only keys of mappings can be deleted. */
export function clearPaths(model: MapNode, cleared: readonly (readonly string[])[]): MapNode {
  return cleared.reduce<MapNode>((at, path) => clearPath(at, path), model);
}

function clearPath(map: MapNode, path: readonly string[]): MapNode {
  const [key, ...below] = path;
  const entry = key === undefined ? undefined : map.entries.get(key);
  if (key === undefined || entry === undefined) return map;
  const entries = new Map(map.entries);
  if (below.length === 0) entries.delete(key);
  else if (entry.node.kind === 'map') entries.set(key, { key: entry.key, node: clearPath(entry.node, below) });
  return { ...map, entries };
}
