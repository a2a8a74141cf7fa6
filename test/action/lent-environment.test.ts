// What the programs that a step starts can see of the environment of the job.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lendEnvironment } from '../../src/action/lent-environment.ts';
import { isActionRun, isSecret } from '../../src/action/start.ts';
import { BAD, CLEAN } from './files.ts';
import { makeRepository } from './git-workspace.ts';
import { runPull } from './pull-request.ts';

test('only what programs need is lent', () => {
  const lent = lendEnvironment({
    ...{ PATH: '/bin', HOME: '/root', DOCKER_HOST: 'unix:///x', https_proxy: 'http://p', XDG_CACHE_HOME: '/c' },
    ...{
      INPUT_TOKEN: 't',
      ACTIONS_RUNTIME_TOKEN: 't',
      GITHUB_TOKEN: 't',
      GITHUB_OUTPUT: '/o',
      NPM_TOKEN: 't',
      GIT_DIR: '/g',
    },
  });
  expect(Object.keys(lent).filter((name) => !name.startsWith('GIT_'))).toEqual([
    ...['PATH', 'HOME', 'DOCKER_HOST', 'https_proxy', 'XDG_CACHE_HOME'],
  ]);
  expect(lent).toMatchObject({ GIT_NO_LAZY_FETCH: '1', GIT_CONFIG_COUNT: '2' });
  expect(lent).not.toHaveProperty('GIT_DIR');
});

test('a step is told from a command line', () => {
  const step = { GITHUB_ACTIONS: 'true', INPUT_TARGETS: '' };
  expect(isActionRun([], step)).toBe(true);
  expect(isActionRun(['scan'], step)).toBe(false);
  expect(isActionRun([], { GITHUB_ACTIONS: 'true' })).toBe(false);
  expect(isActionRun([], { INPUT_TARGETS: '' })).toBe(false);
});

test('the variables that hold tokens', () => {
  const names = ['INPUT_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_RESULTS_URL'];
  expect(names.filter(isSecret)).toEqual(names);
  expect(['PATH', 'INPUT_TARGETS', 'GITHUB_OUTPUT'].filter(isSecret)).toEqual([]);
});

test('git sees no token and no file of the runner', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lent-'));
  const repository = makeRepository({ base: { 'compose.yaml': CLEAN }, head: { 'compose.yaml': BAD } });
  try {
    const seen = join(folder, 'seen.txt');
    const [programs, git] = [join(folder, 'bin'), join(folder, 'bin/git')];
    mkdirSync(programs);
    writeFileSync(git, `#!/bin/sh\nenv >> '${seen}'\nPATH="\${PATH#*:}" exec git "$@"\n`);
    chmodSync(git, 0o755);
    const PATH = `${programs}:${process.env.PATH}`;
    const result = await runPull(repository, {
      environment: { PATH, MY_SECRET: 'x' },
      inputs: { 'upload-sarif': 'off' },
    });
    expect(result.exitCode).toBe(1);
    const names = readFileSync(seen, 'utf8').match(/^\w+(?==)/gm) ?? [];
    expect(names).toContain('GIT_TERMINAL_PROMPT');
    expect(names.filter((name) => /TOKEN|SECRET|^INPUT|^GITHUB|^ACTIONS|^STATE/.test(name))).toEqual([]);
  } finally {
    repository.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});
