// The answer to `--what-if`: every subject with its risk now and then.
import type { WhatIf } from '../../model/risk.ts';
import { padEnd, widest } from '../text-layout.ts';
import { visible } from '../visible-text.ts';
import { type Page, shownName } from './page.ts';
import { scoreText } from './risks.ts';
import { layParagraph } from './rows.ts';

/** One line for each subject, and the threats whose scores move. */
export function whatIfLines(page: Page): string[] {
  const { whatIf } = page.run;
  if (whatIf === undefined) return [];
  const width = widest(whatIf.subjects.map(({ subject }) => shownName(subject.name)));
  const title = layParagraph(`What if ${whatIf.names.map(visible).join(', ')}`, {
    indent: 0,
    hang: 2,
    width: page.width,
  });
  return [
    ...title.map((line) => page.paint('bold', line)),
    ...whatIf.subjects.flatMap((one) => subjectLines(page, one, width)),
  ];
}

function subjectLines(page: Page, one: WhatIf, width: number): string[] {
  const name = padEnd(shownName(one.subject.name), Math.min(width, page.width >> 1));
  const scores = `${scoreText(page, one.from, one.fromLevel)} -> ${scoreText(page, one.to, one.level)}`;
  const moved = one.threats.filter(({ from, to }) => from !== to);
  const threats = moved.map(({ id, from, to }) => `${id} ${from.toFixed(1)} -> ${to.toFixed(1)}`);
  return layParagraph(`${name}  ${scores}  ${threats.length === 0 ? 'no threat moves' : threats.join(', ')}`, {
    indent: 2,
    hang: 4,
    width: page.width,
  });
}
