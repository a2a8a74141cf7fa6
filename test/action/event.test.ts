import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEvent } from '../../src/action/event.ts';
import { judgeTrust } from '../../src/action/trust.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [HEAD, BASE] = ['a'.repeat(40), 'b'.repeat(40)];

function read(payload: unknown) {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return readEvent(path);
}

const pull = (repo: unknown) => ({
  pull_request: { number: 7, head: { sha: HEAD, ref: 'change', repo }, base: { sha: BASE, ref: 'main' } },
  repository: { full_name: 'acme/shop' },
});

test('a pull request of the same repository', () => {
  expect(read(pull({ full_name: 'Acme/Shop' }))).toEqual({
    pull: {
      ...{ number: 7, headSha: HEAD, headRef: 'change', baseSha: BASE, baseRef: 'main' },
      ...{ fork: false, headRepository: 'Acme/Shop' },
    },
    base: { sha: BASE, name: 'main' },
  });
});

test('a fork, and one that was deleted', () => {
  expect(read(pull({ full_name: 'eve/shop' })).pull).toMatchObject({ fork: true, headRepository: 'eve/shop' });
  expect(read(pull(null)).pull).toMatchObject({ fork: true });
  expect(read(pull(null)).pull).not.toHaveProperty('headRepository');
});

test('an entry of a merge queue has a base and no pull request', () => {
  expect(read({ merge_group: { base_sha: BASE, base_ref: 'refs/heads/main', head_sha: HEAD } })).toEqual({
    base: { sha: BASE, name: 'main' },
  });
});

test.each([
  ['no JSON', '{'],
  ['a list', '[]'],
  ['a commit that is an option', { merge_group: { base_sha: '--upload-pack=x' } }],
  ['a number that is text', { pull_request: { ...pull(null).pull_request, number: '7' } }],
  ['a push', { ref: 'refs/heads/main' }],
])('%s tells nothing', (_what, payload) => {
  expect(read(payload)).toEqual({});
});

test('a file that is not there tells nothing', () => {
  expect(readEvent(join(folder, 'none.json'))).toEqual({});
  expect(readEvent(undefined)).toEqual({});
});

test('forks and privileged events are not trusted; only the privileged may not write', () => {
  const fork = read(pull(null)).pull;
  const own = read(pull({ full_name: 'acme/shop' })).pull;
  expect(judgeTrust('pull_request', own)).toEqual({ mayWrite: true });
  expect(judgeTrust('pull_request', fork)).toMatchObject({ reason: expect.stringContaining('fork'), mayWrite: true });
  const privileged =
    'pull_request_target workflow_run issue_comment issues discussion discussion_comment check_run check_suite';
  for (const event of privileged.split(' '))
    expect(judgeTrust(event, own)).toMatchObject({ reason: `the event is ${event}`, mayWrite: false });
  expect(judgeTrust('push', undefined)).toEqual({ mayWrite: true });
});
