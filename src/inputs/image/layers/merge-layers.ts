// Merges the layers of an image into the file system that a container of it would see.
import type { ImageTree, LayerFacts } from '../../../model/layer.ts';
import { problemList } from '../../../parse/tar/problems.ts';
import { applyLayer } from './apply-layer.ts';
import { MergedTree } from './image-tree.ts';
import { packedTable } from './table-builder.ts';
import { TreeNodes } from './tree-nodes.ts';
import { TreeWalker } from './tree-walk.ts';

/** Merges layers, the lowest first. The problems of the tree are those of the layers and those of the merging. */
export function mergeLayers(layers: readonly LayerFacts[]): ImageTree {
  const nodes = new TreeNodes(layers.map(({ entries }) => packedTable(entries)));
  const walker = new TreeWalker(nodes);
  const problems = problemList();
  for (const [layer, facts] of layers.entries()) {
    for (const problem of facts.problems) problems.add(`layer ${layer}: ${problem}`);
    applyLayer(nodes, walker, layer, facts, problems);
  }
  return new MergedTree(layers, nodes, walker, problems.list());
}

/** What stands for a layer whose bytes are not at hand. */
export function absentLayer(diffId: string): LayerFacts {
  return {
    diffId,
    bytes: 0,
    entries: packedTable({ length: 0, at: noEntry, pathAt: noEntry }),
    whiteouts: [],
    opaques: [],
    contents: new Map(),
    facts: [],
    problems: [],
  };
}

function noEntry(): never {
  throw new RangeError('the layer has no entries');
}
