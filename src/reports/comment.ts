// The comment on a pull request: the decision, what is new, and what was mended; short, and the same text as long as nothing changes.

import { createHash } from 'node:crypto';
import type { Run } from '../model/run.ts';
import { severities } from '../model/severity.ts';
import { isNews } from '../model/verdict.ts';
import { findingLines, mendedLines } from './markdown/findings.ts';
import type { Detail } from './markdown/page.ts';
import { codeSpan, escapeMarkdown, link, prose } from './markdown-text.ts';

export interface CommentOptions {
  /** Said above everything else, and what tells the comments of several steps apart. */
  readonly heading?: string;
  /** Address of a line of a scanned file on the web; absent where there is none. */
  readonly fileUrl?: (file: string, line: number) => string | undefined;
  /** Page of the workflow run, where everything is told. */
  readonly runUrl?: string;
  /** Most UTF-16 units that the comment takes; GitHub refuses more than 65,536 characters. */
  readonly maxLength?: number;
}

const HEADING = 'Seaworthy';
const MOST_LENGTH = 65_000;
const LONGEST_HEADING = 200;
const LONGEST_REASON = 500;
const MOST_REASONS = 5;
const MOST_ERRORS = 5;
const SIGNS = { ALLOW: '✅', DENY: '⛔', MONITOR: '👀' } as const;

const STEPS: readonly Detail[] = [50, 20, 5, 0].map((findings) => ({ findings, others: findings, controls: false }));

/** The first line of a comment, which nobody sees. The heading may be any text, so only its hash is in it. */
export function commentMarker(heading = HEADING): string {
  return `<!-- seaworthy-comment ${createHash('sha256').update(heading).digest('hex').slice(0, 16)} -->`;
}

/** Whether there is anything to say: a finding that is new or was mended, a target that was not read, a gate that failed. */
export function hasNews(run: Run): boolean {
  const mended = run.baseline?.mended.length ?? 0;
  return run.decision.action === 'DENY' || run.summary.errors > 0 || mended > 0 || run.verdicts.some(isNews);
}

/** Renders a run as a comment, marker included. It drops findings until it fits; what is left out is counted. */
export function comment(run: Run, options: CommentOptions = {}): string {
  const { maxLength = MOST_LENGTH } = options;
  let text = '';
  for (const detail of STEPS) {
    text = draw(run, options, detail);
    if (text.length <= maxLength) return text;
  }
  // Even the head alone is too long: cut between lines, so that no markup is cut in two.
  return cutLines(text, maxLength);
}

function draw(run: Run, options: CommentOptions, detail: Detail): string {
  const { heading = HEADING, fileUrl, runUrl } = options;
  const page = { run, options: { maxBytes: 0, ...(fileUrl === undefined ? {} : { fileUrl }) }, detail };
  const parts = [
    [commentMarker(heading), `## ${escapeMarkdown(heading, LONGEST_HEADING)}`],
    decisionLines(run),
    errorLines(run),
    findingLines(page),
    mendedLines(page),
    [runUrl === undefined ? '' : link('Everything that was found', runUrl)],
  ];
  const shown = parts.map((lines) => lines.join('\n').trim()).filter((part) => part !== '');
  return `${shown.join('\n\n')}\n`;
}

function decisionLines({ decision, summary, baseline }: Run): string[] {
  const reasons = decision.reasons.slice(0, MOST_REASONS).map((reason) => escapeMarkdown(reason, LONGEST_REASON));
  const { findings, outcomes, errors, waived } = summary;
  const found = severities.filter((severity) => findings[severity] > 0).map((one) => `${findings[one]} ${one}`);
  const counts = [
    found.length === 0 ? 'no findings' : found.join(', '),
    ...(outcomes.unknown > 0 ? [`${outcomes.unknown} unknown`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(errors > 0 ? [`${errors} not read`] : []),
    ...(baseline === undefined ? [] : [`${baseline.new} new`, `${baseline.mended.length} mended`]),
  ];
  return [`${SIGNS[decision.action]} **${decision.action}**: ${reasons.join('; ')}`, '', counts.join('; ')];
}

function errorLines({ targets }: Run): string[] {
  const errors = targets.flatMap(({ name, errors: own }) => own.map(({ message }) => ({ name, message })));
  if (errors.length === 0) return [];
  const rest = errors.length - MOST_ERRORS;
  return [
    '### Not examined',
    '',
    ...errors
      .slice(0, MOST_ERRORS)
      .map(({ name, message }) => `- ${codeSpan(name)}: ${prose(message, LONGEST_REASON)}`),
    ...(rest > 0 ? [`- and ${rest} more`] : []),
  ];
}

function cutLines(text: string, maxLength: number): string {
  const lines = text.split('\n');
  let length = 0;
  const kept = lines.filter((line) => {
    length += line.length + 1;
    return length <= maxLength;
  });
  return kept.join('\n');
}
