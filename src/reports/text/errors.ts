// What could not be examined, said first and unmistakably, and the notices that change no verdict.
import type { TargetError, TargetResult } from '../../model/run.ts';
import { groupBy } from '../ranking.ts';
import { clip, visible } from '../visible-text.ts';
import { type Page, place, targetTitle } from './page.ts';
import { quote } from './quote.ts';
import { layParagraph, upTo } from './rows.ts';

const LONGEST_MESSAGE = 1000;
const MOST_PLACES = 5;

/** One section per target with errors. */
export function errorSections(page: Page): string[][] {
  return page.run.targets.filter(({ errors }) => errors.length > 0).map((target) => errorLines(page, target));
}

function errorLines(page: Page, target: TargetResult): string[] {
  const extent = target.subjects.length === 0 ? 'could not be examined' : 'could not be examined completely';
  const heading = `${page.paint(['bold', 'red'], 'ERROR')} ${page.paint('bold', targetTitle(target))} ${extent}; it does not count as clean`;
  return [
    ...layParagraph(heading, { indent: 0, hang: 6, width: page.width }),
    ...target.errors.flatMap((error) => [
      ...layParagraph(sentence(target, error), { indent: 6, width: page.width }),
      ...(error.location === undefined ? [] : quote(page, error.location)),
    ]),
  ];
}

/** The notices of all targets, each said once however often it was given. */
export function noticeLines(page: Page): string[] {
  const notices = page.run.targets.flatMap(({ notices }) => notices);
  const lines = [...groupBy(notices, ({ message }) => message)].flatMap(([message, same]) => {
    const places = [...new Set(same.flatMap(({ location }) => (location === undefined ? [] : [place(location)])))];
    const where = upTo(MOST_PLACES, places).join(', ');
    return layParagraph(`${where === '' ? '' : `${where}: `}${shown(message)}`, {
      indent: 2,
      hang: 2,
      width: page.width,
    });
  });
  return lines.length === 0 ? [] : [page.paint('bold', 'Notes'), ...lines];
}

function sentence(target: TargetResult, { message, location }: TargetError): string {
  const text = shown(message);
  if (location === undefined || text.startsWith(place(location))) return text;
  return `${location.file === target.file ? `line ${location.startLine}` : place(location)}: ${text}`;
}

function shown(message: string): string {
  return clip(visible(clip(message, 2 * LONGEST_MESSAGE)), LONGEST_MESSAGE);
}
