// Finds places inside a YAML scalar: an offset into its value becomes the line and column where that character stands in the file.
import type { Location } from '../model/location.ts';
import { mapBlock } from './embedded-block.ts';
import { mapFlow } from './embedded-flow.ts';
import { findLines, positionAt } from './text-place.ts';

/** The place of a range of a value, end exclusive. */
export type PlaceInside = (start: number, end: number) => Location;

/**
 * Makes the places inside one scalar of a file: `at` is where it stands as a whole, `value` what it was read as. A place is exact for plain,
 * quoted, literal and folded texts; where the text cannot be followed character by character, every place is that of the whole scalar.
 */
export function embeddedPlace(text: string, at: Location, value: string): PlaceInside {
  let map: Int32Array | undefined;
  let isMapped = false;
  return (start, end) => {
    const starts = lineStarts(text);
    const offsetOf = (line: number, column: number): number => (starts[line - 1] ?? text.length) + column - 1;
    const from = offsetOf(at.startLine, at.startColumn);
    if (!isMapped) map = mapScalar(text, from, Math.min(offsetOf(at.endLine, at.endColumn), text.length), value);
    isMapped = true;
    if (map === undefined) return at;
    const first = map[Math.min(start, value.length)] ?? from;
    // The end of a range is behind its last character, which may stand on an earlier line than the next one.
    const last = end > start ? (map[Math.min(end, value.length) - 1] ?? first) + 1 : first;
    const begin = positionAt(starts, first);
    const finish = positionAt(starts, Math.max(first, last));
    return {
      file: at.file,
      startLine: begin.line,
      startColumn: begin.column,
      endLine: finish.line,
      endColumn: finish.column,
    };
  };
}

/** The lines of the file that was looked into last: its scalars are asked for one after another. */
let known: { readonly text: string; readonly starts: readonly number[] } = { text: '', starts: [0] };

function lineStarts(text: string): readonly number[] {
  if (known.text === text) return known.starts;
  const starts = findLines(text);
  known = { text, starts };
  return starts;
}

/** Offsets in the file of every character of the value and of its end, or nothing where they cannot be told. */
function mapScalar(text: string, from: number, to: number, value: string): Int32Array | undefined {
  const sign = text[from];
  if (sign === '|' || sign === '>') return mapBlock(text, from, value, sign === '>');
  return mapFlow(text, from, to, value);
}
