import { afterEach, expect, test } from 'vitest';
import { findChangedLines } from '../../src/github/changed-lines.ts';
import type { PullRequest } from '../../src/model/action-context.ts';
import { git, makeRepository, type Repository } from '../action/git-workspace.ts';
import { status } from '../fake-github.ts';
import { linesOf, repository, withGithub } from './with-github.ts';

const environment = { PATH: process.env.PATH ?? '' };
const made: Repository[] = [];

afterEach(() => {
  for (const one of made.splice(0)) one.remove();
});

const lines = (...numbers: readonly number[]) => numbers.map((number) => `line ${number}\n`).join('');

/** A pull request with an edited, a renamed, a removed, a new and a binary file, odd names, and a base that moved on. */
function makeChange(): Repository {
  const change = makeRepository({
    base: {
      'edited.txt': lines(1, 2, 3, 4, 5, 6),
      'old name.txt': lines(1, 2, 3, 4, 5, 6, 7, 8, 9),
      'moved.txt': lines(11, 12, 13, 14),
      'gone.txt': lines(1),
      'image.bin': '\0\x01\x02',
      'base.txt': lines(1),
    },
    head: {
      'edited.txt': `line 1\nLINE 2\nLINE 3\nline 4\nline 6\nline 7\n`,
      'old name.txt': null,
      'sub/new näme.txt': `${lines(1, 2, 3, 4, 5, 6, 7, 8)}LINE 9\n`,
      'moved.txt': null,
      'elsewhere.txt': lines(11, 12, 13, 14),
      'gone.txt': null,
      'image.bin': '\0\x01\x02\x03',
      'a\n"b".txt': '+++ b/forged.txt\n@@ -1 +1 @@\n',
      ['__proto__']: 'x\n',
    },
    later: { 'base.txt': lines(0, 1), 'later.txt': lines(1) },
  });
  made.push(change);
  return change;
}

const expected = {
  'edited.txt': [
    [2, 3],
    [6, 6],
  ],
  'sub/new näme.txt': [[9, 9]],
  'a\n"b".txt': [[1, 2]],
};

function contextOf({ baseSha, headSha }: Repository, ref: string) {
  const pull: PullRequest = { number: 7, headSha, headRef: 'change', baseSha, baseRef: 'main', fork: false };
  return { repository, ref, pull };
}

test('a checkout of the merge commit tells the change and nothing of the base', async () => {
  const change = makeChange();
  const cwd = change.checkout(change.mergeSha, 2);
  const result = await findChangedLines(contextOf(change, 'refs/pull/7/merge'), { cwd, environment }, undefined);
  expect(result).toMatchObject({ kind: 'known', isAll: true });
  const found = result.kind === 'known' ? [...result.lines] : [];
  expect(found.sort()).toEqual([...Object.entries(expected), ['__proto__', [[1, 1]]]].sort());
});

test('settings of git and attributes of the change alter nothing', async () => {
  const change = makeChange();
  const cwd = change.checkout(change.mergeSha, 2);
  for (const [key, value] of [
    ['diff.noprefix', 'true'],
    ['diff.external', '/bin/false'],
    ['diff.context', '9'],
    ['diff.interHunkContext', '9'],
    ['color.ui', 'always'],
    ['diff.relative', 'true'],
    ['core.quotePath', 'false'],
  ] as const)
    git(cwd, 'config', key, value);
  const result = await findChangedLines(
    contextOf(change, 'refs/pull/7/merge'),
    { cwd: `${cwd}/sub`, environment },
    undefined,
  );
  expect(result.kind === 'known' && Object.fromEntries(result.lines)).toMatchObject(expected);
});

test('a checkout of the head with its history tells the change since it branched off', async () => {
  const change = makeChange();
  const cwd = change.checkout(change.headSha, 'full');
  const result = await findChangedLines(contextOf(change, 'refs/pull/7/head'), { cwd, environment }, undefined);
  expect(result.kind === 'known' && Object.fromEntries(result.lines)).toMatchObject(expected);
});

test('a checkout without history asks GitHub', async () => {
  const change = makeChange();
  const { api, github } = await withGithub();
  const pull = github.state.pulls.get(7);
  if (pull !== undefined)
    pull.files = [
      { filename: 'edited.txt', patch: '@@ -1,3 +1,4 @@\n line 1\n-line 2\n+LINE 2\n+LINE 3\n line 4' },
      { filename: 'renamed.txt', status: 'renamed', previous_filename: 'old.txt', changes: 0 },
      { filename: 'gone.txt', status: 'removed', patch: '@@ -1 +0,0 @@\n-x' },
      { filename: 'huge.yaml', changes: 90_000 },
      { filename: 'image.bin', changes: 0 },
    ];
  const checkouts = [
    [change.mergeSha, 'refs/pull/7/merge'],
    [change.headSha, 'refs/pull/7/head'],
  ] as const;
  for (const [commit, ref] of checkouts) {
    const cwd = change.checkout(commit, 1);
    const result = await findChangedLines(contextOf(change, ref), { cwd, environment }, api);
    expect(result).toMatchObject({ kind: 'known', isAll: true });
    expect(result.kind === 'known' && [...result.lines]).toEqual([
      ['edited.txt', [[2, 3]]],
      ['huge.yaml', 'all'],
    ]);
  }
});

test('GitHub tells three thousand files and no more', async () => {
  const { api, github } = await withGithub();
  const pull = github.state.pulls.get(7);
  const files = Array.from({ length: 3100 }, (_, index) => ({ filename: `${index}.yaml`, patch: '@@ -0,0 +1 @@\n+x' }));
  if (pull !== undefined) pull.files = files;
  const change = makeChange();
  const cwd = change.checkout(change.mergeSha, 1);
  const result = await findChangedLines(contextOf(change, 'refs/pull/7/merge'), { cwd, environment }, api);
  expect(result).toMatchObject({ kind: 'known', isAll: false });
  expect(result.kind === 'known' && result.lines.size).toBe(3000);
  expect(github.requests).toHaveLength(30);
});

test('what is no pull request has no changed lines, and a refusal is said', async () => {
  const { api, github } = await withGithub();
  const change = makeChange();
  const cwd = change.checkout(change.mergeSha, 1);
  const { pull: _, ...push } = contextOf(change, 'refs/heads/main');
  expect(await findChangedLines(push, { cwd, environment }, api)).toEqual({ kind: 'none' });
  github.fail(/files/, 99, status(404, 'Not Found'));
  const context = contextOf(change, 'refs/pull/7/merge');
  expect(await findChangedLines(context, { cwd, environment }, api)).toMatchObject({
    kind: 'refused',
    isSetting: true,
    hint: expect.stringContaining('`pull-requests: read`'),
  });
  expect(linesOf(github)).toEqual(['GET /repos/acme/shop/pulls/7/files']);
});
