// Posts suggestions as one review of a pull request: each beside a line that the change adds, and none twice.
import { createHash } from 'node:crypto';
import type { PullRequest, RepositoryName } from '../model/action-context.ts';
import { type GithubApi, repositoryPath } from './api.ts';
import { objectOf, textOf } from './json.ts';
import { listPullFiles, type PullFile } from './pull-files.ts';
import type { Refusal } from './refusal.ts';
import { type AddedLine, readPatch } from './unified-diff.ts';
import { findViewer, isBy } from './viewer.ts';

/** A remark about one line. */
export interface LineComment {
  readonly file: string;
  readonly line: number;
  /** The line as it was judged; it is looked for in the change, where it may have another number. */
  readonly text: string;
  readonly body: string;
}

export interface ReviewRequest {
  readonly repository: RepositoryName;
  readonly pull: Pick<PullRequest, 'number' | 'headSha'>;
  readonly comments: readonly LineComment[];
  /** Said once, above all of them. */
  readonly summary: string;
}

export type ReviewResult =
  | { readonly kind: 'posted'; readonly count: number; readonly url: string }
  /** All were posted before, or stand beside no line of the change. */
  | { readonly kind: 'nothing' }
  | ({ readonly kind: 'refused' } & Refusal);

const MOST_COMMENTS = 3000;
const NEEDS = 'pull-requests: write';
const MARK = '<!-- seaworthy-suggestion ';

interface Placed {
  readonly path: string;
  readonly line: number;
  readonly body: string;
  /** Tells this suggestion on later runs, wherever its line has moved to. */
  readonly mark: string;
}

/** Posts the suggestions that are new. */
export async function postReview(api: GithubApi, request: ReviewRequest): Promise<ReviewResult> {
  const result = await postOnce(api, request);
  if (result.kind !== 'refused' || !result.isUnsure) return result;
  // A review that was posted although no answer came is found now.
  await api.sleep(1000);
  return await postOnce(api, request);
}

async function postOnce(api: GithubApi, request: ReviewRequest): Promise<ReviewResult> {
  const { repository, pull, comments, summary } = request;
  if (comments.length === 0) return { kind: 'nothing' };
  const listed = await listPullFiles(api, repository, pull.number);
  if (listed.kind === 'refused') return listed;
  const placed = placeComments(comments, listed.files);
  if (placed.length === 0) return { kind: 'nothing' };
  const known = await findPosted(api, request);
  if (known.kind === 'refused') return known;
  const fresh = placed.filter(({ mark }) => !known.marks.has(mark));
  if (fresh.length === 0) return { kind: 'nothing' };
  const posted = await api.request({
    method: 'POST',
    path: `${repositoryPath(repository)}/pulls/${pull.number}/reviews`,
    body: {
      commit_id: pull.headSha,
      event: 'COMMENT',
      body: summary,
      comments: fresh.map(({ path, line, body, mark }) => ({ path, line, side: 'RIGHT', body: `${body}\n\n${mark}` })),
    },
    what: 'review of the pull request',
    needs: NEEDS,
    isOnce: true,
  });
  if (posted.kind === 'refused') return { kind: 'refused', ...posted.refusal };
  return { kind: 'posted', count: fresh.length, url: textOf(objectOf(posted.body).html_url) };
}

/** Gives each comment the number that its line has in the head of the pull request. One whose line the change does not add is left out. */
function placeComments(comments: readonly LineComment[], files: readonly PullFile[]): Placed[] {
  const patches = new Map(files.map(({ name, patch }) => [name, patch]));
  const added = new Map<string, readonly AddedLine[]>();
  const counts = new Map<string, number>();
  return comments.flatMap(({ file, line, text, body }) => {
    const lines = added.get(file) ?? readPatch(patches.get(file) ?? '');
    added.set(file, lines);
    const place = findLine(lines, line, text);
    if (place === undefined) return [];
    const digest = createHash('sha256')
      .update(JSON.stringify([file, text, body]))
      .digest('hex')
      .slice(0, 32);
    const count = (counts.get(digest) ?? 0) + 1;
    counts.set(digest, count);
    return [{ path: file, line: place, body, mark: `${MARK}${digest}-${count} -->` }];
  });
}

/** What was judged may be the merge with a base that has moved on: then the same text counts, if it is there once. */
function findLine(added: readonly AddedLine[], line: number, text: string): number | undefined {
  const plain = text.replace(/\r$/, '');
  const same = added.filter((candidate) => candidate.text.replace(/\r$/, '') === plain);
  return same.find((candidate) => candidate.line === line)?.line ?? (same.length === 1 ? same[0]?.line : undefined);
}

type Posted = { readonly kind: 'done'; readonly marks: ReadonlySet<string> } | ({ readonly kind: 'refused' } & Refusal);

/** The marks of suggestions that were posted before, by the same author. */
async function findPosted(api: GithubApi, { repository, pull }: ReviewRequest): Promise<Posted> {
  const path = `${repositoryPath(repository)}/pulls/${pull.number}/comments`;
  const listed = await api.pages({ path, what: 'reading of review comments', needs: NEEDS }, MOST_COMMENTS);
  if (listed.kind === 'refused') return { kind: 'refused', ...listed.refusal };
  const marked = listed.items.map(objectOf).flatMap((comment) => {
    const body = textOf(comment.body);
    const at = body.lastIndexOf(MARK);
    return at === -1 ? [] : [{ comment, mark: body.slice(at).trimEnd() }];
  });
  if (marked.length === 0) return { kind: 'done', marks: new Set() };
  const viewer = await findViewer(api);
  const own = marked.filter(({ comment }) => isBy(comment, viewer));
  return { kind: 'done', marks: new Set(own.map(({ mark }) => mark)) };
}
