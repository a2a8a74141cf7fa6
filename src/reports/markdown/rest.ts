// What is unknown, waived, and what was looked at.
import { codeSpan, details, escapeMarkdown } from '../markdown-text.ts';
import { groupBy } from '../ranking.ts';
import type { MarkdownPage } from './page.ts';

/** Missing evidence with what would give it, the most wanted first. */
export function unknownLines({ run, detail }: MarkdownPage): string[] {
  const missing = run.verdicts.flatMap((verdict) =>
    verdict.outcome === 'unknown' ? (verdict.missing ?? []).slice(0, 1) : [],
  );
  if (missing.length === 0 || detail.others === 0) return [];
  const groups = [...groupBy(missing, ({ reason, hint }) => JSON.stringify([reason, hint]))].map(([, group]) => group);
  const sorted = groups.sort((a, b) => b.length - a.length).slice(0, detail.others);
  const lines = sorted.flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const hint = first.hint === undefined ? '' : ` To know: ${escapeMarkdown(first.hint)}`;
    return [`- ${escapeMarkdown(first.reason)} (${more.length + 1}).${hint}`];
  });
  return details(`Unknown (${missing.length}) and how to make it known`, lines);
}

/** Every exception that was used, and those that need a look. */
export function waivedLines({ run, detail }: MarkdownPage): string[] {
  const lines = run.waivers.slice(0, detail.others).map(({ rule, subject, reason, owner, until, status, broad }) => {
    const grant = [owner ?? 'no owner', until === undefined ? 'no end' : `until ${until}`]
      .map(escapeMarkdown)
      .join(', ');
    return `- **${status}${broad ? ', too broad' : ''}** ${codeSpan(rule)}${subject === undefined ? '' : ` for ${codeSpan(subject)}`}: ${escapeMarkdown(reason)} (${grant})`;
  });
  const off = run.disabledRules.slice(0, detail.others).map((rule) => `- **switched off** ${codeSpan(rule)}`);
  return details(`Waivers and rules that are off (${run.waivers.length + run.disabledRules.length})`, [
    ...lines,
    ...off,
  ]);
}

/** Targets, and what a search saw and could not read. */
export function scannedLines({ run, detail }: MarkdownPage): string[] {
  if (detail.others === 0) return [];
  const targets = run.targets
    .slice(0, detail.others)
    .map(({ kind, name }) => `- ${escapeMarkdown(kind)} ${codeSpan(name)}`);
  const rest = run.targets.length - targets.length;
  const notRead = run.notRead.map(
    ({ what, files }) =>
      `- not read: ${escapeMarkdown(what)}: ${files
        .slice(0, 5)
        .map((file) => codeSpan(file))
        .join(', ')}${files.length > 5 ? ` and ${files.length - 5} more` : ''}`,
  );
  return details(`Scanned (${run.targets.length})`, [
    ...targets,
    ...(rest > 0 ? [`- and ${rest} more`] : []),
    ...notRead,
  ]);
}
