// Reads scanned files within limits and remembers their texts, so that reports can quote lines.
import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { InputError, LimitError } from '../model/errors.ts';

/** Largest text file read, in bytes. */
export const MAX_TEXT_BYTES = 5 * 1024 * 1024;

export interface SourceFiles {
  /** Reads a text file (UTF-8, a BOM is dropped). Throws InputError or LimitError naming the file. */
  read(path: string): string;
  /** Reads it, or answers `undefined` when there is no such file. */
  readIfPresent(path: string): string | undefined;
  exists(path: string): boolean;
  /** The absolute path; one that leads out through a symlink is refused as by `read`. */
  resolve(path: string): string;
  isDirectory(path: string): boolean;
  /** The path as shown to people and used in locations. */
  label(path: string): string;
  /** Remembers a text that is no file, such as a command line, under a label. */
  remember(label: string, text: string): void;
  /** Every text read so far, by label. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface SourceRoot {
  /** Directory that no symlink may lead out of; `cwd` when absent. */
  readonly root?: string;
  /** Whoever wrote the paths is not trusted: none may lie outside of the root either. */
  readonly confined?: boolean;
}

/** Files below and around `cwd`. A symlink that leads out of the root is refused; a path that was written may lie anywhere unless it is confined. */
export function sourceFiles(cwd: string, { root = cwd, confined = false }: SourceRoot = {}): SourceFiles {
  const texts = new Map<string, string>();
  const top = resolve(root);
  const refuseEscape = escapeCheck(top, confined);
  const maySee = (path: string): boolean => !confined || isBelow(resolve(cwd, path), top);
  const exists = (path: string): boolean => maySee(path) && existsSync(resolve(cwd, path));
  const labels = new Map<string, string>();
  const label = (path: string): string => {
    const known = labels.get(path);
    if (known !== undefined) return known;
    const absolute = resolve(cwd, path);
    const short = relative(cwd, absolute);
    const native = short === '' ? '.' : short.startsWith('..') || isAbsolute(short) ? absolute : short;
    const shown = sep === '/' ? native : native.split(sep).join('/');
    labels.set(path, shown);
    return shown;
  };
  const read = (path: string): string => {
    const absolute = resolve(cwd, path);
    const shown = label(path);
    // A file is read once, so that everything said of it is about one text.
    const known = texts.get(shown);
    if (known !== undefined) return known;
    const text = decode(readBytes(absolute, shown), shown);
    texts.set(shown, text);
    return text;
  };
  const readBytes = (absolute: string, shown: string): Buffer => {
    try {
      // Before it is looked at: whether there is such a file is nobody's business either.
      refuseEscape(absolute, shown, false);
      const entry = lstatSync(absolute);
      if (entry.isSymbolicLink()) refuseEscape(absolute, shown, true);
      const stat = entry.isSymbolicLink() ? statSync(absolute) : entry;
      if (stat.isDirectory()) throw new InputError(`${shown} is a directory, not a file`);
      if (!stat.isFile()) throw new InputError(`${shown} is not a regular file`);
      if (stat.size > MAX_TEXT_BYTES)
        throw new LimitError(`${shown} is larger than the limit of ${MAX_TEXT_BYTES} bytes for a text file`);
      return readFileSync(absolute);
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw new InputError(`${shown}: ${explain(error)}`, undefined, { cause: error });
    }
  };
  return {
    read,
    readIfPresent: (path) => (exists(path) ? read(path) : undefined),
    exists,
    isDirectory: (path) => maySee(path) && isDirectory(resolve(cwd, path)),
    resolve(path) {
      const absolute = resolve(cwd, path);
      // Only whoever calls the tool names such a path, so it may lie anywhere.
      const isLink = lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink() === true;
      if (isBelow(absolute, top)) refuseEscape(absolute, label(path), isLink);
      return absolute;
    },
    label,
    remember: (name, text) => void texts.set(name, text),
    texts,
  };
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Buffer, shown: string): string {
  try {
    return UTF_8.decode(bytes);
  } catch {
    throw new InputError(`${shown} is not valid UTF-8 text`);
  }
}

/** Makes the check that a path below `root` does not leave it through a link. Folders are looked up once: most files share theirs. */
function escapeCheck(root: string, confined: boolean): (absolute: string, shown: string, isLink: boolean) => void {
  const realRoot = real(root) ?? root;
  const folders = new Map<string, string | undefined>();
  const realFolder = (folder: string): string | undefined => {
    if (!folders.has(folder)) folders.set(folder, real(folder));
    return folders.get(folder);
  };
  return (absolute, shown, isLink) => {
    if (!isBelow(absolute, root)) {
      if (!confined) return;
      throw new InputError(`${shown} lies outside of the scanned tree; paths that lead there are not followed here`);
    }
    const target = isLink ? real(absolute) : realFolder(dirname(absolute));
    // The root itself may be named; then it is its parent folder that was looked up.
    if (target === undefined || absolute === root || isBelow(target, realRoot)) return;
    throw new InputError(
      `${shown} is a symbolic link that leads out of the scanned tree, to ${target}; it is not followed`,
    );
  };
}

function isBelow(path: string, top: string): boolean {
  return path === top || path.startsWith(top.endsWith(sep) ? top : top + sep);
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

function explain(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EACCES') return 'permission denied';
  return error instanceof Error ? error.message : String(error);
}
