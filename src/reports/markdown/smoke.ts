// The runs in the sandbox as tables, each folded.
import { codeSpan, details, escapeMarkdown, table } from '../markdown-text.ts';
import { smokeStory, storyTitle } from '../smoke-story.ts';
import type { MarkdownPage } from './page.ts';

const LONGEST_ROW = 600;
const LONGEST_NAME = 150;

/** One table for each run. */
export function smokeLines({ run, detail }: MarkdownPage): string[] {
  const runs = run.targets.flatMap(({ smoke }) => (smoke === undefined ? [] : [smoke])).slice(0, detail.others);
  return runs.flatMap((smoke) =>
    details(
      `Run in the sandbox: ${codeSpan(storyTitle(smoke), LONGEST_NAME)}: ${escapeMarkdown(smoke.result)}`,
      table(
        ['', ''],
        smokeStory(smoke).map(({ label, text }) => [label, escapeMarkdown(text, LONGEST_ROW)]),
      ),
    ),
  );
}
