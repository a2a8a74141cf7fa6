// The risk of a subject, said behind its name: the score, the level, and the threat that is highest.
import type { RiskLevel, SubjectRisk } from '../../model/risk.ts';
import { alignRight } from '../text-layout.ts';
import { visible } from '../visible-text.ts';
import { type Page, type Style, shownName } from './page.ts';
import { layParagraph } from './rows.ts';

export const levelStyles: Readonly<Record<RiskLevel, Style>> = {
  CRITICAL: ['bold', 'red'],
  HIGH: 'red',
  MEDIUM: 'yellow',
  LOW: 'green',
};

/** Finds the risk of a subject of a target. */
export type FindRisk = (target: string, subject: { readonly kind: string; readonly id: string }) => string;

/** Indexes the risks of a run. Answers with the painted text, empty for a subject that is not scored. */
export function openRisks(page: Page): FindRisk {
  const risks = new Map((page.run.risks ?? []).map((risk) => [keyOf(risk.target, risk.subject), risk]));
  return (target, subject) => {
    const risk = risks.get(keyOf(target, subject));
    return risk === undefined ? '' : riskText(page, risk);
  };
}

/** The risk of the run, which is that of its worst subject, and how many stand at each level. */
export function riskTotals(page: Page): string[] {
  const risks = page.run.risks ?? [];
  const [worst] = risks;
  if (worst === undefined) return [];
  const levels = Object.keys(levelStyles) as RiskLevel[];
  const counts = levels.flatMap((level) => {
    const count = risks.filter((risk) => risk.level === level).length;
    return count === 0 ? [] : [`${count} ${level}`];
  });
  const said = `risk ${scoreText(page, worst.score, worst.level)}, that of ${shownName(worst.subject.name)}: ${counts.join(', ')}`;
  return layParagraph(said, { indent: 0, hang: 2, width: page.width });
}

/** `9.0 CRITICAL`. */
export function scoreText(page: Page, score: number, level: RiskLevel): string {
  return page.paint(levelStyles[level], `${score.toFixed(1)} ${level}`);
}

/** Puts a risk at the right of the first line of a heading, or on a line of its own. */
export function besideHeading(lines: readonly string[], risk: string, width: number): readonly string[] {
  if (risk === '') return lines;
  const [first = '', ...rest] = lines;
  const joined = alignRight(first, risk, width);
  return joined === undefined ? [...lines, `    ${risk}`] : [joined, ...rest];
}

function riskText(page: Page, { score, level, threats }: SubjectRisk): string {
  const [worst] = threats;
  const threat = worst === undefined ? '' : `  ${visible(`${worst.id} ${worst.name}`)}`;
  return `risk ${scoreText(page, score, level)}${threat}`;
}

function keyOf(target: string, { kind, id }: { readonly kind: string; readonly id: string }): string {
  return JSON.stringify([target, kind, id]);
}
