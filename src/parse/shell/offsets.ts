// Offsets of a rewritten text led back to the text it was made from.
import type { Span } from './script.ts';

/** Answers the offset in the original text for one in the rewritten text. */
export type Offsets = (offset: number) => number;

/** The map of a text that was not rewritten. */
export const sameOffsets: Offsets = (offset) => offset;

/** The span in the original text of a span in the rewritten text. */
export function spanAt(at: Offsets, start: number, end: number): Span {
  if (at === sameOffsets) return { start, end };
  const first = at(start);
  return { start: first, end: end > start ? at(end - 1) + 1 : first };
}

/** The span of a syntax node; one that was not closed may end behind the text for the parser, and ends with it here. */
export function nodeSpan(
  { at, source }: { readonly at: Offsets; readonly source: string },
  { pos, end }: { readonly pos: number; readonly end: number },
): Span {
  return spanAt(at, Math.min(pos, source.length), Math.min(end, source.length));
}

/** A text whose line ends are all `\n`, with the way back. */
export function withPlainLineEnds(text: string): { readonly text: string; readonly at: Offsets } {
  if (!text.includes('\r')) return { text, at: sameOffsets };
  const removed: number[] = [];
  let plain = '';
  let from = 0;
  for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1)) {
    if (at + 1 < text.length && text[at + 1] !== '\n') continue;
    plain += text.slice(from, at);
    from = at + 1;
    removed.push(plain.length);
  }
  plain += text.slice(from);
  return { text: plain, at: (offset) => offset + countUpTo(removed, offset) };
}

/** The way back from the text of a substitution in backticks, which loses one level of backslashes, to the text around it. */
export function insideBackticks(outer: string, start: number, inner: string, at: Offsets): Offsets {
  const removed: number[] = [];
  let from = start;
  for (let index = 0; index < inner.length && from < outer.length; index += 1) {
    if (outer[from] === '\\' && inner[index] === outer[from + 1] && '$`\\"'.includes(inner[index] ?? ' ')) {
      removed.push(index);
      from += 1;
    }
    from += 1;
  }
  return (offset) => at(start + offset + countUpTo(removed, offset));
}

/** A piece of a text that was put together, and where it came from. */
export interface TextPiece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The text of pieces put together, with the way back. A piece of another length than its origin stands for the whole of it. */
export function joinPieces(pieces: readonly TextPiece[]): { readonly text: string; readonly at: Offsets } {
  const starts: number[] = [];
  let text = '';
  for (const piece of pieces) {
    starts.push(text.length);
    text += piece.text;
  }
  const at = (offset: number): number => {
    const index = Math.max(0, countUpTo(starts, offset) - 1);
    const piece = pieces[index];
    if (piece === undefined) return 0;
    const inside = offset - (starts[index] ?? 0);
    if (piece.text.length === piece.end - piece.start) return piece.start + inside;
    return inside > 0 && inside >= piece.text.length - 1 ? Math.max(piece.start, piece.end - 1) : piece.start;
  };
  return { text, at };
}

/** How many entries of a sorted list are not above the limit. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
