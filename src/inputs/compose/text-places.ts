// Offsets into a text as lines and columns.
import type { Location } from '../../model/location.ts';

/** The place of a range of a text, without the white space at its end. */
export type PlaceOf = (start: number, end: number) => Location;

/** Prepares the lines of a text for looking up places. */
export function placeFinder(text: string, file: string): PlaceOf {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const holds = (line: number, offset: number): boolean =>
    (starts[line] ?? Number.POSITIVE_INFINITY) <= offset && offset < (starts[line + 1] ?? Number.POSITIVE_INFINITY);
  // Places are asked for in the order of the text, so that the line is mostly that of the place before or the next.
  let near = 0;
  const lineOf = (offset: number): number => {
    if (!holds(near, offset)) near = holds(near + 1, offset) ? near + 1 : searchLine(starts, offset);
    return near;
  };
  return (start, end) => {
    let last = Math.min(Math.max(start, end), text.length);
    while (last > start && isSpace(text.charCodeAt(last - 1))) last -= 1;
    const from = lineOf(start);
    const to = holds(from, last) ? from : searchLine(starts, last);
    return {
      file,
      startLine: from + 1,
      startColumn: start - (starts[from] ?? 0) + 1,
      endLine: to + 1,
      endColumn: last - (starts[to] ?? 0) + 1,
    };
  };
}

/** Tells white space as `\s` does, mostly without a pattern. */
function isSpace(code: number): boolean {
  return code <= 0x7f ? code === 0x20 || (code >= 0x09 && code <= 0x0d) : /\s/.test(String.fromCharCode(code));
}

function searchLine(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
