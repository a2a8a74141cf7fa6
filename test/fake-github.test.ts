import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openContract } from './fake-github/contract.ts';
import { fakeTokens, mergeSha } from './fake-github/state.ts';
import { type FakeGithub, startFakeGithub } from './fake-github.ts';

let github: FakeGithub;

beforeEach(async () => {
  github = await startFakeGithub();
});

afterEach(() => github.close());

async function ask(method: string, path: string, body?: object, token: string = fakeTokens.job): Promise<Response> {
  return await fetch(`${github.apiUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const SARIFS = '/repos/acme/shop/code-scanning/sarifs';
const sarif = gzipSync(JSON.stringify({ version: '2.1.0', runs: [] })).toString('base64');

test.each([
  [
    'a key that GitHub does not know',
    'POST',
    SARIFS,
    { commit_sha: mergeSha, ref: 'refs/heads/main', sarif, base_sha: 'x' },
  ],
  ['a key that is missing', 'POST', SARIFS, { commit_sha: mergeSha, ref: 'refs/heads/main' }],
  ['a reference of the wrong form', 'POST', SARIFS, { commit_sha: mergeSha, ref: 'main', sarif }],
  [
    'a key of another name in a list',
    'POST',
    '/repos/acme/shop/pulls/7/reviews',
    { comments: [{ path: 'x', body: 'y', file: 'x' }] },
  ],
  ['a word that is not in the list', 'POST', '/repos/acme/shop/pulls/7/reviews', { event: 'SHOUT' }],
  ['more items than a page has', 'GET', '/repos/acme/shop/pulls/7/files?per_page=101', undefined],
  ['a parameter that there is not', 'GET', '/repos/acme/shop/pulls/7/files?since=now', undefined],
  ['a number that is none', 'GET', '/repos/acme/shop/pulls/7/files?page=two', undefined],
  ['an operation that is not described', 'DELETE', '/repos/acme/shop/issues/comments/1', undefined],
])('%s is a breach of the contract', async (_, method, path, body) => {
  expect((await ask(method, path, body)).ok).toBe(false);
  expect(github.problems).toHaveLength(1);
});

test('what the client asks for by the rules is none', async () => {
  const upload = {
    commit_sha: mergeSha,
    ref: 'refs/heads/main',
    sarif,
    tool_name: 'x',
    started_at: '2026-01-02T03:04:05Z',
  };
  expect((await ask('POST', SARIFS, upload)).status).toBe(202);
  expect((await ask('GET', '/repos/acme/shop/issues/7/comments?per_page=100&page=2')).status).toBe(200);
  expect(github.problems).toEqual([]);
});

test('an answer of another form than GitHub describes is a breach', () => {
  const contract = openContract();
  const route = contract.find('GET', `${SARIFS}/1`);
  if (route === undefined) throw new Error('the operation is not described');
  expect(contract.checkAnswer(route, 200, { processing_status: 'complete', errors: null })).toEqual([]);
  expect(contract.checkAnswer(route, 200, { processing_status: 'done' })).toHaveLength(1);
  expect(contract.checkAnswer(route, 201, {})).toHaveLength(1);
});

test('who may not do a thing is told so in the words of GitHub', async () => {
  const body = { body: 'hello' };
  const comments = '/repos/acme/shop/issues/7/comments';
  expect((await ask('POST', comments, body, 'nobody')).status).toBe(401);
  const forbidden = await ask('POST', comments, body, fakeTokens.fork);
  expect(forbidden.status).toBe(403);
  expect(await forbidden.json()).toMatchObject({ message: 'Resource not accessible by integration' });
  expect((await ask('GET', comments, undefined, fakeTokens.fork)).status).toBe(200);
  github.state.isPrivate = true;
  github.state.tokens.set('other', { login: 'mona', type: 'User', permissions: {} });
  expect((await ask('GET', comments, undefined, 'other')).status).toBe(404);
});

test('the description says where it comes from', () => {
  const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
  const { source } = JSON.parse(read('github-api.json'));
  const [, version = ''] = /@octokit\/openapi@(\S+)/.exec(source) ?? [];
  expect(read('github-api.md')).toContain(`\`@octokit/openapi\` ${version} `);
  expect(read('github-api.md')).toContain('MIT License');
});
