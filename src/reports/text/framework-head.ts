// The head of a table of controls: the numbers of the run and of each target, never a share without what it is a share of.
import type { ControlStatus, Framework } from '../../model/control.ts';
import type { TargetResult } from '../../model/run.ts';
import { padEnd, widest } from '../text-layout.ts';
import { visible } from '../visible-text.ts';
import { type Page, type Style, targetTitle } from './page.ts';
import { layList, layParagraph } from './rows.ts';

/** How a status is said in a column and painted, in the order in which they are counted. */
export const statuses: readonly (readonly [status: ControlStatus, said: string, style: Style])[] = [
  ['pass', 'pass', 'green'],
  ['fail', 'fail', 'red'],
  ['unknown', 'unknown', 'yellow'],
  ['manual', 'manual', 'cyan'],
  ['not-applicable', 'n/a', 'dim'],
];

const MOST_TARGETS = 40;
const WIDEST_TARGET = 60;
/** Columns of the counts, with two blanks before each. */
const COUNTS_WIDTH = statuses.reduce((sum, [, said]) => sum + 2 + said.length, 0);

type Counts = Readonly<Record<ControlStatus, number>>;

/** Title, meaning, totals, and a line for every target where there are several. */
export function frameworkHead(page: Page, framework: Framework): string[] {
  const counts = page.run.summary.frameworks.find(({ id }) => id === framework.id);
  if (counts === undefined) return [];
  const paragraph = { indent: 0, width: page.width };
  const level = framework.level === undefined ? '' : `, controls up to level ${framework.level}`;
  const title = `${visible(framework.title)} ${visible(framework.version)} (${visible(framework.id)})${level}`;
  return [
    ...layParagraph(title, paragraph).map((line) => page.paint('bold', line)),
    ...(framework.about === undefined ? [] : layParagraph(visible(framework.about), paragraph)),
    '',
    ...layParagraph(`${shareText(counts)} Of ${counts.total} controls: ${countText(counts)}.`, paragraph),
    ...targetTable(page, framework, counts),
  ];
}

function shareText({ pass, fail }: Counts): string {
  const decided = pass + fail;
  if (decided === 0) return 'No control is decided by this scan.';
  return `${pass} of the ${decided} controls that are decided pass (${Math.floor((100 * pass) / decided)} %).`;
}

function countText(counts: Counts): string {
  const parts = statuses
    .filter(([status]) => counts[status] > 0)
    .map(([status]) => `${counts[status]} ${status.replace('-', ' ')}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function targetTable(page: Page, { id }: Framework, total: Counts): string[] {
  const { targets } = page.run;
  if (targets.length < 2) return [];
  const shown = targets.slice(0, MOST_TARGETS);
  const rest = targets.length - shown.length;
  const rows = [
    ['', ...statuses.map(([, said]) => said)],
    ...shown.map((target) => [targetTitle(target), ...cells(countTarget(target, id))]),
    ['all together', ...cells(total)],
  ];
  const width = Math.min(WIDEST_TARGET, page.width - 2 - COUNTS_WIDTH, widest(rows.map(([name = '']) => name)));
  const lines = rows.flatMap(([name = '', ...numbers]) => {
    const columns = numbers.map((text, index) => text.padStart(statuses[index]?.[1].length ?? 0)).join('  ');
    const fits = widest([name]) <= width;
    if (fits) return [`  ${padEnd(name, width)}  ${columns}`];
    return [...layList([name], { indent: 2, width: page.width }), `  ${' '.repeat(width)}  ${columns}`];
  });
  return ['', ...lines, ...(rest > 0 ? [`  and ${rest} more targets`] : [])];
}

function cells(counts: Counts): string[] {
  return statuses.map(([status]) => (counts[status] === 0 ? '-' : String(counts[status])));
}

function countTarget({ controls }: TargetResult, framework: string): Counts {
  const counts: Record<ControlStatus, number> = { pass: 0, fail: 0, unknown: 0, 'not-applicable': 0, manual: 0 };
  for (const control of controls) if (control.framework === framework) counts[control.status] += 1;
  return counts;
}
