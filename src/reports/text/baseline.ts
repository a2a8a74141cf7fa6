// How a run compares with its baseline: what was known before and what was mended since.

import { severities } from '../../model/severity.ts';
import { isFinding } from '../../model/verdict.ts';
import { groupBy } from '../ranking.ts';
import { visible } from '../visible-text.ts';
import { type Page, shownName } from './page.ts';
import { layList, layParagraph, upTo } from './rows.ts';

const MOST_MENDED = 20;

/** The comparison; nothing where no baseline was given. */
export function baselineLines(page: Page): string[] {
  const { baseline, verdicts } = page.run;
  if (baseline === undefined) return [];
  const bySeverity = groupBy(
    verdicts.filter((verdict) => isFinding(verdict) && verdict.baseline === 'unchanged'),
    ({ severity }) => severity,
  );
  const known = severities.flatMap((severity) => {
    const count = bySeverity.get(severity)?.length ?? 0;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  const counts = [
    `${baseline.new} new`,
    `${baseline.unchanged} unchanged${known.length === 0 ? '' : ` (${known.join(', ')})`}, not shown`,
    `${baseline.mended.length} mended`,
  ];
  const mended = baseline.mended.map(({ rule, subject }) => `${visible(rule)} on ${shownName(subject)}`);
  return [
    page.paint('bold', `Compared with ${shownName(baseline.source)}`),
    ...layParagraph(counts.join(', '), { indent: 2, hang: 2, width: page.width }),
    ...(mended.length === 0
      ? []
      : layList(['mended:', ...upTo(MOST_MENDED, mended)], { indent: 2, width: page.width })),
  ];
}
