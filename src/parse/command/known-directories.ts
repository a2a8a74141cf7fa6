// Tells whether the operands of chmod are known to be directories.
import type { Unit } from './scope.ts';
import { cleanPath, type Word } from './word.ts';

/** The directories that each unit can rely on: made before it in the same list. */
export function madeDirectories({ layer }: Unit): string[] {
  if (layer === undefined || layer.wraps) return [];
  const { program, reading } = layer;
  const makes =
    program === 'mkdir' || (program === 'install' && reading.options.some(({ name }) => name === '--directory'));
  return makes ? reading.operands.map(({ text }) => cleanPath(text)) : [];
}

/** Tells whether every operand of a chmod is a directory: by a trailing slash, by `find -type d`, or because it was made before. */
export function isOnDirectories({ layer }: Unit, made: ReadonlySet<string>): boolean {
  if (layer?.program !== 'chmod') return false;
  const operands = layer.reading.operands.slice(1);
  return operands.length > 0 && operands.every((word) => isDirectory(word, layer.onDirectories, made));
}

function isDirectory({ text }: Word, onDirectories: boolean, made: ReadonlySet<string>): boolean {
  return /(?:^|\/)\.{0,2}$/.test(text) || (onDirectories && text === '{}') || made.has(cleanPath(text));
}
