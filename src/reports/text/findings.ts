// The findings of a run, grouped by file and subject, most severe first.
import type { TargetResult } from '../../model/run.ts';
import { severities } from '../../model/severity.ts';
import { isNews, type Verdict } from '../../model/verdict.ts';
import { groupBy, worstRank } from '../ranking.ts';
import { widest } from '../text-layout.ts';
import { visible } from '../visible-text.ts';
import { arrangeFindings, type Block, type SubjectResult } from './finding-blocks.ts';
import { findingLines } from './finding-lines.ts';
import { type Page, place, shownName, targetTitle } from './page.ts';
import { besideHeading, type FindRisk, openRisks } from './risks.ts';
import { layList, RULE_WIDTH, upTo } from './rows.ts';

const MOST_SUBJECTS = 40;
/** Targets whose findings are shown one by one; of the others only their number, so that the report of a large scan can be read. */
const MOST_TARGETS = 100;
const MOST_COUNTED = 200;

/** The findings, one section per target, those with the most severe first. */
export function findingSections(page: Page): string[][] {
  const byTarget = groupBy(page.run.verdicts.filter(isNews), ({ target }) => target);
  const found = page.run.targets.flatMap((target) => {
    const findings = byTarget.get(target.id);
    return findings === undefined ? [] : [{ target, findings }];
  });
  const sorted = found.sort((a, b) => worstRank(a.findings) - worstRank(b.findings));
  const riskOf = openRisks(page);
  const shown = sorted
    .slice(0, MOST_TARGETS)
    .map(({ target, findings }) => targetLines(page, target, findings, riskOf));
  const rest = sorted.slice(MOST_TARGETS);
  return rest.length === 0 ? shown : [...shown, countLines(page, rest)];
}

function countLines(
  page: Page,
  rest: readonly { readonly target: TargetResult; readonly findings: readonly Verdict[] }[],
): string[] {
  const counted = rest.map(({ target, findings }) => {
    const bySeverity = groupBy(findings, ({ severity }) => severity);
    const counts = severities.flatMap((severity) => {
      const count = bySeverity.get(severity)?.length ?? 0;
      return count === 0 ? [] : [`${count} ${severity}`];
    });
    return `  ${targetTitle(target)}: ${counts.join(', ')}`;
  });
  return [
    page.paint(
      'bold',
      `${rest.length} more targets have findings; scan one by itself to see them, or write --format json=FILE`,
    ),
    ...upTo(MOST_COUNTED, counted).map((line) => (line.startsWith('and ') ? `  ${line}` : line)),
  ];
}

function targetLines(page: Page, target: TargetResult, findings: readonly Verdict[], riskOf: FindRisk): string[] {
  const fixed = new Set<string>();
  const blocks = arrangeFindings(target, findings).flatMap((block) =>
    blockLines(page, target, block, { fixed, riskOf }),
  );
  const title = layList([targetTitle(target)], { indent: 0, width: page.width });
  return [...title.map((line) => page.paint(['bold', 'underline'], line)), ...blocks];
}

function blockLines(
  page: Page,
  target: TargetResult,
  block: Block,
  { fixed, riskOf }: { readonly fixed: Set<string>; readonly riskOf: FindRisk },
): string[] {
  const ruleWidth = Math.min(RULE_WIDTH, widest(block.findings.map(({ rule }) => visible(rule))));
  const said = { ruleWidth, quoted: [], fixed };
  const [only, ...others] = block.subjects;
  const risk = only === undefined || others.length > 0 ? '' : riskOf(target.id, only);
  const names = upTo(MOST_SUBJECTS, headings(page, target, block.subjects));
  return [
    ...besideHeading(layList(names, { indent: 2, hang: 2, width: page.width }), risk, page.width),
    ...block.findings.flatMap((found) => findingLines(page, { target, block, found, said })),
  ];
}

/** One subject with its image and line, or several with their lines. */
function headings(page: Page, target: TargetResult, subjects: readonly SubjectResult[]): string[] {
  const file = target.file ?? subjects[0]?.declared?.file;
  return subjects.flatMap((subject) => {
    const where = subject.kind === 'smoke' ? ' in the sandbox' : '';
    const name = page.paint('bold', `${shownName(subject.name)}${where}`);
    const line = declaredText(page, subject, file);
    if (subjects.length > 1) return [line === '' ? name : `${name} ${page.paint('dim', `(${line})`)}`];
    const image = subject.image === undefined || subject.image === '' ? name : `${name} (${shownName(subject.image)})`;
    return line === '' ? [image] : [image, page.paint('dim', line)];
  });
}

function declaredText(page: Page, { kind, declared }: SubjectResult, file: string | undefined): string {
  if (declared === undefined) return '';
  // An image that the command line names stands on no line.
  if ((kind === 'image' || kind === 'smoke') && !page.run.sources.has(declared.file)) return '';
  if (declared.file === file) return `line ${declared.startLine}`;
  const folder = file?.slice(0, file.lastIndexOf('/') + 1) ?? '';
  const short = declared.file.startsWith(folder) ? declared.file.slice(folder.length) : declared.file;
  return place({ ...declared, file: short });
}
