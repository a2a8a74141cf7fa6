// Which files dpkg gave to which package: the lists of files, and the files that one package moved out of the way of another's.

const NEWLINE = 0x0a;
const SLASH = 0x2f;
const DOT = 0x2e;

/** Tells where in the bytes of a list of files each path, relative to the root, begins and ends. */
export function walkDpkgList(list: Uint8Array, onPath: (from: number, to: number) => void): void {
  for (let start = 0; start < list.length; ) {
    const newline = list.indexOf(NEWLINE, start);
    const end = newline < 0 ? list.length : newline;
    const length = end - start;
    const isRoot = length === 1 || (length === 2 && list[start + 1] === DOT);
    if (list[start] === SLASH && !isRoot) onPath(start + 1, end);
    start = end + 1;
  }
}

/** Paths of a list of checksums: the checksum, two blanks, the path relative to the root. */
export function parseMd5Sums(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const path = /^[0-9a-f]{32} [ *](.+)$/.exec(line)?.[1];
    return path === undefined ? [] : [path];
  });
}

/** A file of a package that lies elsewhere, because `by` has one of the same name. */
export interface Diversion {
  readonly to: string;
  /** Empty where the administrator asked for it. */
  readonly by: string;
}

/** The diversions by the path that is diverted: three lines each, path, new path, and package or `:`. */
export function parseDiversions(text: string): ReadonlyMap<string, Diversion> {
  const lines = text.split('\n');
  const diversions = new Map<string, Diversion>();
  for (let at = 0; at + 2 < lines.length; at += 3) {
    const [from = '', to = '', by = ''] = lines.slice(at, at + 3);
    if (from.startsWith('/') && to.startsWith('/'))
      diversions.set(from.slice(1), { to: to.slice(1), by: by === ':' ? '' : by });
  }
  return diversions;
}
