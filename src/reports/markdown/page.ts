// What the sections of the Markdown report are given.
import type { Location } from '../../model/location.ts';
import type { Run } from '../../model/run.ts';
import { codeSpan, link } from '../markdown-text.ts';

const LONGEST_PLACE = 150;
const MOST_PLACES = 3;

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

/** A place as code, linked to its line where there is a page for it. */
export function placeText(
  { options }: MarkdownPage,
  { file, startLine }: Pick<Location, 'file' | 'startLine'>,
): string {
  return link(codeSpan(`${file}:${startLine}`, LONGEST_PLACE), options.fileUrl?.(file, startLine));
}

/** A few places, each once. */
export function placesText(page: MarkdownPage, places: readonly Location[]): string {
  const distinct = [...new Map(places.map((place) => [JSON.stringify([place.file, place.startLine]), place])).values()];
  const shown = distinct.slice(0, MOST_PLACES).map((place) => placeText(page, place));
  const rest = distinct.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}
