// Every report format, by the name it is asked for.
import type { Run } from '../model/run.ts';
import { json } from './json.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** How a report for people is drawn; the other formats take no notice. */
export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colour: boolean;
}

export interface ReportFormat {
  /** Word for `--format`. */
  readonly name: string;
  /** Media type. */
  readonly media: string;
  readonly render: (run: Run, options: RenderOptions) => string;
}

export const reports: readonly ReportFormat[] = [
  { name: 'text', media: 'text/plain; charset=utf-8', render: text },
  { name: 'json', media: 'application/json', render: (run) => json(run) },
  { name: 'sarif', media: 'application/sarif+json', render: (run) => sarif(run) },
];
