// Finds paths in many lists of paths: an index over the bytes of the lists, for few of the hundred thousand lines are ever asked for.
import { Column } from '../layers/column.ts';
import { NameIndex } from '../layers/name-index.ts';

/** Far more than any image that is of use has; what follows is not indexed. */
const MOST_LINES = 5_000_000;

/** Lines of lists, numbered through all lists from 0. */
export interface ListedPaths {
  /** The last line that is this path and whose list is accepted; -1 for none. */
  find(path: string, accepts: (list: number) => boolean): number;
  /** The number of the list in which a line stands. */
  listOf(line: number): number;
}

/** Indexes lists. `walk` tells where in the bytes of a list each of its paths begins and ends. */
export function indexLists(
  lists: readonly Uint8Array[],
  walk: (list: Uint8Array, onPath: (from: number, to: number) => void) => void,
): ListedPaths {
  const index = new NameIndex();
  const listOf = new Column(4);
  const starts = new Column(4);
  const ends = new Column(4);
  for (const [number, list] of lists.entries())
    walk(list, (from, to) => {
      if (listOf.length >= MOST_LINES) return;
      index.add(index.hash(0, list, from, to));
      listOf.push(number);
      starts.push(from);
      ends.push(to);
    });

  const holds = (line: number, path: Uint8Array): boolean => {
    const start = starts.get(line);
    const list = lists[listOf.get(line)];
    if (list === undefined || ends.get(line) - start !== path.length) return false;
    for (let at = 0; at < path.length; at += 1) if (list[start + at] !== path[at]) return false;
    return true;
  };

  return {
    listOf: (line) => listOf.get(line),
    find(path, accepts) {
      const bytes = Buffer.from(path);
      for (let line = index.first(index.hash(0, bytes)); line >= 0; line = index.next(line))
        if (holds(line, bytes) && accepts(listOf.get(line))) return line;
      return -1;
    },
  };
}
