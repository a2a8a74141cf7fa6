// Makes and reshapes nodes; every node is immutable, so a change is a new node.
import type { Location, Origin } from '../../model/location.ts';
import type { Absence } from '../../model/subject.ts';
import { hasHole } from '../../parse/hole.ts';
import type { Entry, ListNode, MapNode, Node, Scalar, ScalarNode } from './node.ts';

/** Most places remembered beside the one where a value stands. */
export const MAX_RELATED = 16;

/** A value with its place. */
export function makeScalar(value: Scalar, origin: Origin, hole?: Absence): ScalarNode {
  return { kind: 'scalar', value, origin, hole };
}

/** A mapping of the given entries. */
export function makeMap(entries: Map<string, Entry>, origin: Origin): MapNode {
  return { kind: 'map', entries, origin };
}

/** A list of the given items. */
export function makeList(items: readonly Node[], origin: Origin): ListNode {
  return { kind: 'list', items, origin };
}

/** A text cut out of a scalar: same place, and still a hole if the hole lies in this part. */
export function partOf(whole: ScalarNode, text: string): ScalarNode {
  const part = makeScalar(text, whole.origin, hasHole(text) ? whole.hole : undefined);
  return whole.lent === undefined ? part : { ...part, lent: whole.lent };
}

/** An entry whose key and value stand at the place of another node. */
export function entryAt(node: Node): Entry {
  return { key: node.origin.at, node };
}

/** The mapping with some keys replaced; `undefined` removes a key. Gives the same node back when nothing changes. */
export function withEntries(map: MapNode, changes: Readonly<Record<string, Node | undefined>>): MapNode {
  let entries: Map<string, Entry> | undefined;
  for (const [key, node] of Object.entries(changes)) {
    const present = map.entries.get(key);
    if (present?.node === node) continue;
    entries ??= new Map(map.entries);
    if (node === undefined) entries.delete(key);
    else entries.set(key, { key: present?.key ?? node.origin.at, node });
  }
  return entries === undefined ? map : makeMap(entries, map.origin);
}

/** The node with further places that took part in it. */
export function withRelated<T extends Node>(node: T, places: readonly Location[]): T {
  if (places.length === 0) return node;
  const related = [...(node.origin.related ?? []), ...places].slice(0, MAX_RELATED);
  return { ...node, origin: { at: node.origin.at, related } };
}

/** Every place of a node: its own, then those that took part. */
export function placesOf(node: Node): readonly Location[] {
  return [node.origin.at, ...(node.origin.related ?? [])];
}

/** The value under a key of a mapping, or nothing. */
export function childOf(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.entries.get(key)?.node : undefined;
}

/** The value below a path of keys, or nothing. */
export function nodeAt(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  let at = node;
  for (const key of path) at = childOf(at, key);
  return at;
}

/** The text of a scalar, or nothing where the node is absent, no text, or holds a hole. */
export function knownText(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' && node.hole === undefined ? node.value : undefined;
}

/** Tells whether the node is absent or null. */
export function isNull(node: Node | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

/** Applies a change to every value of a mapping; gives the same node back when nothing changes. */
export function mapEntries(map: MapNode, change: (node: Node, key: string) => Node): MapNode {
  let entries: Map<string, Entry> | undefined;
  map.entries.forEach((entry, key) => {
    const node = change(entry.node, key);
    if (node === entry.node) return;
    entries ??= new Map(map.entries);
    entries.set(key, { key: entry.key, node });
  });
  return entries === undefined ? map : makeMap(entries, map.origin);
}

/** Applies a change to every item of a list; gives the same node back when nothing changes. */
export function mapItems(list: ListNode, change: (node: Node, index: number) => Node): ListNode {
  let items: Node[] | undefined;
  list.items.forEach((item, index) => {
    const node = change(item, index);
    if (node === item) return;
    items ??= list.items.slice();
    items[index] = node;
  });
  return items === undefined ? list : makeList(items, list.origin);
}
