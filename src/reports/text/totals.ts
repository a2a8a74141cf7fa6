// The closing lines: what was examined, how it stands, and the decision.

import type { ControlStatus, Framework } from '../../model/control.ts';
import type { Run, TargetResult } from '../../model/run.ts';
import { severities } from '../../model/severity.ts';
import { isFinding } from '../../model/verdict.ts';
import { groupBy } from '../ranking.ts';
import { alignRight } from '../text-layout.ts';
import { visible } from '../visible-text.ts';
import { type Page, type Style, severityStyles, shownName, targetTitle } from './page.ts';
import { layList, layParagraph, layWords, upTo } from './rows.ts';

const MOST_CLEAN = 10;
const MOST_NOT_READ = 5;

/** The targets in which nothing was found, so that a clean report shows what it looked at. */
export function cleanLines(page: Page): string[] {
  const found = new Set(page.run.verdicts.filter(isFinding).map(({ target }) => target));
  const clean = page.run.targets
    .filter((target) => target.errors.length === 0 && !found.has(target.id) && !wasNotRun(target))
    .map(targetTitle);
  if (clean.length === 0) return [];
  return [page.paint('bold', 'No findings in'), ...layList(upTo(MOST_CLEAN, clean), { indent: 2, width: page.width })];
}

/** What a search saw and could not read. */
export function notReadLines(page: Page): string[] {
  const { notRead } = page.run;
  if (notRead.length === 0) return [];
  return [
    page.paint('bold', 'Not read'),
    ...notRead.flatMap(({ what, files }) =>
      layParagraph(`${what}: ${upTo(MOST_NOT_READ, files.map(shownName)).join(', ')}`, {
        indent: 2,
        hang: 2,
        width: page.width,
      }),
    ),
  ];
}

/** Totals by severity at the left, each framework at the right or below. */
export function totalLines(page: Page): string[] {
  const words = [`${examined(page.run)}:`, ...findings(page)];
  const frameworks = page.run.summary.frameworks.map((counts) => frameworkText(page, counts));
  const [only = ''] = frameworks;
  const joined = frameworks.length === 1 ? alignRight(words.join(' '), only, page.width) : undefined;
  if (joined !== undefined) return [joined];
  const paragraph = { indent: 0, hang: 2, width: page.width };
  return [...layWords(words, paragraph), ...frameworks.flatMap((text) => layParagraph(text, paragraph))];
}

/** The last line: the decision and why. */
export function decisionLine(page: Page): string {
  const { action, reasons } = page.run.decision;
  const styles: Readonly<Record<typeof action, Style>> = {
    ALLOW: ['bold', 'green'],
    DENY: ['bold', 'red'],
    MONITOR: ['bold', 'yellow'],
  };
  return `${page.paint(styles[action], action)}: ${reasons.map(visible).join('; ')}`;
}

/** Kinds of subjects that are counted; the rest are parts of them. */
const WHOLE: ReadonlySet<string> = new Set(['container', 'stage', 'image', 'smoke']);

function examined({ targets }: Run): string {
  const whole = targets.flatMap(({ subjects }) => subjects).filter(({ kind }) => WHOLE.has(kind));
  const kinds = groupBy(whole, ({ kind }) => kind);
  const counts = [...kinds].map(([kind, subjects]) => count(subjects.length, kind === 'smoke' ? 'run' : kind));
  return [count(targets.length, 'target'), ...counts].join(', ');
}

function findings(page: Page): string[] {
  const { findings, errors, outcomes, waived } = page.run.summary;
  const counts = severities
    .filter((severity) => findings[severity] > 0)
    .map((severity) => page.paint(severityStyles[severity], `${findings[severity]} ${severity}`));
  const rest = [
    ...(errors > 0 ? [page.paint(['bold', 'red'], count(errors, 'error'))] : []),
    ...(outcomes.unknown > 0 ? [`${outcomes.unknown} unknown`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
  ];
  const parts = [...(counts.length === 0 ? ['no findings'] : counts), ...rest];
  const separators = [...counts.slice(1).map(() => ','), ...rest.map(() => ';'), ''];
  return parts.map((part, index) => part + (separators[index] ?? ''));
}

function frameworkText({ run }: Page, counts: Run['summary']['frameworks'][number]): string {
  const name = (framework: Framework | undefined) => visible(framework?.short ?? counts.id);
  const level = counts.level === undefined ? '' : ` level ${counts.level}`;
  const statuses: readonly (readonly [ControlStatus, string])[] = [
    ['fail', 'fail'],
    ['unknown', 'unknown'],
    ['manual', 'manual'],
    ['not-applicable', 'not applicable'],
  ];
  const rest = statuses.filter(([status]) => counts[status] > 0).map(([status, label]) => `${counts[status]} ${label}`);
  return [
    `${name(run.frameworks.find(({ id }) => id === counts.id))}${level} ${counts.pass}/${counts.total} pass`,
    ...rest,
  ].join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** An image that was to be run and was not is nothing that was looked at. */
function wasNotRun({ kind, subjects }: TargetResult): boolean {
  return kind === 'smoke' && subjects.length === 0;
}
