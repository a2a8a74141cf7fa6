// Keeps one comment on a pull request: found again by its mark and its author, edited only when it says something else.
import type { RepositoryName } from '../model/action-context.ts';
import { type GithubApi, repositoryPath } from './api.ts';
import { numberOf, objectOf, textOf } from './json.ts';
import type { Refusal } from './refusal.ts';
import { findViewer, isBy } from './viewer.ts';

export interface CommentRequest {
  readonly repository: RepositoryName;
  /** Number of the pull request. */
  readonly number: number;
  /** First line of the comment, which nobody sees and which tells it from those of other steps. */
  readonly marker: string;
  /** All of it, the marker included. */
  readonly body: string;
  /** Write it even if there is none yet. */
  readonly mayCreate: boolean;
}

export type CommentResult =
  | { readonly kind: 'created' | 'updated' | 'unchanged'; readonly url: string }
  /** There is none, and none was to be made. */
  | { readonly kind: 'nothing' }
  | ({ readonly kind: 'refused' } & Refusal);

const MOST_COMMENTS = 3000;
const NEEDS = 'pull-requests: write';

/** Creates the comment, updates it, or leaves it as it is. */
export async function keepComment(api: GithubApi, request: CommentRequest): Promise<CommentResult> {
  const result = await keepOnce(api, request);
  if (result.kind !== 'refused' || !result.isUnsure) return result;
  // A comment that was created although no answer came is found now, so there will not be two.
  await api.sleep(1000);
  return await keepOnce(api, request);
}

async function keepOnce(api: GithubApi, request: CommentRequest): Promise<CommentResult> {
  const { repository, number, body, mayCreate } = request;
  const root = `${repositoryPath(repository)}/issues`;
  const existing = await findComment(api, request);
  if (existing.kind === 'refused') return existing;
  if (existing.kind === 'none') {
    if (!mayCreate) return { kind: 'nothing' };
    const path = `${root}/${number}/comments`;
    const created = await api.request({ method: 'POST', path, body: { body }, isOnce: true, ...ASKED });
    return created.kind === 'refused' ? refuse(created.refusal) : { kind: 'created', url: urlOf(created.body) };
  }
  const { id, url } = existing;
  if (saysTheSame(existing.body, body)) return { kind: 'unchanged', url };
  const updated = await api.request({ method: 'PATCH', path: `${root}/comments/${id}`, body: { body }, ...ASKED });
  return updated.kind === 'refused' ? refuse(updated.refusal) : { kind: 'updated', url };
}

const ASKED = { what: 'comment on the pull request', needs: NEEDS };

type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly id: number; readonly body: string; readonly url: string }
  | ({ readonly kind: 'refused' } & Refusal);

async function findComment(api: GithubApi, { repository, number, marker }: CommentRequest): Promise<Found> {
  const path = `${repositoryPath(repository)}/issues/${number}/comments`;
  const listed = await api.pages({ path, what: 'reading of comments', needs: NEEDS }, MOST_COMMENTS);
  if (listed.kind === 'refused') return refuse(listed.refusal);
  const marked = listed.items.map(objectOf).filter(({ body }) => textOf(body).startsWith(marker));
  if (marked.length === 0) return { kind: 'none' };
  const viewer = await findViewer(api);
  const own = marked.find((comment) => isBy(comment, viewer));
  if (own === undefined) return { kind: 'none' };
  return { kind: 'found', id: numberOf(own.id), body: textOf(own.body), url: urlOf(own) };
}

/** Links name the commit and the run, which change with every push; that alone is no news. */
function saysTheSame(before: string, now: string): boolean {
  return lasting(before) === lasting(now);
}

function lasting(body: string): string {
  return body
    .replaceAll('\r\n', '\n')
    .replace(/\/blob\/[0-9a-f]{40,64}\//g, '/blob/')
    .replace(/\/actions\/runs\/\d+/g, '/actions/runs')
    .trimEnd();
}

function urlOf(comment: unknown): string {
  return textOf(objectOf(comment).html_url);
}

function refuse(refusal: Refusal): { readonly kind: 'refused' } & Refusal {
  return { kind: 'refused', ...refusal };
}
