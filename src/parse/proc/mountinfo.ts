// `/proc/PID/mountinfo`: what is mounted where, and how.

export interface MountEntry {
  /** Directory of the file system that is its root here. */
  readonly root: string;
  readonly point: string;
  /** Options of the mount: `ro`, `nosuid`, ... */
  readonly options: readonly string[];
  readonly fileSystem: string;
  readonly source: string;
  /** Options of the file system: `ro`, `size=16384k`, ... */
  readonly superOptions: readonly string[];
}

/** Reads the mounts in their order: of two on one place the later one covers the earlier. Lines of another shape are left out. */
export function parseMountinfo(text: string): readonly MountEntry[] {
  return text.split('\n').flatMap((line): MountEntry[] => {
    const words = line.split(' ');
    const dash = words.indexOf('-', 6);
    const [, , , root, point, options] = words;
    const [fileSystem, source, superOptions] = dash === -1 ? [] : words.slice(dash + 1);
    if (root === undefined || point === undefined || options === undefined) return [];
    if (fileSystem === undefined || source === undefined) return [];
    return [
      {
        root: unescapeOctal(root),
        point: unescapeOctal(point),
        options: options.split(','),
        fileSystem,
        source: unescapeOctal(source),
        superOptions: (superOptions ?? '').split(','),
      },
    ];
  });
}

/** Nothing can be written through it: the mount or its file system is read-only. */
export function isReadOnly({ options, superOptions }: MountEntry): boolean {
  return options.includes('ro') || superOptions.includes('ro');
}

/** The mount that is seen at this place; undefined when nothing is mounted there. */
export function mountAt(mounts: readonly MountEntry[], point: string): MountEntry | undefined {
  return mounts.findLast((mount) => mount.point === point);
}

/** The kernel writes blank, tab, line end and backslash as three octal digits. */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-3][0-7]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
