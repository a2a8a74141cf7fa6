// What removes most of the risk: what to mend, where, and how far the scores fall.
import type { Edit, Recommendation } from '../../model/risk.ts';
import type { Run } from '../../model/run.ts';
import { codeSpan, details, escapeMarkdown, prose } from '../markdown-text.ts';
import { groupBy } from '../ranking.ts';
import { type MarkdownPage, placesText } from './page.ts';

const MOST_ADVICE = 5;
const MOST_SUBJECTS = 3;
const MOST_EDITS = 6;
const LONGEST_NAME = 100;
const LONGEST_WRITE = 300;

/** The first recommendations, folded; what several subjects need alike is said once. */
export function adviceLines(page: MarkdownPage): string[] {
  const all = page.run.recommendations ?? [];
  if (all.length === 0 || page.detail.others === 0) return [];
  const groups = [
    ...groupBy(all, ({ kind, id, edits }) => JSON.stringify([kind, id, edits.map(({ write }) => write)])),
  ];
  const shown = groups.slice(0, MOST_ADVICE).flatMap(([, group], index) => groupLines(page, group, index + 1));
  const rest = groups.length - MOST_ADVICE;
  return details('Mend first: what removes most of the risk', [
    ...shown,
    ...(rest > 0 ? ['', `${rest} more are in the report files.`] : []),
  ]);
}

function groupLines(page: MarkdownPage, group: readonly Recommendation[], number: number): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const subjects = group.slice(0, MOST_SUBJECTS).map(subjectText);
  const more = group.length - subjects.length;
  const who = [...subjects, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return [
    `${number}. **${titleOf(page.run, first)}** (${first.effort} effort) in ${who}`,
    ...editLines(
      page,
      group.flatMap(({ edits }) => edits),
    ),
  ];
}

function subjectText({ subject, from, to, removes }: Recommendation): string {
  const name = codeSpan(subject.name, LONGEST_NAME);
  return from === to
    ? `${name} (removes ${removes.toFixed(1)} in all)`
    : `${name} (${from.toFixed(1)} → ${to.toFixed(1)})`;
}

/** A rule has a title of its own; of a threat everything that makes it likely is mended together. */
function titleOf({ rules, risks = [] }: Run, { kind, id, title }: Recommendation): string {
  if (kind === 'rule') return escapeMarkdown(rules.find((rule) => rule.id === id)?.title ?? title, LONGEST_WRITE);
  if (kind !== 'threat') return escapeMarkdown(title.replaceAll('-', ' '), LONGEST_WRITE);
  const threat = risks.flatMap(({ threats }) => threats).find((one) => one.id === id);
  return escapeMarkdown(threat === undefined ? title : `Everything that makes ${threat.name} likely`, LONGEST_WRITE);
}

function editLines(page: MarkdownPage, edits: readonly Edit[]): string[] {
  const byText = [...groupBy(edits, ({ write }) => write)];
  const lines = byText.slice(0, MOST_EDITS).map(([write, places]) => {
    // A setting is code, a fix is a sentence.
    const said = /`|\.$/.test(write) ? prose(write, LONGEST_WRITE) : codeSpan(write, LONGEST_WRITE);
    return `   - ${placesText(
      page,
      places.map(({ location }) => location),
    )}: ${said}`;
  });
  const rest = byText.length - lines.length;
  return rest > 0 ? [...lines, `   - and ${rest} more edits`] : lines;
}
