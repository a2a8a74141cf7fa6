// Whose policy judges whose code: what a change brings along never makes its own gate.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { actionEntry } from './entry.ts';
import { BAD, CLEAN } from './files.ts';
import { git, makeRepository, type Repository } from './git-workspace.ts';
import { runPull } from './pull-request.ts';

let repository: Repository;
afterEach(() => repository.remove());

const QUIET = { 'upload-sarif': 'off' };
const OPEN = 'failOn: none\n';
const STRAY = 'this: is no rule\n';

function openGate(): Repository {
  repository = makeRepository({
    base: { 'compose.yaml': CLEAN, '.seaworthy.yaml': 'failOn: high\n' },
    head: { 'compose.yaml': BAD, '.seaworthy.yaml': OPEN },
  });
  return repository;
}

test('a pull request of the repository brings its own policy', async () => {
  const result = await runPull(openGate(), { inputs: QUIET });
  expect(result.exitCode).toBe(0);
  expect(result.log).toContain('the gate is open');
});

test('unless the policy is asked of the base branch', async () => {
  const result = await runPull(openGate(), { inputs: { ...QUIET, 'policy-ref': 'base-branch' } });
  expect(result.exitCode).toBe(1);
  expect(result.log).toContain('configuration and rules come from the base branch main\n');
  expect(git(repository.folder, '-C', 'origin', 'worktree', 'list').split('\n')).toHaveLength(1);
});

test('or of another reference', async () => {
  openGate();
  const inputs = { ...QUIET, 'policy-ref': repository.baseSha };
  expect((await runPull(repository, { inputs })).exitCode).toBe(1);
  const missing = await runPull(repository, { inputs: { ...QUIET, 'policy-ref': 'origin/none' } });
  expect(missing.exitCode).toBe(2);
  expect(missing.annotations[0]?.message).toMatch(/^input policy-ref: there is no commit origin\/none .*fetch-depth/);
});

test.each(['eve/shop', null])('a fork (%j) is judged by the policy of the base branch', async (headRepository) => {
  const result = await runPull(openGate(), { headRepository, inputs: QUIET });
  expect(result.exitCode).toBe(1);
  expect(result.log).toContain('come from the base branch main, since the pull request comes from a fork\n');
});

test('rules that a fork brings are not read', async () => {
  repository = makeRepository({
    base: { 'compose.yaml': CLEAN },
    head: { '.seaworthy/rules/stray.yaml': STRAY },
  });
  expect((await runPull(repository, { inputs: QUIET })).exitCode).toBe(2);
  expect((await runPull(repository, { headRepository: 'eve/shop', inputs: QUIET })).exitCode).toBe(0);
});

test('a fork is compared with the base branch, which lies outside of its checkout', async () => {
  repository = makeRepository({ base: { 'compose.yaml': BAD }, head: { 'readme.txt': 'x' } });
  const result = await runPull(repository, { headRepository: 'eve/shop', inputs: QUIET });
  expect(result.exitCode).toBe(0);
  expect(result.outputs['new-findings']).toBe('0');
  expect(result.log).not.toContain('cannot be compared');
});

test('a fork does not waive its own findings, and is not held to those that the base branch waived', async () => {
  const waiver = '    # seaworthy: ignore=host-network reason="trust me"\n    network_mode: host\n';
  const waived = BAD.replace('    network_mode: host\n', waiver);
  expect(waived).not.toBe(BAD);
  repository = makeRepository({ base: { 'compose.yaml': CLEAN }, head: { 'compose.yaml': waived } });
  expect((await runPull(repository, { inputs: QUIET })).exitCode).toBe(0);
  const fork = await runPull(repository, { headRepository: 'eve/shop', inputs: QUIET });
  expect(fork.exitCode).toBe(1);
  expect(fork.log).toContain('stands in code that is not trusted, so it marks nothing');
  repository.remove();
  repository = makeRepository({ base: { 'compose.yaml': waived }, head: { 'readme.txt': 'x' } });
  expect((await runPull(repository, { headRepository: 'eve/shop', inputs: QUIET })).exitCode).toBe(0);
});

test('a fork does not say itself which of its findings are known', async () => {
  const known = JSON.stringify(knownFindings());
  const base = { 'compose.yaml': CLEAN, 'known.json': JSON.stringify({ ...knownFindings(), findings: [] }) };
  const head = { 'compose.yaml': BAD, 'known.json': known, 'own.json': known };
  repository = makeRepository({ base, head });
  const workspace = repository.checkout(repository.mergeSha, 2);
  const run = async (baseline: string, headRepository: string) =>
    await runPull(repository, { workspace, headRepository, inputs: { ...QUIET, baseline } });
  expect((await run('known.json', 'acme/shop')).exitCode).toBe(0);
  expect((await run('known.json', 'eve/shop')).exitCode).toBe(1);
  for (const file of ['own.json', join(workspace, 'known.json')]) {
    const result = await run(file, 'eve/shop');
    expect(result.exitCode).toBe(1);
    expect(result.annotations[0]).toMatchObject({
      level: 'warning',
      message: expect.stringContaining('is read from the base branch alone, since the pull request comes from a fork'),
    });
  }
});

/** What a scan of the bad file writes with --update-baseline. */
function knownFindings() {
  const folder = mkdtempSync(join(tmpdir(), 'known-'));
  writeFileSync(join(folder, 'compose.yaml'), BAD);
  const [node, ...words] = [
    process.execPath,
    ...actionEntry(),
    'scan',
    '--baseline',
    'known.json',
    '--update-baseline',
  ];
  execFileSync(node, words, { cwd: folder, stdio: 'ignore' });
  const text = readFileSync(join(folder, 'known.json'), 'utf8');
  rmSync(folder, { recursive: true });
  return JSON.parse(text);
}

test('a fork in a clone without its base is judged by the built-in policy alone', async () => {
  const result = await runPull(openGate(), { headRepository: 'eve/shop', depth: 1, inputs: QUIET });
  expect(result.exitCode).toBe(1);
  expect(result.annotations[0]).toMatchObject({
    level: 'warning',
    message: expect.stringMatching(/built-in policy judges alone.*`fetch-depth: 2`/),
  });
});

test('under pull_request_target the head is judged by the base, and nothing is sent', async () => {
  openGate();
  const result = await runPull(repository, {
    ...{ eventName: 'pull_request_target', ref: 'refs/heads/main', sha: repository.baseSha },
    ...{ commit: repository.headSha, depth: 'full', inputs: { 'upload-sarif': 'auto' } },
  });
  expect(result.exitCode).toBe(1);
  expect(result.log).toContain('since the event is pull_request_target');
  expect(result.outputs['sarif-id']).toBe('');
});

test('under workflow_run the policy is that of the default branch, whatever was checked out', async () => {
  openGate();
  const run = { eventName: 'workflow_run', ref: 'refs/heads/main', sha: repository.baseSha, event: {}, inputs: QUIET };
  const full = await runPull(repository, { ...run, commit: repository.headSha, depth: 'full' });
  expect(full.exitCode).toBe(1);
  expect(full.log).toContain('the commit that started the workflow, since the event is workflow_run');
  const shallow = await runPull(repository, { ...run, commit: repository.headSha, depth: 1 });
  expect(shallow.exitCode).toBe(1);
  expect(shallow.annotations[0]?.message).toContain('built-in policy judges alone');
});

test('paths that a fork writes do not lead out of the checkout', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'seaworthy-outside-'));
  try {
    writeFileSync(join(outside, 'host.yaml'), 'services: { spy: { image: "nginx:1", privileged: true } }\n');
    repository = makeRepository({
      base: { 'compose.yaml': CLEAN },
      head: { 'compose.yaml': `include: ["${join(outside, 'host.yaml')}"]\n` },
    });
    const own = await runPull(repository, { inputs: QUIET });
    expect(own.exitCode).toBe(1);
    expect(own.log).toContain('privileged-container');
    const fork = await runPull(repository, { headRepository: 'eve/shop', inputs: QUIET });
    expect(fork.exitCode).toBe(2);
    expect(fork.log).not.toContain('privileged-container');
  } finally {
    rmSync(outside, { recursive: true });
  }
});

test('no image is run for code that is not trusted, unless that is asked for', async () => {
  openGate();
  const fork = await runPull(repository, { headRepository: 'eve/shop', inputs: { ...QUIET, smoke: 'true' } });
  expect(fork.exitCode).toBe(2);
  expect(fork.annotations[0]?.message).toMatch(
    /^input smoke: no image is run, since the pull request comes from a fork/,
  );
  const asked = await runPull(repository, { headRepository: 'eve/shop', inputs: { ...QUIET, smoke: 'always' } });
  expect(asked.exitCode).toBe(2);
  // It is let through to where an image is looked for, and there is none among the targets.
  expect(asked.log).not.toContain('no image is run');
  expect(asked.annotations[0]?.message).toMatch(/image|engine/);
});
