// The sections of the Markdown report in their order.
import type { Run } from '../../model/run.ts';
import { severities } from '../../model/severity.ts';
import { codeSpan, escapeMarkdown, prose } from '../markdown-text.ts';
import { adviceLines } from './advice.ts';
import { findingLines, mendedLines } from './findings.ts';
import { frameworkLines } from './frameworks.ts';
import { type Detail, type MarkdownOptions, type MarkdownPage, placeText, restLine } from './page.ts';
import { scannedLines, unknownLines, waivedLines } from './rest.ts';
import { riskLines } from './risks.ts';
import { smokeLines } from './smoke.ts';

/** Every section as lines; an empty one says nothing. */
export function sections(run: Run, options: MarkdownOptions, detail: Detail): (readonly string[])[] {
  const page = { run, options, detail };
  return [
    headLines(page),
    errorLines(page),
    riskLines(page),
    adviceLines(page),
    findingLines(page),
    mendedLines(page),
    smokeLines(page),
    frameworkLines(page),
    unknownLines(page),
    waivedLines(page),
    scannedLines(page),
  ];
}

const LONGEST_HEADING = 200;
const LONGEST_MESSAGE = 500;
const MOST_REASONS = 10;

const SIGNS = { ALLOW: '✅', DENY: '⛔', MONITOR: '👀' } as const;

function headLines({ run, options }: MarkdownPage): string[] {
  const { action, reasons } = run.decision;
  const { findings, outcomes, waived, errors } = run.summary;
  const said = reasons.slice(0, MOST_REASONS).map((reason) => escapeMarkdown(reason, LONGEST_MESSAGE));
  const counts = severities
    .filter((severity) => findings[severity] > 0)
    .map((severity) => `${findings[severity]} ${severity}`);
  const more = [
    ...(outcomes.unknown > 0 ? [`${outcomes.unknown} unknown`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(errors > 0 ? [`${errors} not examined`] : []),
    ...(run.baseline === undefined
      ? []
      : [`${run.baseline.new} new`, `${run.baseline.unchanged} known`, `${run.baseline.mended.length} mended`]),
  ];
  return [
    `## ${escapeMarkdown(options.heading ?? 'Seaworthy', LONGEST_HEADING)}`,
    '',
    `${SIGNS[action]} **${action}**: ${said.join('; ')}`,
    '',
    [counts.length === 0 ? 'no findings' : counts.join(', '), ...more].join('; '),
  ];
}

function errorLines(page: MarkdownPage): string[] {
  const { run, detail } = page;
  const errors = run.targets.flatMap(({ name, errors: own }) => own.map((error) => ({ name, ...error })));
  if (errors.length === 0) return [];
  const shown = errors.slice(0, Math.max(5, detail.others));
  return [
    '### Not examined',
    '',
    ...shown.map(({ name, message, location }) => {
      const where = location === undefined ? '' : ` at ${placeText(page, location)}`;
      return `- ${codeSpan(name)}${where}: ${prose(message, LONGEST_MESSAGE)}`;
    }),
    ...restLine(errors.length - shown.length),
  ];
}
