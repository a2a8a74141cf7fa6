// What is unknown, waived, and what was looked at.
import type { TargetResult } from '../../model/run.ts';
import type { Verdict } from '../../model/verdict.ts';
import { codeSpan, details, escapeMarkdown, prose } from '../markdown-text.ts';
import { groupBy } from '../ranking.ts';
import { type MarkdownPage, restLine } from './page.ts';

const LONGEST_REASON = 300;
const LONGEST_NAME = 150;
const MOST_NAMES = 4;
const MOST_KINDS_NOT_READ = 20;

/** Missing evidence with what would give it, that which most answers wait for first. */
export function unknownLines({ run, detail }: MarkdownPage): string[] {
  const unknown = run.verdicts.filter(({ outcome, waiver }) => outcome === 'unknown' && waiver === undefined);
  if (unknown.length === 0 || detail.others === 0) return [];
  const groups = [...groupBy(unknown, reasonOf)].sort(([, a], [, b]) => b.length - a.length);
  const shown = groups.slice(0, detail.others);
  return details(`Unknown (${unknown.length}), which is not passed, and how to make it known`, [
    ...shown.map(([reason, verdicts]) => unknownLine(reason, verdicts)),
    ...restLine(groups.length - shown.length),
  ]);
}

function reasonOf({ missing = [], message }: Verdict): string {
  return missing.length === 0 ? message : [...new Set(missing.map(({ reason }) => reason))].join('; ');
}

function unknownLine(reason: string, verdicts: readonly Verdict[]): string {
  const hints = new Set(verdicts.flatMap(({ missing = [] }) => missing.flatMap(({ hint }) => hint ?? [])));
  const hint =
    hints.size === 0 ? '' : ` **To know:** ${prose([...hints].slice(0, MOST_NAMES).join('; '), LONGEST_REASON)}`;
  const rules = namesIn(verdicts.map(({ rule }) => rule));
  const subjects = namesIn(verdicts.map(({ subject }) => subject.name));
  return `- ${prose(reason, LONGEST_REASON)} (${verdicts.length}: ${rules} for ${subjects}).${hint}`;
}

/** A few of the names, each once. */
function namesIn(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, MOST_NAMES).map((name) => codeSpan(name, LONGEST_NAME));
  const rest = distinct.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

/** Every exception that was used, and those that need a look. */
export function waivedLines({ run, detail }: MarkdownPage): string[] {
  const { waivers, disabledRules } = run;
  if (detail.others === 0) return [];
  const lines = waivers
    .slice(0, detail.others)
    .map(({ rule, subject, reason, owner, until, status, broad, verdicts }) => {
      const grant = [
        owner === undefined ? 'no owner' : escapeMarkdown(owner, LONGEST_NAME),
        until === undefined ? 'no end' : `until ${escapeMarkdown(until, LONGEST_NAME)}`,
      ];
      const whom = subject === undefined ? '' : ` for ${codeSpan(subject, LONGEST_NAME)}`;
      const state = `**${status}${broad ? ', too broad' : ''}**`;
      return `- ${state} ${codeSpan(rule, LONGEST_NAME)}${whom}: ${escapeMarkdown(reason, LONGEST_REASON)} (${grant.join(', ')}; marks ${verdicts})`;
    });
  const off = disabledRules.slice(0, detail.others).map((rule) => `- **switched off** ${codeSpan(rule, LONGEST_NAME)}`);
  const total = waivers.length + disabledRules.length;
  return details(`Waivers and rules that are off (${total})`, [
    ...lines,
    ...off,
    ...restLine(total - lines.length - off.length),
  ]);
}

/** Targets, what was noticed about them, and what a search saw and could not read. */
export function scannedLines({ run, detail }: MarkdownPage): string[] {
  if (detail.others === 0) return [];
  const targets = run.targets.slice(0, detail.others).map(targetLine);
  const notices = run.targets.flatMap(({ name, notices: own }) =>
    own.map(({ message }) => `- noticed in ${codeSpan(name, LONGEST_NAME)}: ${prose(message, LONGEST_REASON)}`),
  );
  const shownNotices = notices.slice(0, detail.others);
  const notRead = run.notRead
    .slice(0, MOST_KINDS_NOT_READ)
    .map(({ what, files }) => `- **not read**: ${escapeMarkdown(what, LONGEST_NAME)}: ${namesIn(files)}`);
  return details(`Scanned (${run.targets.length})${notRead.length === 0 ? '' : ', and what was not read'}`, [
    ...targets,
    ...restLine(run.targets.length - targets.length),
    ...shownNotices,
    ...(notices.length > shownNotices.length ? [`- and ${notices.length - shownNotices.length} more notices`] : []),
    ...notRead,
  ]);
}

function targetLine({ kind, name, file, subjects, errors, profile }: TargetResult): string {
  const where = file === undefined || file === name ? '' : ` in ${codeSpan(file, LONGEST_NAME)}`;
  const said = [
    `${subjects.length} ${subjects.length === 1 ? 'subject' : 'subjects'}`,
    ...(profile === undefined ? [] : [`profile ${escapeMarkdown(profile, LONGEST_NAME)}`]),
    ...(errors.length === 0 ? [] : ['**not examined in full**']),
  ];
  return `- ${escapeMarkdown(kind, LONGEST_NAME)} ${codeSpan(name, LONGEST_NAME)}${where}: ${said.join(', ')}`;
}
