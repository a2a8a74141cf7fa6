// The code of an instruction as one line, with the way back to the offsets of the file.
import type { Span } from '../shell/script.ts';
import { codeSegments } from './logical-lines.ts';
import type { DockerfileTree } from './tree.ts';

/** Text without continuations, comments and blank lines, as the builder joins it. */
export interface JoinedText {
  readonly text: string;
  /** The pieces of the file it is made of. */
  readonly segments: readonly Span[];
  /** The place in the file of a range of `text`. */
  readonly span: (start: number, end: number) => Span;
}

/** Joins what stands between two offsets of the file. */
export function joinText(tree: Pick<DockerfileTree, 'text' | 'escape'>, range: Span): JoinedText {
  const segments = codeSegments(tree.text, range, tree.escape);
  const [only] = segments;
  if (only !== undefined && segments.length === 1)
    return {
      text: tree.text.slice(only.start, only.end),
      segments,
      span: (start, end) => ({ start: only.start + start, end: only.start + Math.max(start, end) }),
    };
  const starts: number[] = [];
  let length = 0;
  for (const { start, end } of segments) {
    starts.push(length);
    length += end - start;
  }
  const offsetOf = (index: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return (segments[low]?.start ?? range.start) + index - (starts[low] ?? 0);
  };
  return {
    text: segments.map(({ start, end }) => tree.text.slice(start, end)).join(''),
    segments,
    // The end belongs to the last character, not to the piece that follows.
    span: (start, end) => ({ start: offsetOf(start), end: end > start ? offsetOf(end - 1) + 1 : offsetOf(start) }),
  };
}

/**
 * The same code for a reader of shell scripts, as long as the source: a continuation is a backslash before the end of the line, comments and
 * blank lines inside are blanks together with their line ends. What follows `codeEnd` (bodies of heredocs) stays as it is.
 */
export function shellText(tree: Pick<DockerfileTree, 'text' | 'escape'>, range: Span, codeEnd: number): string {
  const segments = codeSegments(tree.text, { start: range.start, end: codeEnd }, tree.escape);
  const pieces: string[] = [];
  let at = range.start;
  segments.forEach(({ start, end }, index) => {
    pieces.push(' '.repeat(start - at), tree.text.slice(start, end));
    at = end;
    const next = segments[index + 1];
    if (next === undefined) return;
    const stop = tree.text.indexOf('\n', end);
    pieces.push(' '.repeat(stop - end - 1), '\\\n');
    at = stop + 1;
  });
  pieces.push(' '.repeat(codeEnd - at), tree.text.slice(codeEnd, range.end));
  return pieces.join('');
}
