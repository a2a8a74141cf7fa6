// Searches a directory for files, in a fixed order, without following links.
import { type Dirent, readdirSync, realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { InputError, LimitError } from '../model/errors.ts';

/** Most entries visited in one search. */
export const MAX_ENTRIES = 200_000;
/** Deepest directory searched. */
export const MAX_DIRECTORY_DEPTH = 64;

const SKIPPED = new Set(['.git', 'node_modules']);

export interface SearchOptions {
  /** Told of each directory that may not be read; without it such a directory ends the search. */
  readonly onUnreadable?: (directory: string, reason: string) => void;
  /** Told of each symbolic link, and of where below the directory it leads, if it does. */
  readonly onLink?: (path: string, target: string | undefined) => void;
  readonly maxEntries?: number;
  readonly maxDepth?: number;
}

interface Place {
  readonly path: string;
  readonly depth: number;
}

/** Every regular file below a directory, as a path relative to `cwd` with `/`, sorted. Throws LimitError past a limit. */
export function discover(cwd: string, directory: string, options: SearchOptions = {}): string[] {
  const { maxEntries = MAX_ENTRIES, maxDepth = MAX_DIRECTORY_DEPTH } = options;
  const start = resolve(cwd, directory);
  const show = (path: string) => (relative(cwd, path) || '.').split(sep).join('/');
  const open: Place[] = [{ path: start, depth: 0 }];
  const found: string[] = [];
  let visited = 0;
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const entries = readEntries(place.path, show(place.path), options);
    visited += entries.length;
    if (visited > maxEntries)
      throw new LimitError(`${show(start)} holds more than the limit of ${maxEntries} files; name a smaller directory`);
    for (const entry of entries) {
      const path = join(place.path, entry.name);
      if (entry.isFile()) found.push(show(path));
      if (entry.isSymbolicLink()) options.onLink?.(show(path), followLink(path, start, show));
      if (!entry.isDirectory() || SKIPPED.has(entry.name)) continue;
      if (place.depth >= maxDepth)
        throw new LimitError(`${show(path)} lies deeper than the limit of ${maxDepth} directories; name it directly`);
      open.push({ path, depth: place.depth + 1 });
    }
  }
  return found.sort();
}

function followLink(path: string, start: string, show: (path: string) => string): string | undefined {
  try {
    const below = relative(realpathSync(start), realpathSync(path));
    return below.startsWith('..') ? undefined : show(join(start, below));
  } catch {
    // It leads nowhere, or in a circle.
    return undefined;
  }
}

function readEntries(path: string, shown: string, { onUnreadable }: SearchOptions): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'ENOENT') throw error;
    const reason = code === 'ENOENT' ? 'no such directory' : 'permission denied';
    if (onUnreadable === undefined) throw new InputError(`${shown}: ${reason}`, undefined, { cause: error });
    onUnreadable(shown, reason);
    return [];
  }
}
