import { randomBytes } from 'node:crypto';
import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import { uploadSarif } from '../../src/github/upload-sarif.ts';
import { emptyRun, limitSarif } from '../../src/reports/sarif/limits.ts';
import { describeLog } from '../../src/reports/sarif.ts';
import { fakeTokens, mergeSha } from '../fake-github/state.ts';
import { loseAnswer, status } from '../fake-github.ts';
import { shopRun } from '../reports/shop.ts';
import { linesOf, place, withGithub } from './with-github.ts';

/** Reports of a small run as the Action uploads them. */
function reports(): string[] {
  return limitSarif(describeLog(shopRun(), { waived: false })).logs.map((log) => JSON.stringify(log));
}

const SARIFS = '/repos/acme/shop/code-scanning/sarifs';

test('uploads a report for the commit and its reference, and the alerts are there', async () => {
  const { api, github, waits } = await withGithub();
  const [result] = await uploadSarif(api, place, reports());
  expect(result).toMatchObject({ kind: 'uploaded', isProcessed: true });
  expect(linesOf(github)).toEqual([`POST ${SARIFS}`, `GET ${SARIFS}/${result?.kind === 'uploaded' && result.id}`]);
  expect(github.requests[0]?.body).toMatchObject({ commit_sha: mergeSha, ref: 'refs/pull/7/merge' });
  expect(waits).toEqual([2000]);
  const { verdicts } = shopRun();
  const findings = verdicts.filter(({ outcome, waiver }) => outcome === 'fail' && waiver === undefined);
  const alerts = github.alerts('refs/pull/7/merge');
  expect(new Set(alerts.map(({ rule }) => rule))).toEqual(new Set(findings.map(({ rule }) => rule)));
  expect(alerts.every(({ state }) => state === 'open')).toBe(true);
});

test('waits longer each time while the report is pending', async () => {
  const { api, github, waits } = await withGithub();
  github.state.polls = 3;
  expect(await uploadSarif(api, place, reports())).toMatchObject([{ kind: 'uploaded', isProcessed: true }]);
  expect(waits).toEqual([2000, 5000, 10_000, 20_000]);
});

test('a report that stays pending was uploaded all the same', async () => {
  const { api, github, waits } = await withGithub();
  github.state.polls = 99;
  expect(await uploadSarif(api, place, reports())).toMatchObject([{ kind: 'uploaded', isProcessed: false }]);
  expect(waits).toHaveLength(6);
});

test('several reports are waited for together', async () => {
  const { api, github, waits } = await withGithub();
  github.state.polls = 1;
  const runs = ['a', 'b', 'c'].map((name) => emptyRun(`seaworthy/${name}`, shopRun().tool));
  const texts = runs.map((run) => JSON.stringify({ version: '2.1.0', runs: [run] }));
  const results = await uploadSarif(api, place, texts);
  expect(results.map((result) => result.kind === 'uploaded' && result.isProcessed)).toEqual([true, true, true]);
  expect(waits).toEqual([2000, 5000]);
  expect(github.state.analyses.map(({ category }) => category)).toEqual(['seaworthy/a', 'seaworthy/b', 'seaworthy/c']);
});

test('a report that GitHub cannot process fails with its own words', async () => {
  const { api, github } = await withGithub();
  github.state.polls = 1;
  const run = emptyRun('seaworthy/twice', shopRun().tool);
  const log: Log = { version: '2.1.0', runs: [run, run] };
  expect(await uploadSarif(api, place, [JSON.stringify(log)])).toMatchObject([
    {
      kind: 'failed',
      errors: ['A delivery cannot contain multiple runs with the same category'],
      hint: 'two steps of one job upload the same targets; scan each target in one step',
    },
  ]);
});

test('what is beyond the limits is refused by GitHub and within them after the report was limited', async () => {
  const { api, github } = await withGithub();
  const runs = Array.from({ length: 21 }, (_, index) => emptyRun(`seaworthy/${index}`, shopRun().tool));
  const log: Log = { version: '2.1.0', runs };
  expect(await uploadSarif(api, place, [JSON.stringify(log)])).toMatchObject([
    { kind: 'failed', errors: ['rejecting SARIF, as there are more runs than allowed (21 > 20)'] },
  ]);
  const limited = limitSarif(log).logs.map((one) => JSON.stringify(one));
  expect(await uploadSarif(api, place, limited)).toMatchObject([{ kind: 'uploaded' }, { kind: 'uploaded' }]);
  expect(github.state.analyses).toHaveLength(21);
});

test('a report that is too large is not sent', async () => {
  const { api, github } = await withGithub();
  const noise = randomBytes(11 * 1024 * 1024).toString('base64');
  const [result] = await uploadSarif(api, place, [JSON.stringify({ version: '2.1.0', runs: [], noise })]);
  expect(result).toMatchObject({ kind: 'refused', isSetting: false, hint: expect.stringContaining('sarif-file') });
  expect(github.requests).toEqual([]);
});

test.each([
  ['refs/heads/', mergeSha],
  ['', mergeSha],
  ['main', mergeSha],
  ['refs/heads/main', 'HEAD'],
])('the reference %j and the commit %s are refused before anything is sent', async (ref, sha) => {
  const { api, github } = await withGithub();
  const [result] = await uploadSarif(api, { ...place, ref, sha }, reports());
  expect(result).toMatchObject({ kind: 'refused', isSetting: false });
  expect(github.requests).toEqual([]);
});

test('a commit that is not in the repository is refused with what to do', async () => {
  const { api } = await withGithub();
  const [result] = await uploadSarif(api, { ...place, sha: 'e'.repeat(40) }, reports());
  expect(result).toMatchObject({ kind: 'refused', isSetting: false, hint: expect.stringContaining('check out') });
});

test('without code scanning the setting is named, and the other reports are not tried', async () => {
  const { api, github } = await withGithub();
  github.state.codeScanning = false;
  const [report = ''] = reports();
  const results = await uploadSarif(api, place, [report, report]);
  expect(results).toMatchObject([
    {
      kind: 'refused',
      reason:
        'GitHub answered 403 to the upload to code scanning: Code Security must be enabled for this repository to use code scanning.',
      hint: expect.stringContaining('switch code scanning on'),
      isSetting: true,
    },
    { kind: 'refused', isSetting: true },
  ]);
  expect(github.requests).toHaveLength(1);
});

test('an Enterprise Server without code scanning is named', async () => {
  const { api, github } = await withGithub({ enterprise: '3.17.0' });
  github.state.codeScanning = false;
  expect(await uploadSarif(api, place, reports())).toMatchObject([
    { kind: 'refused', isSetting: true, hint: expect.stringContaining('this server has no code scanning') },
  ]);
});

test('an Enterprise Server takes the same report', async () => {
  const { api, github } = await withGithub({ enterprise: '3.17.0' });
  expect(await uploadSarif(api, place, reports())).toMatchObject([{ kind: 'uploaded', isProcessed: true }]);
  expect(linesOf(github)[0]).toBe(`POST /api/v3${SARIFS}`);
});

test('a fork and a repository that is archived are told apart', async () => {
  const { api, github, open } = await withGithub();
  const fork = open({ token: fakeTokens.fork, isFork: true });
  expect(await uploadSarif(fork, place, reports())).toMatchObject([
    { kind: 'refused', isSetting: true, hint: expect.stringContaining('a pull request from a fork') },
  ]);
  github.state.isArchived = true;
  expect(await uploadSarif(api, place, reports())).toMatchObject([
    { kind: 'refused', isSetting: true, hint: 'the repository is archived and takes nothing' },
  ]);
});

test('an upload whose answer is lost is made again, which replaces the first', async () => {
  const { api, github } = await withGithub();
  github.fail(/POST/, 1, loseAnswer);
  expect(await uploadSarif(api, place, reports())).toMatchObject([{ kind: 'uploaded', isProcessed: true }]);
  expect(github.state.uploads.size).toBe(2);
  const alerts = github
    .alerts('refs/pull/7/merge')
    .map(({ rule, file, line, category }) => [rule, file, line, category].join());
  expect(new Set(alerts).size).toBe(alerts.length);
});

test('a status that cannot be asked for takes nothing away from the upload', async () => {
  const { api, github } = await withGithub();
  github.fail(/GET/, 99, status(500));
  expect(await uploadSarif(api, place, reports())).toMatchObject([{ kind: 'uploaded', isProcessed: false }]);
});

test('an upload that GitHub does not know yet is looked for again', async () => {
  const { api, github } = await withGithub();
  github.fail(/GET/, 2, status(404, 'Not Found'));
  expect(await uploadSarif(api, place, reports())).toMatchObject([{ kind: 'uploaded', isProcessed: true }]);
});
