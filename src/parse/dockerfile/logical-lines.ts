// Splits the text of a Dockerfile into logical lines as the builder does: continuations joined, comments dropped, heredocs kept apart.
import type { Span } from '../shell/script.ts';
import { isBlank } from './blanks.ts';
import { type HeredocMark, heredocMarks } from './heredoc-marks.ts';
import { isJsonWords } from './json-words.ts';
import type { DockerfileHeredoc } from './tree.ts';

/** One instruction: its whole range, and the pieces of code in it. */
export interface LogicalLine extends Span {
  /** The code without continuations, comments and blank lines between. */
  readonly segments: readonly Span[];
  readonly heredocs: readonly DockerfileHeredoc[];
  /** A heredoc whose closing line is missing. */
  readonly unclosed?: string;
}

const TAKES_HEREDOCS = /^(?:onbuild[ \t]+)?(?:run|copy|add)[ \t]/i;

/** Reads every logical line. `escapeSign` is the character that continues a line. */
export function readLogicalLines(text: string, escapeSign: string, limit: number): LogicalLine[] {
  const lines: LogicalLine[] = [];
  for (let at = 0; at < text.length && lines.length <= limit; ) {
    const start = skipBlanks(text, at);
    const stop = lineEnd(text, start);
    if (start === stop || text[start] === '#') at = stop + 1;
    else {
      const line = readLine(text, start, escapeSign);
      if (line.segments.some(({ start, end }) => start < end)) lines.push(line);
      at = line.end + 1;
    }
  }
  return lines;
}

/** The pieces of code between two offsets, of which the first stands in a line of code. */
export function codeSegments(text: string, { start, end }: Span, escapeSign: string): Span[] {
  return scanSegments(text, start, end, escapeSign).segments;
}

function readLine(text: string, start: number, escapeSign: string): LogicalLine {
  const { segments, end } = scanSegments(text, start, text.length, escapeSign);
  const joined = segments.map((segment) => text.slice(segment.start, segment.end)).join('');
  if (!joined.includes('<<') || !TAKES_HEREDOCS.test(joined) || isJsonWords(joined.replace(TAKES_HEREDOCS, '')))
    return { start, end, segments, heredocs: [] };
  const heredocs: DockerfileHeredoc[] = [];
  let last = end;
  for (const mark of heredocMarks(joined)) {
    const found = readHeredoc(text, last + 1, mark);
    if (found === undefined) {
      return { start, end: text.length, segments, heredocs, unclosed: mark.delimiter };
    }
    heredocs.push(found.heredoc);
    last = found.end;
  }
  return { start, end: last, segments, heredocs };
}

function readHeredoc(
  text: string,
  from: number,
  mark: HeredocMark,
): { heredoc: DockerfileHeredoc; end: number } | undefined {
  for (let at = from; at < text.length; ) {
    const stop = lineEnd(text, at);
    const line = text.slice(at, stop);
    if ((mark.tabs ? line.replace(/^\t+/, '') : line) === mark.delimiter) {
      const body = text.slice(from, at);
      const heredoc = {
        delimiter: mark.delimiter,
        literal: mark.literal,
        text: mark.tabs ? body.replaceAll(/^\t+/gm, '') : body,
        body: { start: from, end: at },
        start: from,
        end: stop,
      };
      return { heredoc, end: stop };
    }
    at = stop + 1;
  }
  return undefined;
}

function scanSegments(
  text: string,
  start: number,
  limit: number,
  escapeSign: string,
): { segments: Span[]; end: number } {
  const segments: Span[] = [];
  let end = start;
  for (let at = start; at < limit; ) {
    const stop = Math.min(lineEnd(text, at), limit);
    const first = skipBlanks(text, at);
    end = stop;
    // Inside of a continued line, comments and blank lines count for nothing.
    const isCode = at === start || (first < stop && text[first] !== '#');
    if (isCode) {
      const cut = continuationStart(text, at, stop, escapeSign);
      segments.push({ start: at, end: cut ?? stop });
      if (cut === undefined) break;
    }
    at = stop + 1;
  }
  return { segments, end };
}

/** Where the escape character at the end of a line stands; a doubled one continues nothing. */
function continuationStart(text: string, start: number, end: number, escapeSign: string): number | undefined {
  let last = end - 1;
  while (last >= start && (text[last] === ' ' || text[last] === '\t')) last -= 1;
  if (last < start || text[last] !== escapeSign) return undefined;
  return last > start && text[last - 1] === escapeSign ? undefined : last;
}

function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found === -1 ? text.length : found;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && isBlank(text, at)) at += 1;
  return at;
}
