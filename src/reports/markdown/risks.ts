// The risk of the subjects that have the highest, and what would remove most of it.
import { codeSpan, escapeMarkdown, table } from '../markdown-text.ts';
import type { MarkdownPage } from './page.ts';

const MOST_SUBJECTS = 10;
const MOST_ADVICE = 5;

/** The subjects at or above MEDIUM with the threats that make them so, and the first recommendations. */
export function riskLines({ run, detail }: MarkdownPage): string[] {
  const risks = (run.risks ?? [])
    .filter(({ level }) => level !== 'LOW')
    .slice(0, Math.min(MOST_SUBJECTS, Math.max(1, detail.others)));
  if (risks.length === 0) return [];
  const rows = risks.map(({ subject, score, level, threats }) => {
    const worst = threats.filter((threat) => threat.score === score).map(({ id, name }) => `${id} ${name}`);
    return [codeSpan(subject.name), `${score.toFixed(1)} ${level}`, escapeMarkdown(worst.join(', '))];
  });
  const advice = (run.recommendations ?? [])
    .slice(0, MOST_ADVICE)
    .map(
      ({ title, subject, from, to }) =>
        `1. ${codeSpan(subject.name)}: ${escapeMarkdown(title)} (${from.toFixed(1)} → ${to.toFixed(1)})`,
    );
  return [
    '### Risk',
    '',
    ...table(['subject', 'risk', 'threat'], rows),
    ...(advice.length === 0 ? [] : ['', 'What removes most of it:', '', ...advice]),
  ];
}
