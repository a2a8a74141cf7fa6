// A position in YAML text that knows its line, and the steps between values.
import { BeyondPlainYaml } from './yaml-syntax.ts';

export interface Cursor {
  readonly text: string;
  at: number;
  lineStart: number;
  /** Offset of the line break, or of the end of the text. */
  lineEnd: number;
  /** Mappings and lists that are open. */
  depth: number;
}

export const NEWLINE = 10;
export const SPACE = 32;
const HASH = 35;

/** Starts at the first line. */
export function startCursor(text: string): Cursor {
  return { text, at: 0, lineStart: 0, lineEnd: lineEndFrom(text, 0), depth: 0 };
}

/** Deepest nesting read here. */
const MAX_DEPTH = 90;

/** Enters a mapping, list or other value; whoever enters leaves by `depth -= 1`. */
export function enter(cursor: Cursor): void {
  cursor.depth += 1;
  if (cursor.depth > MAX_DEPTH) giveUp();
}

/** Leaves the text to a complete reader. */
export function giveUp(): never {
  throw new BeyondPlainYaml('YAML beyond the plain part');
}

/** Moves to the start of the next line; false at the end of the text. */
export function nextLine(cursor: Cursor): boolean {
  if (cursor.lineEnd >= cursor.text.length) {
    cursor.at = cursor.text.length;
    return false;
  }
  cursor.lineStart = cursor.lineEnd + 1;
  cursor.at = cursor.lineStart;
  cursor.lineEnd = lineEndFrom(cursor.text, cursor.at);
  return true;
}

/** Moves over spaces, comments and line breaks to the next thing written; false at the end of the text. */
export function skipBlank(cursor: Cursor): boolean {
  const { text } = cursor;
  for (;;) {
    skipSpaces(cursor);
    if (cursor.at < cursor.lineEnd) {
      if (text.charCodeAt(cursor.at) !== HASH) return true;
      // A sign that touches what stands before it starts no comment.
      if (cursor.at !== cursor.lineStart && text.charCodeAt(cursor.at - 1) !== SPACE) giveUp();
    }
    if (!nextLine(cursor)) return false;
  }
}

/** Moves over spaces. */
export function skipSpaces(cursor: Cursor): void {
  while (cursor.text.charCodeAt(cursor.at) === SPACE) cursor.at += 1;
}

/** Tells whether only a comment, or nothing, is left on the line. Stands behind a space or at the end of the line. */
export function isLineDone(cursor: Cursor): boolean {
  return cursor.at >= cursor.lineEnd || cursor.text.charCodeAt(cursor.at) === HASH;
}

/** Column of the position, from 0. */
export function columnOf(cursor: Cursor): number {
  return cursor.at - cursor.lineStart;
}

/** Tells whether a space or a line break stands at an offset. */
export function isGap(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return code === SPACE || code === NEWLINE || offset >= text.length;
}

function lineEndFrom(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
