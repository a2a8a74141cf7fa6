// The report on exceptions: every waiver, who granted it, until when, and what became of it in this run.
import type { Run } from '../model/run.ts';
import { openPage } from './text/page.ts';
import { allWaiverLines, disabledLines, isDoubtful } from './text/waivers.ts';
import type { TextOptions } from './text.ts';
import { breakRunnerCommands } from './visible-text.ts';

/** Renders the waivers of a run as text. */
export function waiverReport(run: Run, { width, colour }: TextOptions): string {
  const page = openPage(run, width, colour);
  const doubtful = run.waivers.filter(isDoubtful).length;
  const total = `${run.waivers.length} waiver${run.waivers.length === 1 ? '' : 's'}, ${doubtful} to renew, narrow or remove`;
  const sections = [allWaiverLines(page), disabledLines(page), [total]];
  return sections
    .filter((section) => section.length > 0)
    .map((section) => section.map((line) => `${breakRunnerCommands(line.trimEnd())}\n`).join(''))
    .join('\n');
}

/** Whether a waiver of the run needs a look. */
export function needsAttention(run: Run): boolean {
  return run.waivers.some(isDoubtful);
}
