// What the sections of the Markdown report are given.
import type { Run } from '../../model/run.ts';

export interface MarkdownOptions {
  /** Most bytes of UTF-8 that the page takes. */
  readonly maxBytes: number;
  /** Address of a line of a scanned file on the web; absent where there is none. */
  readonly fileUrl?: (file: string, line: number) => string | undefined;
  /** Said above everything else. */
  readonly heading?: string;
}

/** How much is shown, from everything to the decision alone. */
export interface Detail {
  readonly findings: number;
  readonly others: number;
  readonly controls: boolean;
}

/** What every section needs. */
export interface MarkdownPage {
  readonly run: Run;
  readonly options: MarkdownOptions;
  readonly detail: Detail;
}

/** The end of a list that is longer than what is shown of it. */
export function restLine(rest: number): string[] {
  return rest > 0 ? [`- and ${rest} more`] : [];
}
