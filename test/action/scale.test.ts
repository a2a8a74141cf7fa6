// What GitHub does not take in full: thirty thousand results, and an Enterprise Server that lacks what github.com has.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { fakeTokens } from '../fake-github/state.ts';
import { type FakeGithub, startFakeGithub } from '../fake-github.ts';
import { BAD, BAD_LINE, CLEAN } from './files.ts';
import { makeRepository, type Repository } from './git-workspace.ts';
import { runPull, runPush } from './pull-request.ts';

let github: FakeGithub;
let repository: Repository;
afterEach(async () => {
  expect(github.problems).toEqual([]);
  await github.close();
  repository.remove();
});

/** GitHub knows the commits of the repository. */
function publishCommits(): void {
  for (const commit of [repository.baseTip, repository.headSha, repository.mergeSha]) github.state.commits.add(commit);
}

test('thirty thousand results: what is taken is uploaded, the rest is in the file and is said', async () => {
  const services = Array.from({ length: 2200 }, (_, index) => `  s${index}: { image: "nginx:1" }\n`);
  const files = Object.fromEntries(
    Array.from({ length: 2 }, (_, index) => [`part-${index}/compose.yaml`, `services:\n${services.join('')}`]),
  );
  github = await startFakeGithub();
  repository = makeRepository({ base: files });
  publishCommits();
  const workspace = repository.checkout(repository.baseTip, 1);
  const result = await runPush(repository, {
    ...{ apiUrl: github.apiUrl, token: fakeTokens.job, workspace },
    inputs: { 'sarif-file': 'all.sarif', 'fail-on': 'none' },
  });
  expect(result.exitCode).toBe(0);
  const log: { runs: { results: unknown[] }[] } = JSON.parse(readFileSync(join(workspace, 'all.sarif'), 'utf8'));
  const written = log.runs.reduce((sum, run) => sum + run.results.length, 0);
  expect(written).toBeGreaterThan(30_000);
  const alerts = github.alerts('refs/heads/main');
  expect(alerts).toHaveLength(2 * 5000);
  expect(result.log).toContain(`${written - alerts.length} findings are above the limits of code scanning`);
  expect(Buffer.byteLength(result.summary ?? '')).toBeLessThan(1024 * 1024);
  expect(result.annotations.length).toBeLessThanOrEqual(30);
}, 240_000);

test('an Enterprise Server: upload, comment and links go there', async () => {
  github = await startFakeGithub({ enterprise: '3.17.0' });
  repository = makeRepository({ base: { 'compose.yaml': CLEAN }, head: { 'compose.yaml': BAD } });
  publishCommits();
  const patch = `@@ -11,0 +${BAD_LINE},1 @@\n+    network_mode: host`;
  github.state.pulls.set(7, {
    ...{ headSha: repository.headSha, locked: false, comments: [], reviewComments: [] },
    files: [{ filename: 'compose.yaml', status: 'modified', changes: 1, patch }],
  });
  const result = await runPull(repository, {
    ...{ apiUrl: github.apiUrl, serverUrl: 'https://ghes.example.com', token: fakeTokens.job },
    inputs: { comment: 'changes' },
  });
  expect(result.exitCode).toBe(1);
  expect(result.outputs['sarif-id']).not.toBe('');
  expect(github.requests.every(({ line }) => / \/api\/(?:v3\/|graphql)/.test(line))).toBe(true);
  expect(github.state.pulls.get(7)?.comments).toHaveLength(1);
  expect(result.summary).toContain(`https://ghes.example.com/acme/shop/blob/${repository.mergeSha}/compose.yaml#L12`);
  expect(result.summary).not.toContain('https://github.com/acme/');
}, 60_000);

test('a one-line mend of a changed line is suggested beside it, and once', async () => {
  const bad = `${CLEAN}    privileged: true\n`;
  github = await startFakeGithub();
  repository = makeRepository({ base: { 'compose.yaml': CLEAN }, head: { 'compose.yaml': bad } });
  publishCommits();
  github.state.pulls.set(7, {
    ...{ headSha: repository.headSha, locked: false, comments: [], reviewComments: [] },
    files: [
      { filename: 'compose.yaml', status: 'modified', patch: `@@ -11,0 +${BAD_LINE},1 @@\n+    privileged: true` },
    ],
  });
  const step = { apiUrl: github.apiUrl, token: fakeTokens.job, inputs: { comment: 'changes' } };
  expect((await runPull(repository, step)).exitCode).toBe(1);
  expect((await runPull(repository, step)).exitCode).toBe(1);
  const suggested = github.state.pulls.get(7)?.reviewComments ?? [];
  expect(suggested).toHaveLength(1);
  expect(suggested[0]).toMatchObject({ path: 'compose.yaml', line: BAD_LINE });
  expect(suggested[0]?.body).toContain('```suggestion\n    privileged: false\n```');
}, 60_000);
