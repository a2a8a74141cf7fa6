// End to end: the real entry under the mini-runner, a real merge commit, nobody who answers at the API.
import { cpSync, existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { BAD, BAD_LINE, CLEAN } from './files.ts';
import { type Change, git, makeRepository, type Repository } from './git-workspace.ts';
import type { StepResult } from './mini-runner.ts';
import { runPull, runPush } from './pull-request.ts';

const made: Repository[] = [];
afterEach(() => {
  for (const repository of made.splice(0)) repository.remove();
});

function repositoryOf(change: Change): Repository {
  const repository = makeRepository(change);
  made.push(repository);
  return repository;
}

const QUIET = { 'upload-sarif': 'off' };
const errors = ({ annotations }: StepResult) => annotations.filter(({ level }) => level === 'error');

/** What must hold of every step, whatever it scans. */
function expectWellBehaved(result: StepResult): void {
  expect(result.forged).toEqual([]);
  expect(result.dropped).toBe(0);
  expect(result.touched).toBe('');
  expect(result.raw).not.toContain('ghs_miniRunnerToken');
  expect(result.raw).not.toContain('runtime-token');
  expect(result.post.exitCode).toBe(0);
}

describe('a pull request that adds one bad line', () => {
  test.each([2, 'full'] as const)('fails on it alone, on its line (depth %s)', async (depth) => {
    const repository = repositoryOf({ base: { 'compose.yaml': CLEAN }, head: { 'compose.yaml': BAD } });
    const result = await runPull(repository, { depth, inputs: QUIET });
    expect(result.exitCode).toBe(1);
    expect(errors(result)).toEqual([
      {
        level: 'error',
        message: expect.stringContaining('web'),
        properties: expect.objectContaining({ file: 'compose.yaml', line: `${BAD_LINE}`, title: 'host-network' }),
      },
    ]);
    expect(result.outputs).toMatchObject({
      ...{ decision: 'DENY', 'exit-code': '1', 'new-findings': '1', high: '1', errors: '0' },
      'risk-level': expect.stringMatching(/HIGH|CRITICAL/),
    });
    expect(result.summary).toContain(`/acme/shop/blob/${repository.mergeSha}/compose.yaml#L${BAD_LINE}`);
    expect(result.log).toContain(`Compared with main (${repository.baseSha.slice(0, 12)})`);
    expectWellBehaved(result);
  });

  test('is let through when it is mended', async () => {
    const bad = repositoryOf({ base: { 'compose.yaml': CLEAN }, head: { 'compose.yaml': BAD } });
    const result = await runPull(bad.push({ 'compose.yaml': `# mended\n${CLEAN}` }), { inputs: QUIET });
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({ decision: 'ALLOW', 'new-findings': '0' });
    expect(errors(result)).toEqual([]);
  });

  test('is compared with what it is merged into, not with where it began', async () => {
    const repository = repositoryOf({
      base: { 'compose.yaml': CLEAN },
      head: { 'readme.txt': 'x' },
      later: { 'compose.yaml': BAD },
    });
    const result = await runPull(repository, { inputs: QUIET });
    expect(result.exitCode).toBe(0);
    expect(result.log).toContain(`Compared with main (${repository.baseTip.slice(0, 12)})`);
  });

  test('in a clone without its base everything counts, and it says what to set', async () => {
    const repository = repositoryOf({ base: { 'compose.yaml': BAD }, head: { 'readme.txt': 'x' } });
    const result = await runPull(repository, { depth: 1, inputs: QUIET });
    expect(result.exitCode).toBe(1);
    expect(result.annotations[0]).toMatchObject({
      level: 'warning',
      message: expect.stringContaining('`fetch-depth: 2`'),
    });
    const asked = await runPull(repository, { depth: 1, inputs: { ...QUIET, baseline: 'base-branch' } });
    expect(asked.exitCode).toBe(2);
    expect(errors(asked)[0]?.message).toMatch(/^input baseline: .*`fetch-depth: 2`/);
  });

  test('in a workspace whose checkout lies below, or that has none, it says so', async () => {
    const repository = repositoryOf({ base: { 'compose.yaml': BAD }, head: { 'readme.txt': 'x' } });
    const workspace = mkdtempSync(join(repository.folder, 'outer-'));
    cpSync(repository.checkout(repository.mergeSha, 2), join(workspace, 'src'), { recursive: true });
    const above = await runPull(repository, { workspace, inputs: QUIET });
    expect(above.annotations[0]?.message).toContain('name the directory that it checks out to as `working-directory`');
    const within = await runPull(repository, { workspace, inputs: { ...QUIET, 'working-directory': 'src' } });
    expect(within.exitCode).toBe(0);
  });

  test('a checkout of the head is compared with the base of the event', async () => {
    const repository = repositoryOf({ base: { 'compose.yaml': CLEAN }, head: { 'compose.yaml': BAD } });
    const result = await runPull(repository, { commit: repository.headSha, depth: 'full', inputs: QUIET });
    expect(result.outputs).toMatchObject({ 'exit-code': '1', 'new-findings': '1' });
    expect(result.summary).toContain(`/blob/${repository.headSha}/compose.yaml`);
  });

  test('in a directory below, paths are told from the root of the repository', async () => {
    const repository = repositoryOf({ base: { 'deploy/compose.yaml': CLEAN }, head: { 'deploy/compose.yaml': BAD } });
    const workspace = repository.checkout(repository.mergeSha, 2);
    const inputs = { ...QUIET, 'working-directory': 'deploy', 'sarif-file': 'out/all.sarif', 'json-file': 'all.json' };
    const result = await runPull(repository, { workspace, inputs });
    expect(errors(result)[0]?.properties.file).toBe('deploy/compose.yaml');
    expect(result.summary).toContain('/deploy/compose.yaml#L12');
    expect(result.outputs).toMatchObject({ 'sarif-file': 'deploy/out/all.sarif', 'json-file': 'deploy/all.json' });
    const sarif = JSON.parse(readFileSync(join(workspace, 'deploy/out/all.sarif'), 'utf8'));
    expect(sarif.runs[0].automationDetails.id).toBe('seaworthy/compose:deploy/compose.yaml/');
    expect(sarif.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('deploy/compose.yaml');
    const report = JSON.parse(readFileSync(join(workspace, 'deploy/all.json'), 'utf8'));
    expect(report.targets[0].id).toBe('compose:compose.yaml');
  });
});

describe('a push', () => {
  test('judges everything', async () => {
    const repository = repositoryOf({ base: { 'compose.yaml': BAD, 'other/compose.yaml': BAD } });
    const result = await runPush(repository, { inputs: QUIET });
    expect(result.exitCode).toBe(1);
    expect(result.log).not.toContain('Compared with');
    expect(result.outputs['new-findings']).toBe('2');
    expectWellBehaved(result);
  });

  test('comes out the same on the Node of the runner and on the oldest one', async () => {
    const repository = repositoryOf({ base: { 'compose.yaml': BAD } });
    const [brought, own] = [
      await runPush(repository, { inputs: QUIET }),
      await runPush(repository, { inputs: QUIET, node: process.execPath }),
    ];
    expect(own.exitCode).toBe(1);
    expect(own.log).toBe(brought.log);
    expect(own.outputs).toEqual(brought.outputs);
    expect(own.summary).toBe(brought.summary);
  });

  test('with nothing to scan is an error that people see', async () => {
    const result = await runPush(repositoryOf({ base: { 'readme.txt': 'x' } }), { inputs: QUIET });
    expect(result.exitCode).toBe(2);
    expect(errors(result)[0]?.message).toContain('nothing to scan in .');
    expect(result.summary).toContain('nothing to scan');
    expect(result.outputs).toEqual({ 'exit-code': '2' });
  });

  test('a mistyped input is no gate that is left open', async () => {
    const repository = repositoryOf({ base: { 'compose.yaml': CLEAN } });
    const result = await runPush(repository, { inputs: { ...QUIET, 'fail-onn': 'low' } });
    expect(result.exitCode).toBe(2);
    expect(errors(result)[0]?.message).toContain('input fail-onn');
  });

  test('a platform that is none is refused, though no image is read', async () => {
    const result = await runPush(repositoryOf({ base: { 'compose.yaml': CLEAN } }), {
      inputs: { ...QUIET, platforms: 'arm64', summary: 'false' },
    });
    expect(result.exitCode).toBe(2);
    expect(errors(result)[0]?.message).toMatch(/^input platforms arm64: write os\/architecture/);
    expect(result.summary ?? '').toBe('');
  });

  test('a report that cannot be written is an error, and takes nothing else away', async () => {
    const result = await runPush(repositoryOf({ base: { 'compose.yaml': BAD } }), {
      inputs: { ...QUIET, 'json-file': 'compose.yaml/report.json', 'sarif-file': 'report.sarif' },
    });
    expect(result.exitCode).toBe(2);
    expect(result.outputs).toMatchObject({ decision: 'DENY', 'exit-code': '2', 'json-file': '', high: '1' });
    expect(result.outputs['sarif-file']).toBe('report.sarif');
    expect(errors(result).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^input json-file: cannot write compose.yaml\/report.json: /),
      expect.stringContaining('shares the network of the host'),
    ]);
    expect(result.summary).toMatch(/DENY[\s\S]*input json-file/);
  });

  test('a working directory that leads out of the workspace is refused', async () => {
    const repository = repositoryOf({ base: { 'compose.yaml': CLEAN } });
    const workspace = repository.checkout(repository.baseTip, 1);
    symlinkSync('/', join(workspace, 'out'));
    for (const [folder, said] of [
      ['..', 'outside'],
      ['out', 'link'],
      ['none', 'no directory'],
    ] as const) {
      const result = await runPush(repository, { workspace, inputs: { ...QUIET, 'working-directory': folder } });
      expect(result.exitCode).toBe(2);
      expect(errors(result)[0]?.message).toMatch(new RegExp(`^input working-directory: .*${said}`));
    }
  });

  test('a configuration, a profile or rules that are links out of the workspace are refused', async () => {
    const repository = repositoryOf({ base: { 'compose.yaml': BAD } });
    const outside = join(repository.folder, 'open.yaml');
    writeFileSync(outside, 'failOn: none\n');
    for (const [name, inputs] of [
      ['.seaworthy.yaml', {}],
      ['own.yaml', { config: 'own.yaml' }],
      ['profile.yaml', { profile: 'profile.yaml' }],
      ['.seaworthy', {}],
    ] as const) {
      const workspace = repository.checkout(repository.baseTip, 1);
      symlinkSync(name === '.seaworthy' ? repository.folder : outside, join(workspace, name));
      const result = await runPush(repository, { workspace, inputs: { ...QUIET, ...inputs } });
      expect(result.exitCode).toBe(2);
      expect(errors(result)[0]?.message).toBe(
        `${name} is a link that leads out of the workspace; check in the file itself`,
      );
    }
  });

  test('a report is never written through a link that was checked in', async () => {
    const repository = repositoryOf({ base: { 'compose.yaml': CLEAN } });
    const workspace = repository.checkout(repository.baseTip, 1);
    const outside = join(repository.folder, 'outside');
    symlinkSync(outside, join(workspace, 'out.json'));
    symlinkSync(repository.folder, join(workspace, 'folder'));
    const direct = await runPush(repository, { workspace, inputs: { ...QUIET, 'json-file': 'out.json' } });
    expect(direct.outputs['json-file']).toBe('out.json');
    expect(existsSync(outside)).toBe(false);
    const through = await runPush(repository, { workspace, inputs: { ...QUIET, 'json-file': 'folder/outside' } });
    expect(through.exitCode).toBe(2);
    expect(errors(through)[0]?.message).toContain('input json-file');
    expect(existsSync(outside)).toBe(false);
  });
});

describe('a merge queue', () => {
  test('is compared with what the entry is queued behind', async () => {
    const repository = repositoryOf({ base: { 'compose.yaml': CLEAN }, head: { 'compose.yaml': BAD } });
    const { baseSha, mergeSha } = repository;
    const result = await runPull(repository, {
      ...{ depth: 'full', inputs: QUIET, eventName: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-7' },
      event: { merge_group: { base_sha: baseSha, base_ref: 'refs/heads/main', head_sha: mergeSha } },
    });
    expect(result.outputs).toMatchObject({ 'exit-code': '1', 'new-findings': '1' });
  });
});

describe('a step that is cancelled', () => {
  test('leaves no tree behind: the post step takes it away', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`s${index}/compose.yaml`, BAD]));
    const repository = repositoryOf({ base: many, head: { 'compose.yaml': BAD } });
    const workspace = repository.checkout(repository.mergeSha, 2);
    const trees = () => git(workspace, 'worktree', 'list').split('\n').length;
    const tree = join(workspace, '.git/worktrees/tree');
    // Once git has filled the tree, the scan of it goes on for a while.
    const cancelWhen = () => existsSync(join(tree, 'index')) && !existsSync(join(tree, 'index.lock'));
    const result = await runPull(repository, { workspace, inputs: QUIET, cancelWhen });
    expect(result.exitCode).not.toBe(0);
    expect(result.post).toMatchObject({ exitCode: 0, log: 'removed 1 temporary tree\n' });
    expect(trees()).toBe(1);
  });
});
