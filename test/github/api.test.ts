import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { type ApiRequest, openApi, repositoryPath } from '../../src/github/api.ts';
import { fakeTokens } from '../fake-github/state.ts';
import { hangUp, loseAnswer, status } from '../fake-github.ts';
import { linesOf, now, repository, withGithub } from './with-github.ts';

const comments = `${repositoryPath(repository)}/issues/7/comments`;
const reading: ApiRequest = {
  method: 'GET',
  path: comments,
  what: 'reading of comments',
  needs: 'pull-requests: read',
};
const writing: ApiRequest = {
  ...{ method: 'POST', path: comments, body: { body: 'hello' }, isOnce: true },
  ...{ what: 'comment on the pull request', needs: 'pull-requests: write' },
};

test('sends the token in a header and the version that it was written for', async () => {
  const { api, github } = await withGithub();
  expect(await api.request(reading)).toMatchObject({ kind: 'done', status: 200, body: [] });
  expect(github.requests[0]?.headers).toMatchObject({
    authorization: `Bearer ${fakeTokens.job}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    'user-agent': 'seaworthy',
  });
});

test('asks an Enterprise Server below its base path and names no version', async () => {
  const { api, github } = await withGithub({ enterprise: '3.17.0' });
  expect(await api.request(reading)).toMatchObject({ kind: 'done' });
  expect(linesOf(github)).toEqual(['GET /api/v3/repos/acme/shop/issues/7/comments']);
  expect(github.requests[0]?.headers['x-github-api-version']).toBeUndefined();
});

test('repeats what fails for a moment, later each time', async () => {
  const { api, github, waits } = await withGithub();
  github.fail(/comments/, 2, status(503));
  github.fail(/comments/, 1, hangUp);
  expect(await api.request(reading)).toMatchObject({ kind: 'done' });
  expect(waits).toEqual([1000, 2000, 4000]);
});

test('gives up in the end and says how often it tried', async () => {
  const { api, github } = await withGithub();
  github.fail(/comments/, 99, status(502, 'Server Error'));
  expect(await api.request(reading)).toEqual({
    kind: 'refused',
    refusal: {
      status: 502,
      reason: 'GitHub answered 502 to the reading of comments: Server Error (tried 5 times)',
      hint: '',
      isSetting: false,
      isUnsure: true,
    },
  });
  expect(github.requests).toHaveLength(5);
});

test('does not repeat what may have been done already', async () => {
  const { api, github } = await withGithub();
  github.fail(/POST/, 1, loseAnswer);
  expect(await api.request(writing)).toMatchObject({ kind: 'refused', refusal: { isUnsure: true } });
  expect(github.state.pulls.get(7)?.comments).toHaveLength(1);
});

test('repeats what a limit turned away, as late as GitHub asks', async () => {
  const { api, github, waits } = await withGithub();
  github.fail(/POST/, 1, status(403, 'You have exceeded a secondary rate limit.', { 'retry-after': '30' }));
  github.fail(/POST/, 1, status(429, 'You have exceeded a secondary rate limit.'));
  github.fail(/POST/, 1, status(429, '', { 'retry-after': new Date(now + 7000).toUTCString() }));
  expect(await api.request(writing)).toMatchObject({ kind: 'done', status: 201 });
  expect(waits).toEqual([30_000, 60_000, 7000]);
});

test('waits until the limit of the hour is lifted if that is soon, and says when if it is not', async () => {
  const { api, github, waits, open } = await withGithub();
  github.state.remaining = 0;
  github.state.reset = now / 1000 + 90;
  const patient = open({
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      github.state.remaining = 10;
    },
  });
  expect(await patient.request(reading)).toMatchObject({ kind: 'done' });
  expect(waits).toEqual([90_000]);
  github.state.remaining = 0;
  github.state.reset = now / 1000 + 1800;
  expect(await api.request(reading)).toMatchObject({
    kind: 'refused',
    refusal: {
      status: 403,
      hint: 'the limit of requests is used up; run the job again in 30 minutes',
      isSetting: false,
      isUnsure: false,
    },
  });
});

test.each([
  ['a token that is not valid', { token: 'ghs_wrong' }, 401, /leave the input `token` out/],
  ['a token that lacks a right', { token: fakeTokens.fork }, 403, /add `pull-requests: write` under `permissions:`/],
  [
    'a fork',
    { token: fakeTokens.fork, isFork: true },
    403,
    /a pull request from a fork gets a token that can only read/,
  ],
])('explains %s', async (_, options, code, hint) => {
  const { open } = await withGithub();
  const result = await open(options).request(writing);
  expect(result).toMatchObject({ kind: 'refused', refusal: { status: code, isSetting: true, isUnsure: false } });
  expect(result.kind === 'refused' && result.refusal.hint).toMatch(hint);
});

test('explains a token of a person that lacks a right, and a locked conversation', async () => {
  const { api, github, open } = await withGithub();
  github.state.tokens.set('github_pat_x', { login: 'mona', type: 'User', permissions: { contents: 'read' } });
  const personal = await open({ token: 'github_pat_x' }).request(writing);
  expect(personal).toMatchObject({ refusal: { hint: expect.stringMatching(/give the token of the input `token`/) } });
  const pull = github.state.pulls.get(7);
  if (pull !== undefined) pull.locked = true;
  expect(await api.request(writing)).toMatchObject({
    refusal: { hint: expect.stringMatching(/conversation .* locked/) },
  });
});

test('a repository that the token may not see is not there', async () => {
  const { github, open } = await withGithub();
  github.state.isPrivate = true;
  github.state.tokens.set('github_pat_x', { login: 'mona', type: 'User', permissions: {} });
  expect(await open({ token: 'github_pat_x' }).request(reading)).toMatchObject({
    refusal: { status: 404, isSetting: true, hint: expect.stringContaining('the token may not see it') },
  });
});

test('follows a repository that was renamed, and says so to nobody else', async () => {
  const { api, github } = await withGithub();
  const path = '/repos/acme/old-shop/issues/7/comments';
  expect(await api.request({ ...writing, path })).toMatchObject({ kind: 'done', status: 201 });
  expect(linesOf(github)).toEqual([`POST ${path}`, 'POST /repositories/1/issues/7/comments']);
});

test('takes the token to no other host, neither by a redirect nor by a page', async () => {
  const { api, github } = await withGithub();
  const seen: (string | undefined)[] = [];
  const other = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.end('[]');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}/repos`;
  try {
    github.fail(/comments/, 1, status(307, '', { location: address }));
    expect(await api.request(reading)).toMatchObject({
      kind: 'refused',
      refusal: { reason: expect.stringContaining('leads to another place, where the token does not go') },
    });
    github.fail(/comments/, 1, (_request, response) =>
      response.writeHead(200, { link: `<${address}>; rel="next"` }).end('[1]'),
    );
    expect(await api.pages(reading, 10)).toEqual({ kind: 'done', items: [1], isAll: true });
    expect(seen).toEqual([]);
  } finally {
    await new Promise<void>((resolve) => other.close(() => resolve()));
  }
});

test('reads lists page by page up to as many items as are wanted', async () => {
  const { api, github } = await withGithub();
  const pull = github.state.pulls.get(7);
  const author = { login: 'mona', type: 'User' } as const;
  for (let id = 1; id <= 250; id += 1) pull?.comments.push({ id, author, body: `${id}`, edits: 0 });
  const all = await api.pages(reading, 1000);
  expect(all).toMatchObject({ kind: 'done', isAll: true });
  expect(all.kind === 'done' && all.items.map((item) => Object(item).id)).toEqual(
    Array.from({ length: 250 }, (_, index) => index + 1),
  );
  expect(github.requests).toHaveLength(3);
  const some = await api.pages(reading, 150);
  expect(some).toMatchObject({ kind: 'done', isAll: false });
  expect(some.kind === 'done' && some.items).toHaveLength(150);
});

test('no message holds the token, even if GitHub repeats it', async () => {
  const { api, github } = await withGithub();
  github.fail(/comments/, 1, status(422, `bad ${fakeTokens.job}`));
  const result = await api.request(reading);
  expect(JSON.stringify(result)).not.toContain(fakeTokens.job);
  expect(result).toMatchObject({ refusal: { reason: expect.stringContaining('bad ***') } });
});

test('an answer that is no JSON is a refusal', async () => {
  const { api, github } = await withGithub();
  github.fail(/comments/, 1, (_request, response) => response.end('<html>sign in</html>'));
  expect(await api.request(reading)).toMatchObject({
    refusal: { reason: expect.stringContaining('is not JSON'), isSetting: false },
  });
});

test('a host that is not there is a refusal in which nothing was done', async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise<void>((resolve) => closed.close(() => resolve()));
  const api = openApi({
    ...{ apiUrl: `http://127.0.0.1:${port}`, token: 'ghs_token', isEnterprise: false, isFork: false, environment: {} },
    sleep: async () => {},
  });
  expect(await api.request(writing)).toEqual({
    kind: 'refused',
    refusal: {
      reason: `the comment on the pull request failed: 127.0.0.1:${port} cannot be reached (ECONNREFUSED) (tried 5 times)`,
      ...{ hint: '', isSetting: false, isUnsure: false },
    },
  });
  await api.close();
});

test('tries once where GitHub was down before in the same run, and again with patience when it answers', async () => {
  const { api, github, waits } = await withGithub();
  github.fail(/comments/, 6, status(503));
  expect(await api.request(reading)).toMatchObject({ kind: 'refused' });
  expect(await api.request(reading)).toMatchObject({ kind: 'refused' });
  expect(github.requests).toHaveLength(6);
  expect(await api.request(reading)).toMatchObject({ kind: 'done' });
  github.fail(/comments/, 1, hangUp);
  expect(await api.request(reading)).toMatchObject({ kind: 'done' });
  expect(waits).toEqual([1000, 2000, 4000, 8000, 1000]);
});

test('goes through the proxy that the environment names', async () => {
  const seen: string[] = [];
  const proxy = createServer((request, response) => {
    seen.push(request.url ?? '');
    response.end('[]');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const api = openApi({
    ...{ apiUrl: 'http://api.example.invalid/api/v3', token: 'ghs_token', isEnterprise: true, isFork: false },
    environment: { http_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` },
  });
  try {
    expect(await api.request(reading)).toMatchObject({ kind: 'done', body: [] });
    expect(seen).toEqual([`http://api.example.invalid/api/v3${comments}`]);
  } finally {
    await api.close();
    proxy.closeAllConnections();
    await new Promise<void>((resolve) => proxy.close(() => resolve()));
  }
});

test('an address that is none, and a proxy that is none, are refusals', async () => {
  const options = { token: 'ghs_token', isEnterprise: false, isFork: false, environment: {}, sleep: async () => {} };
  const nowhere = openApi({ ...options, apiUrl: 'not an address' });
  expect(await nowhere.request(reading)).toMatchObject({ kind: 'refused' });
  expect(await nowhere.pages(reading, 10)).toMatchObject({ kind: 'refused' });
  const proxied = openApi({
    ...options,
    apiUrl: 'https://api.example.invalid',
    environment: { https_proxy: 'ftp://user:secret@proxy.example.invalid' },
  });
  const result = await proxied.request(reading);
  expect(result).toMatchObject({ refusal: { reason: expect.stringContaining('https_proxy') } });
  expect(JSON.stringify(result)).not.toContain('secret');
});
