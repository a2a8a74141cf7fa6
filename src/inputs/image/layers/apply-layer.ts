// Applies one layer to the tree of those below it, as an engine that unpacks it would: first what it removes, then its entries in their order.
import type { LayerFacts } from '../../../model/layer.ts';
import { type Problems, quoteName } from '../../../parse/tar/problems.ts';
import type { PackedTable } from './entry-table.ts';
import { NONE, type TreeNodes } from './tree-nodes.ts';
import { splitPath, type TreeWalker } from './tree-walk.ts';

/** Setuid, setgid and sticky. */
export const SPECIAL_BITS = 0o7000;

/** Applies layer number `layer`, whose table the nodes know, and says what was odd. */
export function applyLayer(
  nodes: TreeNodes,
  walker: TreeWalker,
  layer: number,
  facts: LayerFacts,
  problems: Problems,
): void {
  const table = nodes.tables[layer];
  if (table === undefined) return;
  removeBelow(nodes, walker, layer, facts, table);
  const parentOf = parentFinder(nodes, walker, layer, table, problems);
  for (let index = 0; index < table.length; index += 1) {
    const parent = parentOf(index);
    if (parent === NONE)
      problems.add(`${quoteName(table.pathAt(index))} of layer ${layer} lies beyond links that lead in a circle`);
    else applyEntry(nodes, walker, { table, layer, index, parent, problems });
  }
}

/** Takes away what the layer removes from those below. Its own entries are not there yet, so they survive whatever their place in the tar. */
function removeBelow(nodes: TreeNodes, walker: TreeWalker, layer: number, facts: LayerFacts, table: PackedTable): void {
  const followed = new Map<string, number>();
  const targets: { readonly node: number; readonly opaque: boolean; readonly links: readonly number[] }[] = [];
  const find = (path: string, opaque: boolean): void => {
    const links: number[] = [];
    const onLink = (node: number): void => void links.push(node);
    const node = opaque
      ? walker.directory(splitPath(Buffer.from(path)), { layer, onLink })
      : walker.at(path, { layer, onLink });
    for (const link of links) followed.set(nodes.pathOf(link), link);
    if (node !== NONE) targets.push({ node, opaque, links });
  };
  for (const path of facts.whiteouts) if (path !== '') find(path, false);
  for (const path of facts.opaques) find(path, true);
  // A link that the layer itself replaces leads nowhere in it: what lies behind stays.
  const replaced = new Set<number>();
  if (followed.size > 0)
    for (let index = 0; index < table.length; index += 1) {
      const link = followed.get(table.pathAt(index));
      if (link !== undefined) replaced.add(link);
    }
  for (const { node, opaque, links } of targets) {
    if (!nodes.isAlive(node, layer) || links.some((link) => replaced.has(link))) continue;
    if (opaque) nodes.renew(node, layer);
    else nodes.remove(node, layer);
  }
}

/** Finds the directory of an entry, made where it is missing. */
function parentFinder(
  nodes: TreeNodes,
  walker: TreeWalker,
  layer: number,
  table: PackedTable,
  problems: Problems,
): (index: number) => number {
  const { dir: dirs, dirParent, dirName, names } = table.parts;
  // Where each directory of the table lies in the tree, good while nothing that paths lead through goes away.
  const known = new Int32Array(dirParent.length).fill(NONE);
  const asOf = new Uint32Array(dirParent.length);
  const make = (parent: number, name: Uint8Array, child: number): number => {
    if (child !== NONE) {
      nodes.remove(child, layer);
      problems.add(`${quoteName(nodes.pathOf(child))} is no directory, and layer ${layer} has files below it`);
    }
    return nodes.addImplied(parent, layer, name);
  };
  return (index) => {
    const path: number[] = [];
    let dir = dirs.get(index);
    while (dir > 0 && (known[dir] === NONE || asOf[dir] !== nodes.version)) {
      path.push(dir);
      dir = table.dirParent(dir);
    }
    let node = dir === 0 ? nodes.root(layer) : (known[dir] ?? NONE);
    for (let below = path.pop(); below !== undefined && node !== NONE; below = path.pop()) {
      node = walker.directory([names.bytesAt(dirName.get(below))], { layer, from: node, make });
      known[below] = node;
      asOf[below] = nodes.version;
    }
    return node;
  };
}

interface Placed {
  readonly table: PackedTable;
  readonly layer: number;
  readonly index: number;
  readonly parent: number;
  readonly problems: Problems;
}

function applyEntry(nodes: TreeNodes, walker: TreeWalker, placed: Placed): void {
  const { table, layer, index, parent, problems } = placed;
  const name = table.parts.names.bytesAt(table.parts.name.get(index));
  const type = table.typeAt(index);
  if (name.length === 0) {
    nodes.setEntry(parent, layer, index);
    return;
  }
  const former = nodes.child(parent, name, layer);
  const formerType = former === NONE ? undefined : nodes.typeOf(former);
  if (type === 'directory' && formerType === 'directory') {
    nodes.setEntry(former, layer, index);
    return;
  }
  // Looked up before the former entry goes: both may be the same file.
  const target = type === 'hardlink' ? linkTarget(nodes, walker, placed) : NONE;
  if (target !== NONE && target === former) return;
  if (former !== NONE && nodes.entryOf(former).layer === layer && !nodes.isImplied(former))
    problems.add(`${quoteName(table.pathAt(index))} is more than once in layer ${layer}; the last one counts`);
  let node = former;
  if (former !== NONE && nodes.born(former) === layer && formerType !== 'directory')
    nodes.setEntry(former, layer, index);
  else {
    if (former !== NONE) nodes.remove(former, layer);
    node = nodes.addEntry(parent, layer, index, name);
  }
  if (target !== NONE) nodes.share(node, target);
}

function linkTarget(nodes: TreeNodes, walker: TreeWalker, { table, layer, index, problems }: Placed): number {
  const entry = table.at(index);
  const target = walker.at(entry.linkName, { layer });
  if (target === NONE || nodes.typeOf(target) === 'directory') {
    problems.add(
      `${quoteName(entry.path)} of layer ${layer} is a hard link to ${quoteName(entry.linkName)}, which is no file there`,
    );
    return NONE;
  }
  const content = nodes.contentOf(target);
  const added = entry.mode & SPECIAL_BITS & ~(nodes.tables[content.layer]?.modeAt(content.index) ?? 0);
  if (added !== 0)
    problems.add(`${quoteName(entry.path)} of layer ${layer} is a hard link that adds mode bits to its target`);
  return target;
}
