// A table keyed by places in the model, such as `services.*.ports[].target`, walked along with the tree.
import { mapEntries, mapItems } from './build-node.ts';
import type { Node } from './node.ts';

export interface PathTable<T> {
  readonly value: T | undefined;
  readonly named: ReadonlyMap<string, PathTable<T>>;
  /** What `*` stands for: any key that is not named. */
  readonly any: PathTable<T> | undefined;
  /** The items of a list. */
  readonly items: PathTable<T> | undefined;
}

interface Draft<T> {
  value: T | undefined;
  named: Map<string, Draft<T>>;
  any: Draft<T> | undefined;
  items: Draft<T> | undefined;
}

/** Builds a table from paths written with dots; `*` is any key, `[]` the items of a list, `{a,b}` a choice of keys. */
export function pathTable<T>(rows: Iterable<readonly [path: string, value: T]>): PathTable<T> {
  const root = draft<T>();
  for (const [path, value] of rows) {
    let ends = [root];
    for (const segment of path.replaceAll('[]', '.[]').split('.')) {
      const keys = choices(segment);
      ends = ends.flatMap((end) => keys.map((key) => descend(end, key)));
    }
    for (const end of ends) end.value = value;
  }
  return root;
}

/** Rewrites every value that has a row in the table, from the leaves up. Gives the same node back when nothing changes. */
export function rewrite<T>(
  node: Node,
  table: PathTable<T>,
  change: (node: Node, value: T, path: string) => Node,
  path = '',
): Node {
  const inner = rewriteChildren(node, table, change, path);
  return table.value === undefined ? inner : change(inner, table.value, path);
}

function rewriteChildren<T>(
  node: Node,
  table: PathTable<T>,
  change: (node: Node, value: T, path: string) => Node,
  path: string,
): Node {
  if (node.kind === 'list') {
    const items = table.items;
    return items === undefined
      ? node
      : mapItems(node, (item, index) => rewrite(item, items, change, `${path}[${index}]`));
  }
  if (node.kind !== 'map' || (table.any === undefined && table.named.size === 0)) return node;
  return mapEntries(node, (child, key) => {
    const below = table.named.get(key) ?? table.any;
    if (below === undefined || (child.kind === 'scalar' && below.value === undefined)) return child;
    return rewrite(child, below, change, joinKey(path, key));
  });
}

/** The path of a key below a path, as people write it. */
export function joinKey(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function draft<T>(): Draft<T> {
  return { value: undefined, named: new Map(), any: undefined, items: undefined };
}

function choices(segment: string): string[] {
  return segment.startsWith('{') ? segment.slice(1, -1).split(',') : [segment];
}

function descend<T>(at: Draft<T>, key: string): Draft<T> {
  if (key === '*') {
    at.any ??= draft();
    return at.any;
  }
  if (key === '[]') {
    at.items ??= draft();
    return at.items;
  }
  const known = at.named.get(key) ?? draft<T>();
  at.named.set(key, known);
  return known;
}
