// Turns offsets in a text into lines and columns.
import type { Location } from '../model/location.ts';

/** The offsets at which the lines of a text begin. */
export function findLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The line and the column of an offset, both from 1. */
export function positionAt(
  starts: readonly number[],
  offset: number,
): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** Answers a function from offsets (end exclusive) to a location in `file`. */
export function placeFinder(file: string, text: string): (start: number, end: number) => Location {
  const starts = findLines(text);
  return (start, end) => {
    const from = positionAt(starts, start);
    const to = positionAt(starts, end);
    return { file, startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  };
}
