// The risk of the subjects that have the highest, with their threats.
import type { RiskLevel, SubjectRisk, ThreatScore } from '../../model/risk.ts';
import { codeSpan, details, escapeMarkdown, prose, table } from '../markdown-text.ts';
import { groupBy } from '../ranking.ts';
import { type MarkdownPage, placesText, restLine } from './page.ts';

const MOST_SUBJECTS = 10;
const LONGEST_NAME = 100;
const LONGEST_REASON = 300;
const MOST_REASONS = 5;

const LEVELS: readonly RiskLevel[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

/** The subjects above LOW, each with the score of every threat. */
export function riskLines(page: MarkdownPage): string[] {
  const { run, detail } = page;
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
    `**${worst.score.toFixed(1)} ${worst.level}** is the highest${risks.length === 1 ? '' : ` of ${risks.length} containers and images`}: ${counts.join(', ')}.`,
    '',
    ...table(
      ['subject', 'risk', ...threats.map(({ id, name }) => escapeMarkdown(`${id} ${name}`, LONGEST_NAME))],
      shown.map((risk) => row(risk, threats)),
    ),
    ...(shown.length > 0 && rest > 0 ? ['', `Of lower or equal risk and not shown: ${rest}.`] : []),
    ...reasonLines(page, shown),
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

/** Why the worst threats of each subject are as likely as they are, with the lines. */
function reasonLines(page: MarkdownPage, risks: readonly SubjectRisk[]): string[] {
  const lines = risks.flatMap(({ subject, score, threats }) => {
    const worst = threats.filter((threat) => threat.score === score);
    return worst.flatMap(({ id, evidence }) =>
      evidence
        .filter(({ effect }) => effect !== 'lower')
        .slice(0, MOST_REASONS)
        .map(({ says, locations }) => {
          const where = locations.length === 0 ? '' : ` (${placesText(page, locations)})`;
          const who = codeSpan(subject.name, LONGEST_NAME);
          return `- ${who} ${escapeMarkdown(id, LONGEST_NAME)}${where}: ${prose(says, LONGEST_REASON)}`;
        }),
    );
  });
  const shown = lines.slice(0, Math.max(1, page.detail.others));
  return lines.length === 0 ? [] : ['', ...details('Why', [...shown, ...restLine(lines.length - shown.length)])];
}
