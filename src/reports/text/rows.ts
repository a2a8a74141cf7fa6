// Lays out rows of the text report: a severity, a rule, a message, and control ids at the right.
import { alignRight, columns, padEnd, wrap, wrapWords } from '../text-layout.ts';
import type { Page } from './page.ts';

/** Column at which everything below the head of a finding starts. */
export const INDENT = 14;
const WIDE = 100;

export interface Row {
  /** Painted, and padded to one width. */
  readonly severity: string;
  readonly rule: string;
  /** Width of the column of rules, in a wide report. */
  readonly ruleWidth: number;
  /** Set apart from findings of the baseline. */
  readonly isNew: boolean;
  readonly text: string;
  readonly right: string;
}

/** Lays one row: in columns where the page is wide, else as a paragraph that begins with the rule. */
export function layRow(page: Page, row: Row): string[] {
  const mark = row.isNew ? `${page.paint(['bold', 'magenta'], 'new')} ` : '';
  const rule = page.paint('bold', row.rule);
  const head = `    ${row.severity}  `;
  const right = page.paint('dim', row.right);
  if (page.width < WIDE) return layNarrow(page, `${head}${mark}${rule}  `, row.text, right);

  const indent = INDENT + row.ruleWidth + 2;
  const rightRoom = row.right === '' ? 0 : columns(row.right) + 2;
  const lead = padEnd(`${head}${rule}`, indent - 2);
  const tooLong = columns(lead) > indent - 2;
  const [first = '', ...more] = wrap(row.text, page.width - indent - rightRoom - (mark === '' ? 0 : columns(mark)));
  const line = `${lead}  ${mark}${tooLong ? '' : first}`;
  const top = row.right === '' ? line : (alignRight(line, right, page.width) ?? line);
  return [top, ...[...(tooLong ? [first] : []), ...more].map((text) => ' '.repeat(indent) + text)];
}

/** Lays a further text under a row, where its message stands. */
export function layText(page: Page, text: string, ruleWidth: number): string[] {
  const indent = page.width < WIDE ? INDENT : INDENT + ruleWidth + 2;
  return layParagraph(text, { indent, width: page.width });
}

export interface Paragraph {
  readonly indent: number;
  /** Further indent of all lines but the first. */
  readonly hang?: number;
  readonly width: number;
}

/** Breaks a text into indented lines. */
export function layParagraph(text: string, { indent, hang = 0, width }: Paragraph): string[] {
  return indented(wrap(text, width - indent - hang), indent, hang);
}

/** Breaks a list of names, each of which stays whole, into indented lines. */
export function layList(items: readonly string[], { indent, hang = 0, width }: Paragraph): string[] {
  const words = items.map((item, index) => (index < items.length - 1 ? `${item},` : item));
  return indented(wrapWords(words, width - indent - hang), indent, hang);
}

function layNarrow(page: Page, lead: string, text: string, right: string): string[] {
  const [first = '', ...more] = wrap(`${' '.repeat(0)}${text}`, page.width - INDENT);
  const joined = `${lead}${first}`;
  const lines =
    columns(joined) <= page.width
      ? [joined, ...more.map((line) => ' '.repeat(INDENT) + line)]
      : [lead.trimEnd(), ...[first, ...more].map((line) => ' '.repeat(INDENT) + line)];
  if (right === '') return lines;
  const last = lines.pop() ?? '';
  return [...lines, ...(alignedLast(last, right, page.width))];
}

function alignedLast(last: string, right: string, width: number): string[] {
  const aligned = alignRight(last, right, width);
  return aligned === undefined ? [last, ' '.repeat(Math.max(INDENT, width - columns(right))) + right] : [aligned];
}

function indented(lines: readonly string[], indent: number, hang: number): string[] {
  return lines.map((line, index) => ' '.repeat(indent + (index === 0 ? 0 : hang)) + line);
}
