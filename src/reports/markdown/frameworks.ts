// The frameworks of a run: how many controls stand how, and each of them.
import { codeSpan, details, escapeMarkdown, table } from '../markdown-text.ts';
import type { MarkdownPage } from './page.ts';

const STATUSES = ['pass', 'fail', 'unknown', 'manual', 'not-applicable'] as const;

const LONGEST_TITLE = 300;

/** One row for each framework; its controls fold open. */
export function frameworkLines({ run, detail }: MarkdownPage): string[] {
  const named = new Map(run.frameworks.map((framework) => [framework.id, framework]));
  const rows = run.summary.frameworks.map((counts) => {
    const { title = counts.id, version = '' } = named.get(counts.id) ?? {};
    return [
      escapeMarkdown(`${title} ${version}`.trim(), LONGEST_TITLE),
      ...STATUSES.map((status) => `${counts[status]}`),
      `${counts.total}`,
    ];
  });
  const head = ['framework', 'pass', 'fail', 'unknown', 'manual', 'not applicable', 'controls'];
  const tables = detail.controls
    ? run.frameworks.flatMap(({ id, short }) => {
        const controls = run.controls.filter(
          ({ framework, status }) => framework === id && status !== 'not-applicable',
        );
        return details(
          `${escapeMarkdown(short, LONGEST_TITLE)}: every control that applies`,
          table(
            ['control', 'title', 'status', 'reason'],
            controls.map((control) => [
              codeSpan(control.id),
              escapeMarkdown(control.title, LONGEST_TITLE),
              control.status,
              escapeMarkdown(control.reason ?? '', LONGEST_TITLE),
            ]),
          ),
        );
      })
    : [];
  return rows.length === 0 ? [] : ['### Frameworks', '', ...table(head, rows), '', ...tables];
}
