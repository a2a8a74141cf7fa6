// GitHub says no, or nothing at all: the report is never lost, and findings alone decide unless an upload is required.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { BAD, CLEAN } from './files.ts';
import { makeRepository, type Repository } from './git-workspace.ts';
import { runPull, runPush } from './pull-request.ts';

let repository: Repository;
afterEach(() => repository.remove());

test('a token without the permission: a notice that names it', async () => {
  repository = makeRepository({ base: { 'compose.yaml': CLEAN } });
  const result = await runPush(repository);
  expect(result.exitCode).toBe(0);
  expect(result.annotations).toEqual([
    expect.objectContaining({ level: 'notice', message: expect.stringContaining('`security-events: write`') }),
  ]);
  expect(result.summary).toContain('security-events');
  expect(result.outputs).toMatchObject({ decision: 'ALLOW', 'exit-code': '0', 'sarif-id': '' });
});

test('an upload that is required fails the step', async () => {
  repository = makeRepository({ base: { 'compose.yaml': CLEAN } });
  const result = await runPush(repository, { inputs: { 'upload-sarif': 'required' } });
  expect(result.exitCode).toBe(1);
  expect(result.annotations[0]).toMatchObject({ level: 'error', message: expect.stringContaining('code scanning') });
  expect(result.outputs).toMatchObject({ decision: 'ALLOW', 'exit-code': '1' });
});

test('a fork is told that its token can only read', async () => {
  repository = makeRepository({ base: { 'compose.yaml': CLEAN }, head: { 'compose.yaml': BAD } });
  const result = await runPull(repository, { headRepository: 'eve/shop', inputs: { comment: 'always' } });
  expect(result.exitCode).toBe(1);
  expect(result.outputs['new-findings']).toBe('1');
  const notices = result.annotations.filter(({ level }) => level === 'notice').map(({ message }) => message);
  expect(notices).toHaveLength(2);
  for (const notice of notices) expect(notice).toContain('a pull request from a fork gets a token that can only read');
});

test('without a token nothing is sent, and it is said', async () => {
  repository = makeRepository({ base: { 'compose.yaml': CLEAN } });
  const result = await runPush(repository, { inputs: { token: '' } });
  expect(result.exitCode).toBe(0);
  expect(result.annotations[0]).toMatchObject({ level: 'notice', message: expect.stringContaining('token is empty') });
});

test('events that run with the rights of the repository for others send nothing', async () => {
  repository = makeRepository({ base: { 'compose.yaml': CLEAN }, head: { 'compose.yaml': BAD } });
  const privileged = { eventName: 'pull_request_target', ref: 'refs/heads/main', sha: repository.baseSha };
  const inputs = { 'upload-sarif': 'required', comment: 'always', 'fail-on': 'none' };
  const result = await runPull(repository, { ...privileged, commit: repository.headSha, depth: 'full', inputs });
  expect(result.exitCode).toBe(1);
  expect(result.annotations.map(({ message }) => message)).toContain(
    'Nothing was sent to GitHub, since the event is pull_request_target.',
  );
});

test('nobody answers for the whole run: files, summary and exit code are as ever', async () => {
  repository = makeRepository({ base: { 'compose.yaml': CLEAN }, head: { 'compose.yaml': BAD } });
  const workspace = repository.checkout(repository.mergeSha, 2);
  const inputs = { 'sarif-file': 'all.sarif', 'json-file': 'all.json' };
  const result = await runPull(repository, { workspace, inputs, apiUrl: 'http://127.0.0.1:9' });
  expect(result.exitCode).toBe(1);
  expect(['all.sarif', 'all.json'].filter((name) => !existsSync(join(workspace, name)))).toEqual([]);
  expect(result.summary).toContain('host-network');
  expect(result.annotations).toContainEqual(
    expect.objectContaining({ level: 'warning', message: expect.stringMatching(/not tried.*tried 5 times/) }),
  );
});
