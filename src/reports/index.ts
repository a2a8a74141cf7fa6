// Every report format, by the name it is asked for. What draws it is loaded when it is asked for.
import type { Run } from '../model/run.ts';
import type { RenderOptions } from './render-options.ts';

type Render = (run: Run, options: RenderOptions) => string;

export interface ReportFormat {
  /** Word for `--format`. */
  readonly name: string;
  /** Media type. */
  readonly media: string;
  readonly load: () => Promise<Render>;
}

/** As much as a job summary takes. */
const MOST_MARKDOWN = 1024 * 1024;

export const reports: readonly ReportFormat[] = [
  { name: 'text', media: 'text/plain; charset=utf-8', load: async () => (await import('./text.ts')).text },
  { name: 'controls', media: 'text/plain; charset=utf-8', load: async () => (await import('./controls.ts')).controls },
  {
    name: 'json',
    media: 'application/json',
    load: async () => {
      const { json } = await import('./json.ts');
      return (run) => json(run);
    },
  },
  {
    name: 'junit',
    media: 'application/xml',
    load: async () => {
      const { junit } = await import('./junit.ts');
      return (run) => junit(run);
    },
  },
  {
    name: 'markdown',
    media: 'text/markdown; charset=utf-8',
    load: async () => {
      const { markdown } = await import('./markdown.ts');
      return (run) => markdown(run, { maxBytes: MOST_MARKDOWN });
    },
  },
  {
    name: 'sarif',
    media: 'application/sarif+json',
    load: async () => {
      const { sarif } = await import('./sarif.ts');
      return (run) => sarif(run);
    },
  },
];
