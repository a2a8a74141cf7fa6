// Lays out rows of the text report: a severity, a rule, a message, and control ids at the right.
import { type Severity, severities } from '../../model/severity.ts';
import { alignRight, columns, padEnd, wrapWords } from '../text-layout.ts';
import { visible } from '../visible-text.ts';
import { type Page, severityStyles } from './page.ts';

/** Column at which everything below the head of a finding starts. */
export const INDENT = 14;
/** Widest column of rules; a longer rule keeps its line to itself. */
export const RULE_WIDTH = 28;
const SEVERITY_WIDTH = Math.max(...severities.map((name) => name.length));
const WIDE = 100;

export interface Row {
  /** Painted, and padded to one width. */
  readonly severity: string;
  readonly rule: string;
  /** Width of the column of rules, in a wide report. */
  readonly ruleWidth: number;
  readonly words: readonly string[];
  /** Painted; empty for none. */
  readonly right: string;
}

/** Lays one row: in columns where the page is wide, else as a paragraph that begins with the rule. */
export function layRow(page: Page, row: Row): string[] {
  const rule = page.paint('bold', row.rule);
  if (page.width < WIDE) return layNarrow(page, row, rule);

  const indent = INDENT + row.ruleWidth + 2;
  const rightRoom = columns(row.right) === 0 ? 0 : columns(row.right) + 2;
  const lines = wrapWords(row.words, page.width - indent - rightRoom);
  const head = padEnd(`    ${row.severity}  ${rule}`, indent);
  const first = columns(row.rule) > row.ruleWidth ? '' : (lines.shift() ?? '');
  return [withRight(head + first, row.right, page.width), ...lines.map((line) => ' '.repeat(indent) + line)];
}

function layNarrow(page: Page, row: Row, rule: string): string[] {
  const lines = wrapWords([`${rule} `, ...row.words], page.width - INDENT);
  const last = lines.pop() ?? '';
  const end = breakForRight(last, columns(row.right), page.width - INDENT);
  const rows = [...lines, ...end].map(
    (line, index) => (index === 0 ? `    ${row.severity}  ` : ' '.repeat(INDENT)) + line,
  );
  return [...rows.slice(0, -1), withRight(rows.at(-1) ?? '', row.right, page.width)];
}

/** Breaks a last line that leaves no room at the right once more, before its last word. */
function breakForRight(line: string, right: number, width: number): string[] {
  const blank = line.lastIndexOf(' ');
  if (right === 0 || columns(line) + 2 + right <= width || blank < 1) return [line];
  return [line.slice(0, blank), line.slice(blank + 1)];
}

function withRight(line: string, right: string, width: number): string {
  return columns(right) === 0 ? line : (alignRight(line, right, width) ?? `${line}  ${right}`);
}

/** A severity in its colour, padded to the width of the longest. */
export function severityText(page: Page, severity: Severity): string {
  return page.paint(severityStyles[severity], severity) + ' '.repeat(SEVERITY_WIDTH - severity.length);
}

export interface VerdictRow {
  readonly severity: Severity;
  readonly rule: string;
  readonly ruleWidth: number;
  /** The subjects, as words that stay whole. */
  readonly names: readonly string[];
  readonly right: string;
}

/** Lays a severity, a rule and the subjects it concerns. */
export function layVerdict(page: Page, { severity, rule, ruleWidth, names, right }: VerdictRow): string[] {
  const row = { rule: visible(rule), ruleWidth: Math.min(RULE_WIDTH, ruleWidth), words: names };
  return layRow(page, { ...row, severity: severityText(page, severity), right: page.paint('dim', right) });
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
export function layParagraph(text: string, paragraph: Paragraph): string[] {
  return layWords(text.split(' '), paragraph);
}

/** Breaks a list of names, each of which stays whole, into indented lines. */
export function layList(items: readonly string[], paragraph: Paragraph): string[] {
  return layWords(withCommas(items), paragraph);
}

/** Lays words, which may hold blanks, into indented lines. */
export function layWords(words: readonly string[], { indent, hang = 0, width }: Paragraph): string[] {
  const lines = wrapWords(words, width - indent - hang);
  return lines.map((line, index) => ' '.repeat(indent + (index === 0 ? 0 : hang)) + line);
}

/** The first of some items, and how many more there are. */
export function upTo(limit: number, items: readonly string[]): readonly string[] {
  const rest = items.length - limit;
  return rest > 0 ? [...items.slice(0, limit), `and ${rest} more`] : items;
}

/** Items with a comma after each but the last. */
export function withCommas(items: readonly string[]): string[] {
  return items.map((item, index) => (index < items.length - 1 ? `${item},` : item));
}
