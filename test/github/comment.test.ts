import { expect, test } from 'vitest';
import { type CommentRequest, keepComment } from '../../src/github/comment.ts';
import { comment, commentMarker } from '../../src/reports/comment.ts';
import { fakeTokens, mergeSha } from '../fake-github/state.ts';
import { loseAnswer, status } from '../fake-github.ts';
import { shopRun } from '../reports/shop.ts';
import { linesOf, repository, type WithGithub, withGithub } from './with-github.ts';

const marker = commentMarker();

function request(text: string, more: Partial<CommentRequest> = {}): CommentRequest {
  return { repository, number: 7, marker, body: `${marker}\n${text}\n`, mayCreate: true, ...more };
}

function commentsOf({ github }: WithGithub) {
  return github.state.pulls.get(7)?.comments ?? [];
}

test('writes one comment, leaves it as it is, and edits it when it says something else', async () => {
  const all = await withGithub();
  expect(await keepComment(all.api, request('one'))).toMatchObject({
    kind: 'created',
    url: expect.stringMatching(/#issuecomment-/),
  });
  expect(await keepComment(all.api, request('one'))).toMatchObject({ kind: 'unchanged' });
  expect(commentsOf(all)).toMatchObject([{ body: `${marker}\none\n`, edits: 0 }]);
  expect(await keepComment(all.api, request('two'))).toMatchObject({ kind: 'updated' });
  expect(commentsOf(all)).toMatchObject([{ body: `${marker}\ntwo\n`, edits: 1 }]);
});

test('a new commit and a new run alone are nothing new', async () => {
  const all = await withGithub();
  const draw = (sha: string, run: number) =>
    comment(shopRun(), {
      fileUrl: (file, line) => `https://github.com/acme/shop/blob/${sha}/${file}#L${line}`,
      runUrl: `https://github.com/acme/shop/actions/runs/${run}`,
    });
  await keepComment(all.api, { ...request(''), body: draw(mergeSha, 1) });
  expect(await keepComment(all.api, { ...request(''), body: draw('d'.repeat(40), 2) })).toMatchObject({
    kind: 'unchanged',
  });
  expect(commentsOf(all)).toMatchObject([{ edits: 0, body: expect.stringContaining(mergeSha) }]);
});

test('a comment of somebody else with the same mark is not ours', async () => {
  const all = await withGithub();
  commentsOf(all).push(
    { id: 1, author: { login: 'mallory', type: 'User' }, body: `${marker}\nall is well\n`, edits: 0 },
    { id: 2, author: { login: 'other[bot]', type: 'Bot' }, body: `${marker}\nquoted\n`, edits: 0 },
    { id: 3, author: { login: 'github-actions[bot]', type: 'Bot' }, body: `of another action\n${marker}\n`, edits: 0 },
  );
  expect(await keepComment(all.api, request('true'))).toMatchObject({ kind: 'created' });
  expect(commentsOf(all).map(({ edits }) => edits)).toEqual([0, 0, 0, 0]);
  expect(await keepComment(all.api, request('changed'))).toMatchObject({ kind: 'updated' });
  expect(commentsOf(all).map(({ edits }) => edits)).toEqual([0, 0, 0, 1]);
});

test('finds its comment behind thousands of others', async () => {
  const all = await withGithub();
  const author = { login: 'mona', type: 'User' } as const;
  for (let id = 1; id <= 1050; id += 1) commentsOf(all).push({ id, author, body: 'hello', edits: 0 });
  await keepComment(all.api, request('one'));
  expect(await keepComment(all.api, request('two'))).toMatchObject({ kind: 'updated' });
  expect(commentsOf(all)).toHaveLength(1051);
});

test('speaks as whoever the token belongs to', async () => {
  const all = await withGithub();
  const permissions = { contents: 'read', 'pull-requests': 'write' } as const;
  all.github.state.tokens.set('github_pat_x', { login: 'release-manager', type: 'User', permissions });
  const api = all.open({ token: 'github_pat_x' });
  await keepComment(api, request('one'));
  expect(await keepComment(api, request('two'))).toMatchObject({ kind: 'updated' });
  all.github.fail(/graphql/, 1, status(400));
  expect(await keepComment(all.api, request('three'))).toMatchObject({ kind: 'created' });
  expect(commentsOf(all).map(({ author }) => author.login)).toEqual(['release-manager', 'github-actions[bot]']);
});

test('with nothing to say it makes no comment, and updates the one that is there', async () => {
  const all = await withGithub();
  expect(await keepComment(all.api, request('clean', { mayCreate: false }))).toEqual({ kind: 'nothing' });
  expect(linesOf(all.github)).toEqual(['GET /repos/acme/shop/issues/7/comments']);
  await keepComment(all.api, request('bad'));
  expect(await keepComment(all.api, request('clean', { mayCreate: false }))).toMatchObject({ kind: 'updated' });
});

test('a comment that was created although its answer was lost is not created twice', async () => {
  const all = await withGithub();
  all.github.fail(/POST .*comments/, 1, loseAnswer);
  expect(await keepComment(all.api, request('one'))).toMatchObject({ kind: 'unchanged' });
  expect(commentsOf(all)).toHaveLength(1);
});

test('a comment that was not created is tried once more', async () => {
  const all = await withGithub();
  all.github.fail(/POST .*comments/, 1, status(502));
  expect(await keepComment(all.api, request('one'))).toMatchObject({ kind: 'created' });
  expect(commentsOf(all)).toHaveLength(1);
});

test('steps of one job that scan several directories have a comment each', async () => {
  const all = await withGithub();
  const other = commentMarker('Seaworthy: deploy');
  await keepComment(all.api, request('one'));
  await keepComment(all.api, { ...request(''), marker: other, body: `${other}\ntwo\n` });
  expect(commentsOf(all)).toHaveLength(2);
});

test('a token that can only read is a refusal that names the permission', async () => {
  const { open } = await withGithub();
  expect(await keepComment(open({ token: fakeTokens.fork }), request('one'))).toMatchObject({
    kind: 'refused',
    isSetting: true,
    hint: expect.stringContaining('`pull-requests: write`'),
  });
});

test('a body that is too long is a refusal and not a setting', async () => {
  const { api } = await withGithub();
  expect(await keepComment(api, request('x'.repeat(66_000)))).toMatchObject({
    kind: 'refused',
    isSetting: false,
    reason: expect.stringContaining('Body is too long (maximum is 65536 characters)'),
  });
});
