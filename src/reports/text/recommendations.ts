// The last block before the totals: what to mend first, with the risk that this removes and the exact edits.
import type { Recommendation } from '../../model/risk.ts';
import { groupBy } from '../ranking.ts';
import { padEnd, widest } from '../text-layout.ts';
import { clip, visible } from '../visible-text.ts';
import { type Page, place, shownName } from './page.ts';
import { layParagraph, layWords, upTo, withCommas } from './rows.ts';

const MOST_RECOMMENDED = 10;
const MOST_SUBJECTS = 6;
const MOST_EDITS = 6;
const LONGEST_EDIT = 400;

/** At most ten recommendations; what several subjects need alike is said once for all of them. */
export function recommendationLines(page: Page): string[] {
  const all = page.run.recommendations ?? [];
  if (all.length === 0) return [];
  const groups = [...groupBy(all, (one) => JSON.stringify([one.kind, one.id, one.edits.map(({ write }) => write)]))];
  const shown = groups.slice(0, MOST_RECOMMENDED).map(([, group]) => group);
  const width = widest(shown.map(([first]) => first?.effort ?? ''));
  const rest = groups.length - shown.length;
  return [
    page.paint('bold', 'Mend first (risk removed, effort)'),
    ...shown.flatMap((group) => groupLines(page, group, width)),
    ...(rest > 0 ? [`  and ${rest} more; --format json lists them all`] : []),
  ];
}

function groupLines(page: Page, group: readonly Recommendation[], effortWidth: number): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const head = `${`-${first.removes.toFixed(1)}`.padStart(5)}  ${padEnd(first.effort, effortWidth)} `;
  const subjects = withCommas(upTo(MOST_SUBJECTS, group.map(subjectText)));
  return [
    ...layWords([head, page.paint('bold', `${visible(first.title)}:`), ...subjects], {
      indent: 2,
      hang: head.length + 1,
      width: page.width,
    }),
    ...editLines(page, group),
  ];
}

function subjectText({ subject, from, to }: Recommendation): string {
  const name = shownName(subject.name);
  return from === to ? name : `${name} (${from.toFixed(1)} -> ${to.toFixed(1)})`;
}

/** Each text once, with every place where it is to be written. */
function editLines(page: Page, group: readonly Recommendation[]): string[] {
  const edits = [
    ...groupBy(
      group.flatMap((one) => one.edits),
      ({ write }) => write,
    ),
  ];
  const laid = edits.slice(0, MOST_EDITS).flatMap(([write, places]) => {
    const where = [...new Set(places.map(({ location }) => place(location)))];
    const said = clip(visible(clip(write, 2 * LONGEST_EDIT)), LONGEST_EDIT);
    return layParagraph(`${page.paint('dim', upTo(MOST_SUBJECTS, where).join(', '))}: ${said}`, {
      indent: 6,
      hang: 2,
      width: page.width,
    });
  });
  return edits.length > MOST_EDITS ? [...laid, `      and ${edits.length - MOST_EDITS} more edits`] : laid;
}
