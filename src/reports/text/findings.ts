// The findings of a run, grouped by file and subject, with quoted lines and fixes.
import type { Location } from '../../model/location.ts';
import type { TargetResult } from '../../model/run.ts';
import { type Severity, severities } from '../../model/severity.ts';
import type { Verdict } from '../../model/verdict.ts';
import { groupBy, isFinding, worstRank } from '../ranking.ts';
import { columns } from '../text-layout.ts';
import { clip, visible } from '../visible-text.ts';
import { arrangeFindings, type Block, isLack, type RuleFindings, type SubjectResult, samePlace } from './finding-blocks.ts';
import { controlText, type Page, place, severityStyles, shownName, targetTitle } from './page.ts';
import { INDENT, layParagraph, layRow, layText } from './rows.ts';
import { quote } from './quote.ts';

const MOST_PLACES = 5;
const LONGEST_MESSAGE = 600;

/** The findings, one section per target, those with the most severe first. */
export function findingSections(page: Page): string[][] {
  const byTarget = groupBy(page.run.verdicts.filter(isFinding), ({ target }) => target);
  const found = page.run.targets.flatMap((target) => {
    const findings = byTarget.get(target.id);
    return findings === undefined ? [] : [{ target, findings }];
  });
  const sorted = found.sort((a, b) => worstRank(a.findings) - worstRank(b.findings));
  return sorted.map(({ target, findings }) => targetLines(page, target, findings));
}

function targetLines(page: Page, target: TargetResult, findings: readonly Verdict[]): string[] {
  const fixed = new Set<string>();
  const blocks = arrangeFindings(target, findings).flatMap((block) => blockLines(page, target, block, fixed));
  return [page.paint(['bold', 'underline'], targetTitle(target)), ...blocks];
}

function blockLines(page: Page, target: TargetResult, block: Block, fixed: Set<string>): string[] {
  const ruleWidth = Math.min(28, Math.max(...block.findings.map(({ rule }) => columns(visible(rule)))));
  const lines = headingLines(page, target, block.subjects);
  const quoted: Location[] = [];
  for (const found of block.findings) lines.push(...findingLines(page, target, block, found, { ruleWidth, quoted, fixed }));
  return lines;
}

function headingLines(page: Page, target: TargetResult, subjects: readonly SubjectResult[]): string[] {
  const file = target.file ?? subjects[0]?.declared?.file;
  const heading = subjects.map((subject) => {
    const name = page.paint('bold', shownName(subject.name));
    const image = subject.image === undefined || subjects.length > 1 ? '' : ` (${shownName(subject.image)})`;
    return `${name}${image}${page.paint('dim', declaredText(subject, file))}`;
  });
  return layParagraph(heading.join(', '), { indent: 2, width: page.width });
}

function declaredText({ declared }: SubjectResult, file: string | undefined): string {
  if (declared === undefined) return '';
  return declared.file === file ? ` line ${declared.startLine}` : ` ${place(declared)}`;
}

interface Said {
  readonly ruleWidth: number;
  /** Places already quoted in this block. */
  readonly quoted: Location[];
  /** Fixes already said in this target. */
  readonly fixed: Set<string>;
}

function findingLines(page: Page, target: TargetResult, block: Block, found: RuleFindings, said: Said): string[] {
  const [first] = found.verdicts;
  if (first === undefined) return [];
  const lines: string[] = [];
  let message = '';
  const places = placesOf(found.verdicts);
  for (const [index, verdict] of places.slice(0, MOST_PLACES).entries()) {
    const text = messageOf(page, block, verdict);
    if (index === 0) lines.push(...layRow(page, { severity: severityText(page, verdict.severity), rule: visible(verdict.rule), ruleWidth: said.ruleWidth, isNew: verdict.baseline === 'new', text, right: controlText(page, verdict) }));
    else if (text !== message) lines.push(...layText(page, text, said.ruleWidth));
    message = text;
    const subject = block.subjects.find(({ kind, id }) => kind === verdict.subject.kind && id === verdict.subject.id);
    if (!isLack(verdict, subject)) lines.push(...placeLines(page, target, verdict, said.quoted));
  }
  lines.push(...restLines(page, places.slice(MOST_PLACES)));
  lines.push(...fixLines(page, found.rule, said.fixed));
  return lines;
}

/** One verdict per place: elements that come from the same line, such as a range of ports, say the same thing. */
function placesOf(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.filter((verdict, index) => verdicts.findIndex((other) => samePlace(other.location, verdict.location)) === index);
}

function messageOf(page: Page, block: Block, verdict: Verdict): string {
  const title = page.run.rules.find(({ id }) => id === verdict.rule)?.title;
  const text = block.subjects.length > 1 && title !== undefined ? `${title}.` : verdict.message;
  return clip(visible(clip(text, 2 * LONGEST_MESSAGE)), LONGEST_MESSAGE);
}

function placeLines(page: Page, target: TargetResult, verdict: Verdict, quoted: Location[]): string[] {
  const { location } = verdict;
  const again = quoted.some((earlier) => samePlace(earlier, location));
  const lines = again ? [] : quote(page, location);
  const elsewhere = location.file !== target.file;
  const where = elsewhere ? place(location) : `line ${location.startLine}`;
  if (again) lines.push(...note(page, `${where}, quoted above`));
  else if (lines.length === 0) lines.push(...note(page, `at ${where}`));
  else if (elsewhere) lines.unshift(...note(page, `in ${shownName(location.file)}`));
  quoted.push(location);

  const related = [...new Set(verdict.related.filter((other) => other.file !== location.file || other.startLine !== location.startLine).map(place))];
  if (related.length === 0) return lines;
  const rest = related.length - MOST_PLACES;
  return [...lines, ...note(page, `see also ${related.slice(0, MOST_PLACES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`)];
}

function restLines(page: Page, rest: readonly Verdict[]): string[] {
  if (rest.length === 0) return [];
  return note(page, `and ${rest.length} more: ${[...new Set(rest.map(({ location }) => place(location)))].slice(0, 20).join(', ')}`);
}

function fixLines(page: Page, id: string, fixed: Set<string>): string[] {
  const fix = page.run.rules.find((rule) => rule.id === id)?.fix.trim();
  if (fix === undefined || fix === '' || fixed.has(fix)) return [];
  fixed.add(fix);
  const [first = '', ...more] = fix.split('\n').map(visible);
  const label = 'fix: ';
  return [
    ...layParagraph(`${page.paint('green', label.trim())} ${first}`, { indent: INDENT, hang: label.length, width: page.width }),
    ...more.flatMap((line) => layParagraph(line, { indent: INDENT + label.length, width: page.width })),
  ];
}

function note(page: Page, text: string): string[] {
  return layParagraph(text, { indent: INDENT, hang: 2, width: page.width }).map((line) => page.paint('dim', line));
}

function severityText(page: Page, severity: Severity): string {
  const width = Math.max(...severities.map((name) => name.length));
  return page.paint(severityStyles[severity], severity) + ' '.repeat(width - severity.length);
}
