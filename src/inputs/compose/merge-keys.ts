// The `<<` key of YAML: entries taken over from other mappings.
import type { Location } from '../../model/location.ts';
import { placesOf, withRelated } from './build-node.ts';
import type { Entry, Node } from './node.ts';
import { refuse } from './refusal.ts';
import type { TagMark } from './tags.ts';

export interface MergeSource {
  /** Where the `<<` stands. */
  readonly key: Location;
  readonly node: Node;
}

/** Adds the entries that `<<` brings: own keys win, then those of earlier sources. */
export function applyMerges(entries: Map<string, Entry>, merge: MergeSource, marks: Map<Node, TagMark>): void {
  const sources = merge.node.kind === 'list' ? merge.node.items : [merge.node];
  for (const source of sources) {
    if (source.kind !== 'map')
      refuse('map merge requires map or sequence of maps as the value of `<<`', source.origin.at);
    for (const [key, entry] of source.entries) {
      if (entries.has(key)) continue;
      const node = withRelated(entry.node, placesOf(source).slice(0, 1));
      const mark = marks.get(entry.node);
      if (mark !== undefined) marks.set(node, mark);
      entries.set(key, { key: entry.key, node });
    }
  }
}
