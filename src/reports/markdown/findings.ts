// The new findings as a table, and what was mended.
import type { Verdict } from '../../model/verdict.ts';
import { codeSpan, details, escapeMarkdown, link, table } from '../markdown-text.ts';
import { comparePlaces, isFinding, isNews, rank } from '../ranking.ts';
import { clip } from '../visible-text.ts';
import type { MarkdownPage } from './page.ts';

const LONGEST_MESSAGE = 300;
const LONGEST_FIX = 300;

/** The findings that count, most severe first, each with its line and what to do. */
export function findingLines(page: MarkdownPage): string[] {
  const { run, detail } = page;
  const found = run.verdicts
    .filter(isNews)
    .sort((a, b) => rank(a.severity) - rank(b.severity) || comparePlaces(a.location, b.location));
  if (found.length === 0) return [];
  const shown = found.slice(0, detail.findings);
  const known = run.verdicts.filter((verdict) => isFinding(verdict) && verdict.baseline === 'unchanged').length;
  const notes = [
    ...(found.length > shown.length
      ? [
          `${found.length - shown.length} more ${run.baseline === undefined ? '' : 'new '}findings are in the report files.`,
        ]
      : []),
    ...(known > 0 ? [`${known} known findings are not shown.`] : []),
  ];
  return [
    run.baseline === undefined ? '### Findings' : '### New findings',
    '',
    ...table(
      ['', 'rule', 'where', 'what'],
      shown.map((verdict) => row(page, verdict)),
    ),
    ...notes.flatMap((note) => ['', note]),
  ];
}

function row({ run, options }: MarkdownPage, verdict: Verdict): string[] {
  const rule = run.rules.find(({ id }) => id === verdict.rule);
  const { file, startLine } = verdict.location;
  const docs =
    run.tool.homepage === undefined || verdict.rule.includes('/')
      ? undefined
      : `${run.tool.homepage}/blob/main/docs/rules.md#${verdict.rule}`;
  const fix =
    rule === undefined || rule.fix === ''
      ? ''
      : `<br>fix: ${escapeMarkdown(clip(rule.fix.trim().replace(/\s+/g, ' '), LONGEST_FIX))}`;
  return [
    verdict.severity,
    link(codeSpan(verdict.rule), docs),
    link(codeSpan(`${file}:${startLine}`, 120), options.fileUrl?.(file, startLine)),
    `${escapeMarkdown(clip(verdict.message, LONGEST_MESSAGE))}${fix}`,
  ];
}

/** Findings of the baseline that are gone. */
export function mendedLines({ run, detail }: MarkdownPage): string[] {
  const mended = run.baseline?.mended ?? [];
  if (mended.length === 0) return [];
  const shown = mended.slice(0, detail.others);
  const rest = mended.length - shown.length;
  return details(`Mended (${mended.length})`, [
    ...shown.map(({ rule, subject }) => `- ${codeSpan(rule)} on ${codeSpan(subject)}`),
    ...(rest > 0 ? [`- and ${rest} more`] : []),
  ]);
}
