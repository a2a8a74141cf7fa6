// Quotes the source line of a finding with a caret range under the value, clipped to the width.
import type { Location } from '../../model/location.ts';
import { columns, columnsOf } from '../text-layout.ts';
import { escapeCharacter } from '../visible-text.ts';
import type { Page } from './page.ts';

const GUTTER = 12;
const TAB = 4;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const UNSHOWABLE = /^[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]$/u;

/** The source line and the caret line of a place, or nothing when its text is not at hand. */
export function quote(page: Page, at: Location): string[] {
  const source = page.line(at.file, at.startLine);
  if (source === undefined) return [];
  const endColumn = at.endLine > at.startLine ? source.length + 1 : at.endColumn;
  const { text, offset, length } = clipAround(source, at.startColumn, endColumn, page.width - GUTTER - 3);
  const bar = page.paint('dim', '|');
  const number = page.paint('dim', String(at.startLine).padStart(GUTTER));
  const carets = page.paint('red', '^'.repeat(length));
  return [`${number} ${bar} ${text}`, `${' '.repeat(GUTTER)} ${bar} ${' '.repeat(offset)}${carets}`];
}

interface Clipped {
  readonly text: string;
  /** Columns before the first caret. */
  readonly offset: number;
  readonly length: number;
}

/** Cuts a line to `width` columns around the range [start, end) of 1-based UTF-16 columns. */
export function clipAround(source: string, start: number, end: number, width: number): Clipped {
  const from = Math.min(Math.max(start - 1, 0), source.length);
  const to = Math.min(Math.max(end - 1, from), source.length);
  // Nearly every line is of this kind: one column a character, and short enough.
  if (source.length <= width && from < width && PRINTABLE_ASCII.test(source)) {
    return { text: source.trimEnd(), offset: from, length: Math.max(1, to - from) };
  }
  // A column never takes more than one character unless it is a combining one, so a few widths around the range are enough to look at.
  const reach = 4 * width;
  const first = Math.max(0, from - reach);
  const before = cells(source.slice(first, from));
  const marked = cells(source.slice(from, Math.min(to, from + reach)), total(before));
  const after = cells(source.slice(Math.min(to, from + reach), to + reach), total(before) + total(marked));

  const offset = total(before);
  const length = Math.max(1, total(marked));
  const all = [...before, ...marked, ...after].map(({ text }) => text).join('');
  if (first === 0 && columns(all) <= width && offset < width) return { text: all.trimEnd(), offset, length };

  const lead = first === 0 && offset + Math.min(length, width >> 1) < width - 1 ? 0 : offset - (width >> 2);
  const skip = Math.max(0, lead);
  const head = skip > 0 || first > 0 ? '…' : '';
  const body = slice(all, skip, width - head.length - 1);
  const cutEnd = skip + columns(body) < columns(all);
  const caret = offset - skip + head.length;
  return {
    text: `${head}${body}${cutEnd ? '…' : ''}`.trimEnd(),
    offset: caret,
    length: Math.max(1, Math.min(length, width - caret - 1)),
  };
}

interface Cell {
  readonly text: string;
  readonly columns: number;
}

function cells(text: string, startColumn = 0): Cell[] {
  let column = startColumn;
  return Array.from(text, (character) => {
    const cell = cellOf(character, column);
    column += cell.columns;
    return cell;
  });
}

function cellOf(character: string, column: number): Cell {
  if (character === '\t') {
    const blanks = TAB - (column % TAB);
    return { text: ' '.repeat(blanks), columns: blanks };
  }
  if (PRINTABLE_ASCII.test(character)) return { text: character, columns: 1 };
  if (UNSHOWABLE.test(character)) {
    const escaped = escapeCharacter(character);
    return { text: escaped, columns: escaped.length };
  }
  return { text: character, columns: columnsOf(character) };
}

function total(row: readonly Cell[]): number {
  return row.reduce((sum, cell) => sum + cell.columns, 0);
}

/** The characters that stand in the columns [skip, skip + width). */
function slice(text: string, skip: number, width: number): string {
  let column = 0;
  let kept = '';
  for (const character of text) {
    const size = columnsOf(character);
    if (column >= skip && column + size <= skip + width) kept += character;
    // A wide character cut in half by the edge leaves a blank, so that the carets stay in place.
    else if (column < skip && column + size > skip) kept += ' ';
    column += size;
    if (column >= skip + width) break;
  }
  return kept;
}
