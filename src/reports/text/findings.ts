// The findings of a run, grouped by file and subject, most severe first.
import type { TargetResult } from '../../model/run.ts';
import type { Verdict } from '../../model/verdict.ts';
import { groupBy, isFinding, worstRank } from '../ranking.ts';
import { columns } from '../text-layout.ts';
import { visible } from '../visible-text.ts';
import { arrangeFindings, type Block, type SubjectResult } from './finding-blocks.ts';
import { findingLines } from './finding-lines.ts';
import { type Page, place, shownName, targetTitle } from './page.ts';
import { layList, RULE_WIDTH } from './rows.ts';

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
  const ruleWidth = Math.min(RULE_WIDTH, Math.max(...block.findings.map(({ rule }) => columns(visible(rule)))));
  const said = { ruleWidth, quoted: [], fixed };
  return [
    ...layList(headings(page, target, block.subjects), { indent: 2, hang: 2, width: page.width }),
    ...block.findings.flatMap((found) => findingLines(page, { target, block, found, said })),
  ];
}

/** One subject with its image and line, or several with their lines. */
function headings(page: Page, target: TargetResult, subjects: readonly SubjectResult[]): string[] {
  const file = target.file ?? subjects[0]?.declared?.file;
  return subjects.flatMap((subject) => {
    const name = page.paint('bold', shownName(subject.name));
    const line = declaredText(subject, file);
    if (subjects.length > 1) return [line === '' ? name : `${name} ${page.paint('dim', `(${line})`)}`];
    const image = subject.image === undefined || subject.image === '' ? name : `${name} (${shownName(subject.image)})`;
    return line === '' ? [image] : [image, page.paint('dim', line)];
  });
}

function declaredText({ declared }: SubjectResult, file: string | undefined): string {
  if (declared === undefined) return '';
  return declared.file === file ? `line ${declared.startLine}` : place(declared);
}
