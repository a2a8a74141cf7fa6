// The command line of `seaworthy smoke`, as far as it needs no engine: what is wrong is said before one is asked.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommandLine } from './run-command-line.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smoke-cli-'));
  writeFileSync(join(folder, 'empty.json'), '{}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const environment = () => ({ HOME: folder, DOCKER_HOST: `unix://${folder}/none.sock` });
const run = (...words: string[]) => runCommandLine(['smoke', ...words], folder, environment());

test.each([
  [[], /missing required argument 'target'/],
  [['nginx', '--for', 'long'], /--for long: write a number/],
  [['nginx', '--for', '90', '--deadline', '60'], /--for 90 is longer than --deadline 60/],
  [['nginx', '--memory', '1'], /--memory 1: it must lie between/],
  [['nginx', '--memory', 'lots'], /--memory lots: invalid/],
  [['nginx', '--cpus', '0'], /--cpus 0/],
  [['nginx', '--pids', '1.5'], /--pids 1.5: it must be a whole number/],
  [['nginx', '--user', 'www-data'], /--user "www-data": write numbers/],
  [['nginx', '--runtime', 'runscc'], /Did you mean runsc\?/],
  [['nginx', '--allow', 'cpa:NET_RAW'], /Did you mean cap\?/],
  [['nginx', '--allow-risk', 'severe'], /--allow-risk takes LOW, MEDIUM, HIGH, CRITICAL/],
  [['nginx', '--pull', 'maybe'], /--pull takes never, missing, always/],
  [['nginx', '--format', 'txet'], /Did you mean text\?/],
  [['nginx', '--expect', 'none.json'], /--expect none.json: no such file; record the behaviour first/],
  [['nginx', '--record', 'none/run.json'], /--record none\/run.json: there is no directory none; make it first/],
  [['./none.tar'], /none.tar: no such file or directory; write an image/],
  [['archive:none.tar'], /none.tar: no such file or directory/],
  [['inspect:none.json'], /name its image/],
  [['registry:web:1'], /add --pull missing/],
  [['nginx', '--service', 'web'], /--service web: nginx is an image/],
  [['nginx', '--record', 'empty.json'], /--record empty.json: schema/],
])('%j ends with 2 and says what to type', async (words, message) => {
  const { code, err, out } = await run(...words);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(message);
});

test('without an engine it ends with 2 and names where it looked', async () => {
  const { code, err } = await run('nginx');
  expect(code).toBe(2);
  expect(err).toMatch(/none\.sock/);
});

test('help names the targets and the exit codes', async () => {
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  expect(out).toMatch(/--allow-risk <level>/);
  expect(out).toMatch(/Exit codes:/);
});
