// What one rule found in the subjects of a block: message, quoted places, and the fix.
import type { Location } from '../../model/location.ts';
import type { TargetResult } from '../../model/run.ts';
import type { Verdict } from '../../model/verdict.ts';
import { groupBy } from '../ranking.ts';
import { clip, visible } from '../visible-text.ts';
import { type Block, isLack, placeKey, type RuleFindings, samePlace } from './finding-blocks.ts';
import { controlText, type Page, place } from './page.ts';
import { quote } from './quote.ts';
import { INDENT, layParagraph, layRow, layText, severityText, upTo } from './rows.ts';

const MOST_PLACES = 5;
const MOST_LINES = 20;
const LONGEST_MESSAGE = 600;

export interface Said {
  readonly ruleWidth: number;
  /** Places already quoted in this block. */
  readonly quoted: Location[];
  /** Fixes already said in this target. */
  readonly fixed: Set<string>;
}

export interface Finding {
  readonly target: TargetResult;
  readonly block: Block;
  readonly found: RuleFindings;
  readonly said: Said;
}

/** The lines of one rule in one block. A rule that hits several elements says its name, controls and fix once. */
export function findingLines(page: Page, { target, block, found, said }: Finding): string[] {
  const lines: string[] = [];
  const places = showOnce(block, found.verdicts);
  let message: string | undefined;
  for (const [verdict, ...more] of places.slice(0, MOST_PLACES)) {
    if (verdict === undefined) continue;
    const text = messageOf(page, block, verdict);
    if (message === undefined) lines.push(...headLines(page, verdict, text, said.ruleWidth));
    else if (text !== message) lines.push(...layText(page, text, said.ruleWidth));
    message = text;
    const subject = block.subjects.find(({ kind, id }) => kind === verdict.subject.kind && id === verdict.subject.id);
    if (isLack(verdict, subject)) continue;
    lines.push(...placeLines(page, target, verdict, said.quoted));
    if (more.length > 0) lines.push(...note(page, `and ${more.length} more from this place`));
  }
  const rest = places.slice(MOST_PLACES).flat();
  return [...lines, ...restLines(page, rest), ...fixLines(page, found.rule, said.fixed)];
}

/** The verdicts to show, by place: elements from the same place, such as a range of ports, say the same. So do the subjects of one block. */
function showOnce({ subjects }: Block, verdicts: readonly Verdict[]): (readonly Verdict[])[] {
  const [first] = verdicts;
  const shown = subjects.length > 1 ? verdicts.filter(({ subject }) => subject.id === first?.subject.id) : verdicts;
  return [...groupBy(shown, keyOf).values()];
}

/** Parts of an image have no line of their own: each is named. */
function keyOf({ location, subject }: Verdict): string {
  return isPartOfImage(subject.kind) ? `${subject.kind} ${subject.id}` : placeKey(location);
}

function isPartOfImage(kind: Verdict['subject']['kind']): boolean {
  return kind === 'file' || kind === 'package' || kind === 'secret';
}

function headLines(page: Page, verdict: Verdict, text: string, ruleWidth: number): string[] {
  const controls = page.paint('dim', controlText(page, verdict));
  const right = verdict.baseline === 'new' ? `${page.paint(['bold', 'magenta'], 'new')}  ${controls}` : controls;
  const severity = severityText(page, verdict.severity);
  return layRow(page, { severity, rule: visible(verdict.rule), ruleWidth, words: text.split(' '), right });
}

/** The message; for several subjects at once the title of the rule, since each message names its subject. */
function messageOf(page: Page, block: Block, verdict: Verdict): string {
  const title = page.rules.get(verdict.rule)?.title;
  const text = block.subjects.length > 1 && title !== undefined ? `${title}.` : verdict.message;
  return clip(visible(clip(text, 2 * LONGEST_MESSAGE)), LONGEST_MESSAGE);
}

function placeLines(page: Page, target: TargetResult, { location, related }: Verdict, quoted: Location[]): string[] {
  // What stands in no text, such as an image that the command line names, has no line to show.
  if (!page.run.sources.has(location.file) && isWhole(location)) return relatedLines(page, location, related);
  const elsewhere = target.file !== undefined && location.file !== target.file;
  const where = elsewhere ? place(location) : `line ${location.startLine}`;
  if (quoted.some((earlier) => samePlace(earlier, location))) return note(page, `${where}, quoted above`);
  quoted.push(location);

  const source = quote(page, location);
  if (source.length === 0) {
    const why = page.isSecret(location.file, location.startLine) ? ', not quoted because it holds a secret' : '';
    return [...note(page, `${where}${why}`), ...relatedLines(page, location, related)];
  }
  const file = elsewhere ? note(page, `in ${where}`) : [];
  return [...file, ...source, ...relatedLines(page, location, related)];
}

/** The first character: the place of a thing as a whole. */
function isWhole({ startLine, startColumn, endLine }: Location): boolean {
  return startLine === 1 && startColumn === 1 && endLine === 1;
}

function relatedLines(page: Page, at: Location, related: readonly Location[]): string[] {
  const others = related.filter(({ file, startLine }) => file !== at.file || startLine !== at.startLine);
  const places = others.map((other) => (other.file === at.file ? `line ${other.startLine}` : place(other)));
  const text = upTo(MOST_PLACES, [...new Set(places)]).join(', ');
  return text === '' ? [] : note(page, `see also ${text}`);
}

function restLines(page: Page, rest: readonly Verdict[]): string[] {
  if (rest.length === 0) return [];
  const places = [
    ...new Set(
      rest.map(({ location, subject }) => (isPartOfImage(subject.kind) ? visible(subject.name) : place(location))),
    ),
  ];
  return note(page, `and ${rest.length} more: ${upTo(MOST_LINES, places).join(', ')}`);
}

function fixLines(page: Page, rule: string, fixed: Set<string>): readonly string[] {
  const fix = page.rules.get(rule)?.fix.trim() ?? '';
  if (fix === '' || fixed.has(fix)) return [];
  fixed.add(fix);
  return page.once(`fix: ${fix}`, () => layFix(page, fix));
}

function layFix(page: Page, fix: string): string[] {
  const [first = '', ...more] = fix.split('\n').map(visible);
  const label = 'fix: ';
  const { width } = page;
  return [
    ...layParagraph(`${page.paint('green', 'fix:')} ${first}`, { indent: INDENT, hang: label.length, width }),
    ...more.flatMap((line) => layParagraph(line, { indent: INDENT + label.length, width })),
  ];
}

function note(page: Page, text: string): string[] {
  return layParagraph(text, { indent: INDENT, hang: 2, width: page.width }).map((line) => page.paint('dim', line));
}
