// Every report format, by the name it is asked for.
import type { Run } from '../model/run.ts';
import { controls } from './controls.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import type { RenderOptions } from './render-options.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

export interface ReportFormat {
  /** Word for `--format`. */
  readonly name: string;
  /** Media type. */
  readonly media: string;
  readonly render: (run: Run, options: RenderOptions) => string;
}

/** As much as a job summary takes. */
const MOST_MARKDOWN = 1024 * 1024;

export const reports: readonly ReportFormat[] = [
  { name: 'text', media: 'text/plain; charset=utf-8', render: text },
  { name: 'controls', media: 'text/plain; charset=utf-8', render: controls },
  { name: 'json', media: 'application/json', render: (run) => json(run) },
  { name: 'junit', media: 'application/xml', render: (run) => junit(run) },
  {
    name: 'markdown',
    media: 'text/markdown; charset=utf-8',
    render: (run) => markdown(run, { maxBytes: MOST_MARKDOWN }),
  },
  { name: 'sarif', media: 'application/sarif+json', render: (run) => sarif(run) },
];
