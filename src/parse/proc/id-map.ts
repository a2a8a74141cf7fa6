// `/proc/PID/uid_map` and `gid_map`: how the ids of a user namespace appear to the reader.

/** `length` ids from `inside` on are `outside` and the following. */
export interface IdRange {
  readonly inside: number;
  readonly outside: number;
  readonly length: number;
}

/** Reads the ranges. */
export function parseIdMap(text: string): readonly IdRange[] {
  return text.split('\n').flatMap((line): IdRange[] => {
    const match = /^\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*$/.exec(line);
    return match === null ? [] : [{ inside: Number(match[1]), outside: Number(match[2]), length: Number(match[3]) }];
  });
}

/** What an id of the namespace is to the reader; undefined where it is nobody. */
export function idOutside(map: readonly IdRange[], id: number): number | undefined {
  const range = map.find(({ inside, length }) => id >= inside && id < inside + length);
  return range === undefined ? undefined : range.outside + (id - range.inside);
}
