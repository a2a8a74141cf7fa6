// The risk of the subjects that have the highest, with their threats.
import type { RiskLevel, SubjectRisk, ThreatScore } from '../../model/risk.ts';
import { codeSpan, escapeMarkdown, table } from '../markdown-text.ts';
import { groupBy } from '../ranking.ts';
import type { MarkdownPage } from './page.ts';

const MOST_SUBJECTS = 10;
const LONGEST_NAME = 100;

const LEVELS: readonly RiskLevel[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

/** The subjects above LOW, each with the score of every threat. */
export function riskLines({ run, detail }: MarkdownPage): string[] {
  const risks = run.risks ?? [];
  const [worst] = risks;
  if (worst === undefined) return [];
  const shown = risks
    .filter(({ level }) => level !== 'LOW')
    .slice(0, Math.min(MOST_SUBJECTS, Math.max(1, detail.others)));
  const threats = [
    ...groupBy(
      shown.flatMap(({ threats: own }) => own),
      ({ id }) => id,
    ),
  ]
    .flatMap(([, [first]]) => first ?? [])
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const counts = LEVELS.flatMap((level) => {
    const count = risks.filter((risk) => risk.level === level).length;
    return count === 0 ? [] : [`${count} ${level}`];
  });
  const rest = risks.length - shown.length;
  return [
    '### Risk',
    '',
    `**${worst.score.toFixed(1)} ${worst.level}** is the highest of ${risks.length} containers and images: ${counts.join(', ')}.`,
    '',
    ...table(
      ['subject', 'risk', ...threats.map(({ id, name }) => escapeMarkdown(`${id} ${name}`, LONGEST_NAME))],
      shown.map((risk) => row(risk, threats)),
    ),
    ...(shown.length > 0 && rest > 0 ? ['', `${rest} more of lower or equal risk are in the report files.`] : []),
  ];
}

function row({ subject, score, level, threats }: SubjectRisk, columns: readonly ThreatScore[]): string[] {
  return [
    codeSpan(subject.name, LONGEST_NAME),
    `**${score.toFixed(1)} ${level}**`,
    ...columns.map(({ id }) => {
      const own = threats.find((threat) => threat.id === id);
      return own === undefined ? '' : `${own.score.toFixed(1)}${own.mitigated ? ' mitigated' : ''}`;
    }),
  ];
}
