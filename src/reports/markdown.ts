// The report for pages that read GitHub's Markdown, such as a job summary: what matters first, details folded, less of them when there is little room.
import type { Run } from '../model/run.ts';
import type { Detail, MarkdownOptions } from './markdown/page.ts';
import { sections } from './markdown/sections.ts';

export type { MarkdownOptions } from './markdown/page.ts';

const STEPS: readonly Detail[] = [
  { findings: 1000, others: 200, controls: true },
  { findings: 300, others: 50, controls: true },
  { findings: 100, others: 20, controls: false },
  { findings: 20, others: 5, controls: false },
  { findings: 0, others: 0, controls: false },
];

/** Renders a run as Markdown. It drops detail until it fits, then whole sections from the end; what is left out is counted. */
export function markdown(run: Run, options: MarkdownOptions): string {
  let parts: (readonly string[])[] = [];
  for (const detail of STEPS) {
    parts = sections(run, options, detail).filter((lines) => lines.length > 0);
    const page = join(parts);
    if (Buffer.byteLength(page) <= options.maxBytes) return page;
  }
  while (parts.length > 1 && Buffer.byteLength(join(parts)) > options.maxBytes) parts.pop();
  return join(parts);
}

function join(parts: readonly (readonly string[])[]): string {
  return `${parts
    .map((lines) => lines.join('\n'))
    .join('\n\n')
    .trimEnd()}\n`;
}
