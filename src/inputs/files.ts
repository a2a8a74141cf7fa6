// Reads scanned files within limits and remembers their texts, so that reports can quote lines.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { InputError, LimitError } from '../model/errors.ts';

/** Largest text file read, in bytes. */
export const MAX_TEXT_BYTES = 5 * 1024 * 1024;

export interface SourceFiles {
  /** Reads a text file (UTF-8, a BOM is dropped). Throws InputError or LimitError naming the file. */
  read(path: string): string;
  /** Reads it, or answers `undefined` when there is no such file. */
  readIfPresent(path: string): string | undefined;
  exists(path: string): boolean;
  /** The path as shown to people and used in locations. */
  label(path: string): string;
  /** Remembers a text that is no file, such as a command line, under a label. */
  remember(label: string, text: string): void;
  /** Every text read so far, by label. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Files below and around `cwd`. A symlink that leads out of `root` is refused; a path that the user wrote may lie anywhere. */
export function sourceFiles(cwd: string, root: string = cwd): SourceFiles {
  const texts = new Map<string, string>();
  const realRoot = real(root) ?? root;
  const label = (path: string): string => {
    const absolute = resolve(cwd, path);
    const short = relative(cwd, absolute);
    const shown = short === '' ? '.' : short.startsWith('..') || isAbsolute(short) ? absolute : short;
    return shown.split(sep).join('/');
  };
  const read = (path: string): string => {
    const absolute = resolve(cwd, path);
    const shown = label(path);
    refuseEscape(absolute, shown, resolve(root), realRoot);
    let bytes: Buffer;
    try {
      const stat = statSync(absolute);
      if (stat.isDirectory()) throw new InputError(`${shown} is a directory, not a file`);
      if (!stat.isFile()) throw new InputError(`${shown} is not a regular file`);
      if (stat.size > MAX_TEXT_BYTES)
        throw new LimitError(`${shown} is larger than the limit of ${MAX_TEXT_BYTES} bytes for a text file`);
      bytes = readFileSync(absolute);
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw new InputError(`${shown}: ${explain(error)}`, undefined, { cause: error });
    }
    const text = decode(bytes, shown);
    texts.set(shown, text);
    return text;
  };
  return {
    read,
    readIfPresent: (path) => (exists(resolve(cwd, path)) ? read(path) : undefined),
    exists: (path) => exists(resolve(cwd, path)),
    label,
    remember: (name, text) => void texts.set(name, text),
    texts,
  };
}

function decode(bytes: Buffer, shown: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${shown} is not valid UTF-8 text`);
  }
}

function refuseEscape(absolute: string, shown: string, root: string, realRoot: string): void {
  const inside = absolute === root || absolute.startsWith(root.endsWith(sep) ? root : root + sep);
  if (!inside) return;
  const target = real(absolute);
  if (
    target === undefined ||
    target === realRoot ||
    target.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)
  )
    return;
  throw new InputError(
    `${shown} is a symbolic link that leads out of the scanned tree, to ${target}; it is not followed`,
  );
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function exists(path: string): boolean {
  try {
    statSync(path);
    return true;
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
