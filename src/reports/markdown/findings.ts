// The new findings as a table with links to their lines, how to mend them, and what was mended.
import type { Run } from '../../model/run.ts';
import { isFinding, isNews, type Verdict } from '../../model/verdict.ts';
import { codeSpan, details, link, prose, table } from '../markdown-text.ts';
import { comparePlaces, groupBy, rank } from '../ranking.ts';
import { type MarkdownPage, placeText, restLine } from './page.ts';

const LONGEST_MESSAGE = 300;
const LONGEST_FIX = 500;

/** The findings that count, most severe first, each with its line. What to do is said once for each rule. */
export function findingLines(page: MarkdownPage): string[] {
  const { run, detail } = page;
  const found = run.verdicts
    .filter(isNews)
    .sort((a, b) => rank(a.severity) - rank(b.severity) || comparePlaces(a.location, b.location));
  const known = run.verdicts.filter((verdict) => isFinding(verdict) && verdict.baseline === 'unchanged').length;
  if (found.length + known === 0) return [];
  // The elements of one line, such as a range of ports, take one row.
  const groups = [...groupBy(found, rowKey)].map(([, group]) => group);
  const shown = groups.slice(0, detail.findings);
  const left = groups.slice(detail.findings).reduce((sum, group) => sum + group.length, 0);
  const notes = [
    ...(left > 0 ? [`${left} more ${run.baseline === undefined ? '' : 'new '}findings are in the report files.`] : []),
    ...(known > 0 ? [`${known} known ${known === 1 ? 'finding' : 'findings'} of the baseline not shown.`] : []),
  ];
  return [
    run.baseline === undefined ? '### Findings' : '### New findings',
    '',
    ...(found.length === 0 ? ['None.'] : []),
    ...table(
      ['', 'rule', 'where', 'what'],
      shown.flatMap((group) => row(page, group)),
    ),
    ...notes.flatMap((note) => ['', note]),
    ...fixLines(
      run,
      shown.flatMap(([first]) => first ?? []),
    ),
  ];
}

function rowKey({ rule, severity, subject, location: { file, startLine } }: Verdict): string {
  return JSON.stringify([rule, severity, subject.id, file, startLine]);
}

function row(page: MarkdownPage, group: readonly Verdict[]): string[][] {
  const [first] = group;
  if (first === undefined) return [];
  const { homepage } = page.run.tool;
  const docs =
    homepage === undefined || first.rule.includes('/')
      ? undefined
      : `${homepage}/blob/main/docs/rules.md#${first.rule}`;
  const more = group.length > 1 ? ` And ${group.length - 1} more like it on this line.` : '';
  return [
    [
      first.severity,
      link(codeSpan(first.rule), docs),
      placeText(page, first.location),
      `${prose(first.message, LONGEST_MESSAGE)}${more}`,
    ],
  ];
}

function fixLines({ rules }: Run, shown: readonly Verdict[]): string[] {
  const wanted = new Set(shown.map(({ rule }) => rule));
  const fixes = new Map(rules.map(({ id, fix }) => [id, fix]));
  const lines = [...wanted].flatMap((rule) => {
    const fix = fixes.get(rule) ?? '';
    return fix.trim() === '' ? [] : [`- ${codeSpan(rule)}: ${prose(fix, LONGEST_FIX)}`];
  });
  return lines.length === 0 ? [] : ['', ...details('How to mend them', lines)];
}

/** Findings of the baseline that are gone. */
export function mendedLines({ run, detail }: MarkdownPage): string[] {
  const mended = run.baseline?.mended ?? [];
  const shown = mended.slice(0, detail.others);
  return details(
    mended.length === 0 ? '' : `Mended (${mended.length})`,
    mended.length === 0
      ? []
      : [
          ...shown.map(({ rule, subject }) => `- ${codeSpan(rule)} on ${codeSpan(subject)}`),
          ...restLine(mended.length - shown.length),
        ],
  );
}
