// Turns offsets in a text into lines and columns.
import type { Location } from '../model/location.ts';

/** Answers a function from offsets (end exclusive) to a location in `file`. */
export function placeFinder(file: string, text: string): (start: number, end: number) => Location {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const find = (offset: number): { line: number; column: number } => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  return (start, end) => {
    const from = find(start);
    const to = find(end);
    return { file, startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  };
}
