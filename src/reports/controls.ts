// The table of controls: how every control of the frameworks asked for stands, in which targets, and what would settle it.
import type { Run } from '../model/run.ts';
import type { RenderOptions } from './render-options.ts';
import { controlRows } from './text/control-rows.ts';
import { frameworkHead } from './text/framework-head.ts';
import { openPage } from './text/page.ts';
import { breakRunnerCommands } from './visible-text.ts';

/** Renders the frameworks of a run as tables for people. */
export function controls(run: Run, { width, colour }: RenderOptions): string {
  const page = openPage(run, width, colour);
  const tables = run.frameworks.map((framework) => [
    ...frameworkHead(page, framework),
    '',
    ...controlRows(page, framework),
  ]);
  return tables
    .flatMap((lines, index) => (index === 0 ? lines : ['', '', ...lines]))
    .map((line) => `${breakRunnerCommands(line.trimEnd())}\n`)
    .join('');
}
