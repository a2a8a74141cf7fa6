// The files of an example, held in memory: nothing on the disk can take part in it.
import { posix } from 'node:path';
import type { SourceFiles } from './inputs/files.ts';
import { InputError } from './model/errors.ts';

/** Directory in which every example pretends to lie. */
export const EXAMPLE_DIRECTORY = '/example';

/** Files by their path relative to the example. */
export function exampleFiles(files: ReadonlyMap<string, string>): SourceFiles {
  const texts = new Map<string, string>();
  const label = (path: string): string => {
    const short = posix.relative(EXAMPLE_DIRECTORY, posix.resolve(EXAMPLE_DIRECTORY, path));
    return short === '' ? '.' : short;
  };
  const readIfPresent = (path: string): string | undefined => {
    const shown = label(path);
    const text = files.get(shown);
    if (text !== undefined) texts.set(shown, text);
    return text;
  };
  const isDirectory = (path: string): boolean => {
    const shown = label(path);
    return shown === '.' || [...files.keys()].some((known) => known.startsWith(`${shown}/`));
  };
  return {
    read(path) {
      const text = readIfPresent(path);
      if (text === undefined) throw new InputError(`${label(path)}: no such file in the example`);
      return text;
    },
    readIfPresent,
    exists: (path) => files.has(label(path)) || isDirectory(path),
    isDirectory,
    resolve: (path) => posix.resolve(EXAMPLE_DIRECTORY, path),
    label,
    remember: (name, text) => void texts.set(name, text),
    texts,
  };
}
