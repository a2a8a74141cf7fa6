// Where the programs that copy and move put each of their sources.
import type { Layer } from './unwrap.ts';
import { baseName, type Word } from './word.ts';

/** The destination of each source of `cp`, `mv`, `ln` and `install`. */
export function destinationsOf({
  reading,
}: Layer): { readonly path: string; readonly source: string; readonly word: Word }[] {
  const { options, operands } = reading;
  const directory = options.findLast(({ name }) => name === '--target-directory');
  const last = operands.at(-1);
  if (directory?.valueWord !== undefined) {
    const { valueWord, value } = directory;
    return operands.map((word) => ({ path: `${value}/${baseName(word.text)}`, source: word.text, word: valueWord }));
  }
  if (last === undefined || operands.length < 2) return [];
  const sources = operands.slice(0, -1);
  const into = last.text.endsWith('/') || sources.length > 1;
  return sources.map(({ text }) => ({
    path: into ? `${last.text}/${baseName(text)}` : last.text,
    source: text,
    word: last,
  }));
}
