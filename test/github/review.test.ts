import { expect, test } from 'vitest';
import { type LineComment, postReview } from '../../src/github/review.ts';
import { fakeTokens, headSha } from '../fake-github/state.ts';
import { loseAnswer, status } from '../fake-github.ts';
import { linesOf, repository, type WithGithub, withGithub } from './with-github.ts';

const patch = '@@ -1,2 +1,4 @@\n services:\n+  web:\n+    privileged: true\n   db:\n@@ -20 +22 @@\n-x\n+    user: root';
const privileged: LineComment = {
  ...{ file: 'compose.yaml', line: 3, text: '    privileged: true' },
  body: 'Runs privileged.\n\n```suggestion\n    privileged: false\n```',
};
const root: LineComment = { file: 'compose.yaml', line: 22, text: '    user: root', body: 'Runs as root.' };

async function withPull(): Promise<WithGithub> {
  const all = await withGithub();
  const pull = all.github.state.pulls.get(7);
  if (pull !== undefined) pull.files = [{ filename: 'compose.yaml', patch }];
  return all;
}

function request(...comments: readonly LineComment[]) {
  return { repository, pull: { number: 7, headSha }, comments, summary: 'Suggestions of Seaworthy.' };
}

function postedOn({ github }: WithGithub) {
  return github.state.pulls.get(7)?.reviewComments ?? [];
}

test('posts every suggestion beside its line in one review', async () => {
  const all = await withPull();
  expect(await postReview(all.api, request(privileged, root))).toMatchObject({ kind: 'posted', count: 2 });
  const posted = postedOn(all);
  expect(posted.map(({ path, line }) => [path, line])).toEqual([
    ['compose.yaml', 3],
    ['compose.yaml', 22],
  ]);
  expect(new Set(posted.map(({ review }) => review)).size).toBe(1);
  expect(posted[0]?.body.startsWith(`${privileged.body}\n\n<!-- seaworthy-suggestion `)).toBe(true);
  expect(all.github.requests.at(-1)?.body).toMatchObject({ commit_id: headSha, event: 'COMMENT' });
});

test('posts none twice, even when its line has moved, and the new one alone', async () => {
  const all = await withPull();
  await postReview(all.api, request(privileged));
  expect(await postReview(all.api, request(privileged))).toEqual({ kind: 'nothing' });
  const pull = all.github.state.pulls.get(7);
  if (pull !== undefined)
    pull.files = [
      {
        filename: 'compose.yaml',
        patch: `@@ -1 +1,3 @@\n services:\n+  a:\n+  b:\n@@ -1,0 +9,2 @@\n+    privileged: true\n+    user: root`,
      },
    ];
  const moved = { ...privileged, line: 9 };
  expect(await postReview(all.api, request(moved, { ...root, line: 10 }))).toMatchObject({ kind: 'posted', count: 1 });
  expect(postedOn(all).map(({ line }) => line)).toEqual([3, 10]);
});

test('the same line twice in a file takes two suggestions', async () => {
  const all = await withPull();
  const pull = all.github.state.pulls.get(7);
  if (pull !== undefined) pull.files = [{ filename: 'c.yaml', patch: '@@ -0,0 +1,3 @@\n+user: root\n+x\n+user: root' }];
  const first = { file: 'c.yaml', line: 1, text: 'user: root', body: 'Runs as root.' };
  expect(await postReview(all.api, request(first, { ...first, line: 3 }))).toMatchObject({ count: 2 });
  expect(postedOn(all).map(({ line }) => line)).toEqual([1, 3]);
});

test('a line that the merge moved is found in the head by its text, if that is there once', async () => {
  const all = await withPull();
  expect(await postReview(all.api, request({ ...privileged, line: 30 }))).toMatchObject({ kind: 'posted' });
  expect(postedOn(all).map(({ line }) => line)).toEqual([3]);
});

test.each([
  ['is not added by the change', { ...root, text: '   db:', line: 4 }],
  ['has another text by now', { ...privileged, text: '    privileged: false' }],
  ['is in another file', { ...privileged, file: 'other.yaml' }],
])('a suggestion whose line %s is left out', async (_, comment) => {
  const all = await withPull();
  expect(await postReview(all.api, request(comment))).toEqual({ kind: 'nothing' });
  expect(linesOf(all.github)).toEqual(['GET /repos/acme/shop/pulls/7/files']);
});

test('without suggestions nothing is asked', async () => {
  const all = await withPull();
  expect(await postReview(all.api, request())).toEqual({ kind: 'nothing' });
  expect(all.github.requests).toEqual([]);
});

test('a mark that somebody else copied stops nothing', async () => {
  const all = await withPull();
  await postReview(all.api, request(privileged));
  const [own] = postedOn(all).splice(0);
  if (own === undefined) throw new Error('nothing was posted');
  postedOn(all).push({ ...own, author: { login: 'mallory', type: 'User' } });
  expect(await postReview(all.api, request(privileged))).toMatchObject({ kind: 'posted', count: 1 });
});

test('a review whose answer was lost is not posted twice', async () => {
  const all = await withPull();
  all.github.fail(/reviews/, 1, loseAnswer);
  expect(await postReview(all.api, request(privileged))).toEqual({ kind: 'nothing' });
  expect(postedOn(all)).toHaveLength(1);
});

test('a head that moved on and a token that can only read are refusals', async () => {
  const all = await withPull();
  const old = { ...request(privileged), pull: { number: 7, headSha: 'f'.repeat(40) } };
  expect(await postReview(all.api, old)).toMatchObject({ kind: 'refused', isSetting: false });
  const fork = all.open({ token: fakeTokens.fork, isFork: true });
  expect(await postReview(fork, request(privileged))).toMatchObject({ kind: 'refused', isSetting: true });
  all.github.fail(/files/, 99, status(500));
  expect(await postReview(all.api, request(privileged))).toMatchObject({ kind: 'refused', isUnsure: true });
});
