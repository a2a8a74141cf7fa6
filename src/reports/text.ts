// The report for people: like a good compiler's, what matters most first and the decision last.
import type { Run } from '../model/run.ts';
import { baselineLines } from './text/baseline.ts';
import { errorSections, noticeLines } from './text/errors.ts';
import { findingSections } from './text/findings.ts';
import { openPage } from './text/page.ts';
import { recommendationLines } from './text/recommendations.ts';
import { riskTotals } from './text/risks.ts';
import { smokeSections } from './text/smoke.ts';
import { cleanLines, decisionLine, notReadLines, totalLines } from './text/totals.ts';
import { unknownLines } from './text/unknowns.ts';
import { disabledLines, waivedLines, waiverLines } from './text/waivers.ts';
import { whatIfLines } from './text/what-if.ts';
import { breakRunnerCommands } from './visible-text.ts';

export interface TextOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colour: boolean;
}

/** Renders a run as text. */
export function text(run: Run, { width, colour }: TextOptions): string {
  const page = openPage(run, width, colour);
  const sections = [
    ...errorSections(page),
    ...findingSections(page),
    ...smokeSections(page),
    baselineLines(page),
    unknownLines(page),
    waivedLines(page),
    waiverLines(page),
    disabledLines(page),
    noticeLines(page),
    notReadLines(page),
    cleanLines(page),
    whatIfLines(page),
    recommendationLines(page),
    [...totalLines(page), ...riskTotals(page), decisionLine(page)],
  ];
  const lines = sections.filter((section) => section.length > 0).flatMap((section) => [...section, '']);
  return lines
    .slice(0, -1)
    .map((line) => `${breakRunnerCommands(line.trimEnd())}\n`)
    .join('');
}
