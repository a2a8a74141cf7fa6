// Who the token speaks as. REST does not tell it for the token of a job, GraphQL does for every kind of token.
import type { GithubApi } from './api.ts';
import { type Json, objectOf, textOf } from './json.ts';

/** Whom the token of a job speaks as. */
const JOB = 'github-actions[bot]';

/** The login of whoever the token belongs to. */
export async function findViewer(api: GithubApi): Promise<string> {
  const result = await api.request({
    method: 'POST',
    path: '/graphql',
    body: { query: 'query { viewer { login } }' },
    what: 'question whose the token is',
    needs: 'contents: read',
  });
  if (result.kind === 'refused') return JOB;
  const { viewer } = objectOf(objectOf(result.body).data);
  return textOf(objectOf(viewer).login) || JOB;
}

/** Whether a comment was written by the one with this login. Anybody can copy a mark; nobody can write under another name. */
export function isBy(comment: Json, login: string): boolean {
  const user = objectOf(comment.user);
  return textOf(user.login) === login && (!login.endsWith('[bot]') || user.type === 'Bot');
}
