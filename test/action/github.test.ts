// A pull request from its first push to its mending, against a GitHub that keeps to its own description.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fakeTokens } from '../fake-github/state.ts';
import { type FakeGithub, startFakeGithub } from '../fake-github.ts';
import { BAD, BAD_LINE, CLEAN } from './files.ts';
import { makeRepository, type Repository } from './git-workspace.ts';
import { type PullOptions, runPull, runPush } from './pull-request.ts';

let github: FakeGithub;
let repository: Repository;
beforeEach(async () => {
  github = await startFakeGithub();
});
afterEach(async () => {
  expect(github.problems).toEqual([]);
  await github.close();
  repository.remove();
});

/** GitHub knows the commits and the pull request of the repository. */
function publish(patch: string): void {
  const { baseTip, headSha, mergeSha } = repository;
  for (const commit of [baseTip, headSha, mergeSha]) github.state.commits.add(commit);
  const before = github.state.pulls.get(7);
  github.state.pulls.set(7, {
    ...{ headSha, locked: false, files: [{ filename: 'compose.yaml', status: 'modified', changes: 1, patch }] },
    comments: before?.comments ?? [],
    reviewComments: before?.reviewComments ?? [],
  });
}

const open = (ref: string) => github.alerts(ref).filter(({ state }) => state === 'open');

const here = (options: PullOptions = {}): PullOptions => ({ apiUrl: github.apiUrl, token: fakeTokens.job, ...options });

const PATCH = `@@ -11,0 +${BAD_LINE},1 @@\n+    network_mode: host`;

test('first push, a pull request with one bad line, the same mended', async () => {
  repository = makeRepository({ base: { 'compose.yaml': CLEAN }, head: { 'compose.yaml': BAD } });
  publish(PATCH);
  const push = await runPush(repository, here());
  expect(push.exitCode).toBe(0);
  expect(push.outputs['sarif-id']).not.toBe('');
  expect(open('refs/heads/main')).toEqual([]);

  const opened = await runPull(repository, here({ inputs: { comment: 'changes' } }));
  expect(opened.exitCode).toBe(1);
  expect(opened.annotations).toHaveLength(1);
  expect(opened.raw).not.toContain(fakeTokens.job);
  expect(open('refs/pull/7/merge').map(({ rule }) => rule)).toEqual(['host-network']);
  const comments = github.state.pulls.get(7)?.comments ?? [];
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body).toContain('host-network');

  const again = await runPull(repository, here({ inputs: { comment: 'changes' } }));
  expect(again.exitCode).toBe(1);
  expect(comments[0]?.edits).toBe(0);

  repository = repository.push({ 'compose.yaml': `# mended\n${CLEAN}` });
  publish('@@ -0,0 +1,1 @@\n+# mended');
  const mended = await runPull(repository, here({ inputs: { comment: 'changes' } }));
  expect(mended.exitCode).toBe(0);
  expect(open('refs/pull/7/merge')).toEqual([]);
  const after = github.state.pulls.get(7)?.comments ?? [];
  expect(after).toHaveLength(1);
  expect(after[0]?.edits).toBe(1);
  expect(after[0]?.body).toMatch(/ALLOW[\s\S]*no findings/);
}, 120_000);

test('a target that is gone has its alerts closed, one that could not be read keeps them', async () => {
  repository = makeRepository({ base: { 'a/compose.yaml': BAD, 'b/compose.yaml': BAD } });
  publish('');
  const rules = () =>
    open('refs/heads/main')
      .map(({ file }) => file)
      .sort();
  await runPush(repository, here());
  expect(rules()).toEqual(['a/compose.yaml', 'b/compose.yaml']);
  repository.remove();
  repository = makeRepository({ base: { 'b/compose.yaml': 'services: [\n' } });
  publish('');
  const result = await runPush(repository, here());
  expect(result.exitCode).toBe(2);
  expect(rules()).toEqual(['b/compose.yaml']);
});

test('a script whose docker lines went has its alerts closed, though it is still there', async () => {
  repository = makeRepository({ base: { 'compose.yaml': CLEAN, 'deploy.sh': 'docker run --privileged nginx\n' } });
  publish('');
  await runPush(repository, here());
  expect(open('refs/heads/main').map(({ rule }) => rule)).toContain('privileged-container');
  repository.remove();
  repository = makeRepository({ base: { 'compose.yaml': CLEAN, 'deploy.sh': 'echo nothing to deploy\n' } });
  publish('');
  await runPush(repository, here());
  expect(open('refs/heads/main')).toEqual([]);
}, 60_000);

test.each([
  ['schedule', 'refs/heads/main', { schedule: '0 3 * * 1' }],
  ['workflow_dispatch', 'refs/heads/main', { inputs: null, ref: 'refs/heads/main' }],
  ['push', 'refs/tags/v1.2.0', { ref: 'refs/tags/v1.2.0', base_ref: null }],
] as const)(
  '%s on %s judges everything, and its alerts are those of the reference',
  async (eventName, ref, payload) => {
    repository = makeRepository({ base: { 'compose.yaml': BAD } });
    publish('');
    const event = { ...payload, repository: { full_name: 'acme/shop' } };
    const result = await runPush(repository, here({ eventName, ref, event }));
    expect(result.exitCode).toBe(1);
    expect(result.log).not.toContain('Compared with');
    expect(result.outputs).toMatchObject({ decision: 'DENY', 'new-findings': '1' });
    expect(open(ref).map(({ rule }) => rule)).toEqual(['host-network']);
  },
);

describe('a fork', () => {
  test('fails on what it adds, and its token is no reason to fail', async () => {
    repository = makeRepository({ base: { 'compose.yaml': CLEAN }, head: { 'compose.yaml': BAD } });
    publish(PATCH);
    const fork = { token: fakeTokens.fork, headRepository: 'eve/shop', inputs: { comment: 'always' } };
    const result = await runPull(repository, here(fork));
    expect(result.exitCode).toBe(1);
    expect(result.annotations.filter(({ level }) => level !== 'error').map(({ level }) => level)).toEqual([
      'notice',
      'notice',
    ]);
    expect(github.state.uploads.size).toBe(0);
    expect(github.state.pulls.get(7)?.comments).toEqual([]);
  });
});

test('a repository without code scanning: a notice that names the setting', async () => {
  repository = makeRepository({ base: { 'compose.yaml': CLEAN } });
  publish('');
  github.state.codeScanning = false;
  const result = await runPush(repository, here());
  expect(result.exitCode).toBe(0);
  expect(result.annotations[0]).toMatchObject({ level: 'notice', message: expect.stringContaining('code scanning') });
});
