// The conversation of a pull request: one comment that is kept up to date, and suggestions beside changed lines.
import type { GithubApi } from '../github/api.ts';
import type { ChangedLines, GithubContext } from '../model/action-context.ts';
import type { Run } from '../model/run.ts';
import { explain } from './explain.ts';
import type { ActionInputs } from './inputs.ts';
import type { Links } from './links.ts';

export interface Topic {
  readonly run: Run;
  readonly context: GithubContext;
  readonly changed: ChangedLines | undefined;
  readonly links: Links;
  /** Tells the comments of several steps apart. */
  readonly heading: string;
}

/** Writes what the input asks for, and answers with what was refused. */
export async function converse(topic: Topic, comment: ActionInputs['comment'], api: GithubApi): Promise<string[]> {
  const { pull } = topic.context;
  if (pull === undefined || comment === 'off') return [];
  const refused = await writeComment(topic, pull.number, comment, api);
  // What a comment is refused for, suggestions are refused for as well.
  return refused.length > 0 ? refused : await suggest(topic, pull, api);
}

async function writeComment(
  { run, context, links, heading }: Topic,
  number: number,
  mode: ActionInputs['comment'],
  api: GithubApi,
): Promise<string[]> {
  const [{ keepComment }, reports] = await Promise.all([
    import('../github/comment.ts'),
    import('../reports/comment.ts'),
  ]);
  const { repository, runUrl } = context;
  const result = await keepComment(api, {
    ...{ repository, number, marker: reports.commentMarker(heading) },
    body: reports.comment(run, { heading, fileUrl: links.fileUrl, runUrl }),
    mayCreate: mode === 'always' || reports.hasNews(run),
  });
  return result.kind === 'refused' ? [explain(result)] : [];
}

async function suggest(
  { run, context: { repository }, changed, links }: Topic,
  pull: NonNullable<GithubContext['pull']>,
  api: GithubApi,
): Promise<string[]> {
  const { chooseSuggestions, suggestionComment } = await import('../reports/suggestions.ts');
  const { shown } = chooseSuggestions(run, changed);
  if (shown.length === 0) return [];
  const { postReview } = await import('../github/review.ts');
  const result = await postReview(api, {
    ...{ repository, pull, summary: 'Seaworthy suggests these edits.' },
    comments: shown.map((suggestion) => ({
      ...{ file: suggestion.file, line: suggestion.line, text: suggestion.was },
      body: suggestionComment(suggestion, links.docsUrl),
    })),
  });
  return result.kind === 'refused' ? [explain(result)] : [];
}
