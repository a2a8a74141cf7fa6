// The runs in the sandbox, each told in a few rows.
import { smokeStory, storyTitle } from '../smoke-story.ts';
import { widest } from '../text-layout.ts';
import { clip, visible } from '../visible-text.ts';
import { type Page, shownName } from './page.ts';
import { layParagraph } from './rows.ts';

const LONGEST_ROW = 600;
const INDENT = 2;

/** One section for each run. */
export function smokeSections(page: Page): string[][] {
  return page.run.targets.flatMap(({ smoke }) => {
    if (smoke === undefined) return [];
    const rows = smokeStory(smoke);
    const width = widest(rows.map(({ label }) => label)) + 2;
    return [
      [
        page.paint('bold', `Run in the sandbox: ${shownName(storyTitle(smoke))}`),
        ...rows.flatMap(({ label, text }) => {
          const [first = '', ...rest] = layParagraph(visible(clip(text, LONGEST_ROW)), {
            indent: INDENT + width,
            width: page.width,
          });
          return [`${' '.repeat(INDENT)}${page.paint('dim', label.padEnd(width))}${first.trimStart()}`, ...rest];
        }),
      ],
    ];
  });
}
