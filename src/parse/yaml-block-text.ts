// YAML texts written as a block, behind `|` or `>`.
import { type Cursor, giveUp, nextLine, SPACE } from './yaml-cursor.ts';
import type { YamlText } from './yaml-syntax.ts';

/** Reads a block whose lines stand deeper than `parent`. Indentation indicators are left to a complete reader. */
export function readBlockText(cursor: Cursor, parent: number, anchor: string | undefined): YamlText {
  const start = cursor.at;
  const header = /^([|>])([+-]?) *$/.exec(cursor.text.slice(start, cursor.lineEnd));
  if (header === null || parent < 0) return giveUp();
  const lines = readLines(cursor, parent);
  const kept = lines.findLastIndex((line) => line.text !== '') + 1;
  const last = lines[kept - 1];
  if (last === undefined) return giveUp();
  const shown = lines.slice(0, kept).map((line) => line.text);
  const body = header[1] === '|' ? shown.join('\n') : fold(shown);
  const end = header[2] === '-' ? '' : header[2] === '+' ? '\n'.repeat(lines.length - kept + 1) : '\n';
  return { kind: 'text', text: body + end, plain: false, start, end: last.end, anchor };
}

interface BlockLine {
  readonly text: string;
  readonly end: number;
}

/** Reads the lines without their indentation and stops at the start of the line behind them. */
function readLines(cursor: Cursor, parent: number): BlockLine[] {
  const lines: BlockLine[] = [];
  let indent = 0;
  while (nextLine(cursor)) {
    const { text, lineStart, lineEnd } = cursor;
    let at = lineStart;
    while (text.charCodeAt(at) === SPACE) at += 1;
    const depth = at - lineStart;
    if (at === lineEnd) {
      // Spaces deeper than the block are text, and what is deep is decided by a line yet to come.
      if (depth > indent) giveUp();
      // The end of the text is no line.
      if (lineEnd < text.length) lines.push({ text: '', end: at });
      continue;
    }
    if (indent === 0) indent = depth;
    if (depth <= parent) return lines;
    if (depth < indent) giveUp();
    lines.push({ text: text.slice(lineStart + indent, lineEnd), end: lineEnd });
  }
  return lines;
}

/** Joins lines by spaces; empty ones between them are line breaks, and so is every break beside a line that is indented further. */
function fold(lines: readonly string[]): string {
  let folded = '';
  let breaks = 0;
  let wasDeeper = false;
  let isFirst = true;
  for (const line of lines) {
    if (line === '') {
      breaks += 1;
      continue;
    }
    const isDeeper = line.startsWith(' ');
    if (isFirst) folded += '\n'.repeat(breaks);
    else if (wasDeeper || isDeeper) folded += '\n'.repeat(breaks + 1);
    else folded += breaks > 0 ? '\n'.repeat(breaks) : ' ';
    folded += line;
    breaks = 0;
    wasDeeper = isDeeper;
    isFirst = false;
  }
  return folded;
}
