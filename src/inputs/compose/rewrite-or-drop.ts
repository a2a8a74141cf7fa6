// Rewrites a model by a table in which a row may also drop the value.
import { makeList, makeMap } from './build-node.ts';
import type { Entry, ListNode, MapNode, Node } from './node.ts';
import { joinKey, type PathTable } from './path-table.ts';

type Change = (node: Node, path: string) => Node | undefined;

/** Applies the rows of the table; a value for which a row gives nothing is left out. Null values stay as they are. */
export function rewriteOrDrop(model: MapNode, table: PathTable<Change>): MapNode {
  const result = walk(model, table, '');
  return result?.kind === 'map' ? result : model;
}

function walk(node: Node, table: PathTable<Change>, path: string): Node | undefined {
  const inner = walkChildren(node, table, path);
  if (table.value === undefined || (inner.kind === 'scalar' && inner.value === null)) return inner;
  return table.value(inner, path);
}

function walkChildren(node: Node, table: PathTable<Change>, path: string): Node {
  if (node.kind === 'list') {
    const rows = table.items;
    if (rows === undefined) return node;
    return changeItems(node, (item, index) => walk(item, rows, `${path}[${index}]`));
  }
  if (node.kind !== 'map' || (table.any === undefined && table.named.size === 0)) return node;
  let entries: Map<string, Entry> | undefined;
  for (const [key, entry] of node.entries) {
    const rows = table.named.get(key) ?? table.any;
    const changed = rows === undefined ? entry.node : walk(entry.node, rows, joinKey(path, key));
    if (changed === entry.node) continue;
    entries ??= new Map(node.entries);
    if (changed === undefined) entries.delete(key);
    else entries.set(key, { key: entry.key, node: changed });
  }
  return entries === undefined ? node : makeMap(entries, node.origin);
}

/** Leaves out the items for which the change gives nothing; gives the same list back when nothing changes. */
function changeItems(list: ListNode, change: (item: Node, index: number) => Node | undefined): ListNode {
  const changed = list.items.map(change);
  if (changed.every((item, index) => item === list.items[index])) return list;
  return makeList(
    changed.filter((item) => item !== undefined),
    list.origin,
  );
}
