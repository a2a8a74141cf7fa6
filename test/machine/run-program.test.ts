// Programs are started without a shell, see only what they are lent, and are held to limits.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../../src/machine/run-program.ts';

const node = process.execPath;
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-run-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a program gets its arguments and its input as they are', async () => {
  const script = 'process.stdin.pipe(process.stdout); process.stderr.write(process.argv[1]); process.exitCode = 3;';
  const result = await runProgram(node, ['-e', script, '$(id) ; "x"'], { environment: {}, input: 'a\nb' });
  expect(result).toEqual({ kind: 'ended', exitCode: 3, stdout: Buffer.from('a\nb'), stderr: '$(id) ; "x"' });
});

test('a program sees nothing of the environment but what it is lent', async () => {
  const script = 'process.stdout.write(JSON.stringify(process.env))';
  const result = await runProgram(node, ['-e', script], { environment: { LENT: 'yes' } });
  expect(result.kind === 'ended' && JSON.parse(result.stdout.toString())).toEqual({ LENT: 'yes' });
});

test('a program that is not installed is missing', async () => {
  expect(await runProgram('seaworthy-no-such-program', [], { environment: { PATH: '/usr/bin:/bin' } })).toEqual({
    kind: 'missing',
  });
});

test('a relative directory in PATH is not looked in', async () => {
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'planted'), '#!/bin/sh\necho planted\n');
  chmodSync(join(folder, 'bin', 'planted'), 0o755);
  const run = (path: string) => runProgram('planted', [], { environment: { PATH: path }, cwd: folder });
  expect((await run(join(folder, 'bin'))).kind).toBe('ended');
  expect((await run('bin:/nowhere')).kind).toBe('missing');
  expect((await run(':./bin')).kind).toBe('missing');
});

test('a program that does not end is killed, and so are its hold on the pipes', async () => {
  // The grandchild keeps standard output open.
  const script = `require('node:child_process').spawn('sleep', ['30'], { stdio: 'inherit' }); setInterval(() => {}, 1000)`;
  const environment = { PATH: '/usr/bin:/bin' };
  expect(await runProgram(node, ['-e', script], { environment, timeout: 500 })).toEqual({ kind: 'timeout' });
});

test('a program that writes without end is stopped', async () => {
  const script = `setInterval(() => process.stdout.write('x'.repeat(65536)), 0)`;
  expect(await runProgram(node, ['-e', script], { environment: {}, maxOutput: 1_000_000 })).toEqual({
    kind: 'too-much-output',
  });
});

test('a program that does not read its input is no error', async () => {
  const result = await runProgram(node, ['-e', 'process.exit(0)'], { environment: {}, input: 'x'.repeat(1_000_000) });
  expect(result).toEqual({ kind: 'ended', exitCode: 0, stdout: Buffer.alloc(0), stderr: '' });
});

test('a program that is killed from elsewhere says so', async () => {
  const result = await runProgram(node, ['-e', `process.kill(process.pid, 'SIGTERM')`], { environment: {} });
  expect(result).toEqual({ kind: 'killed', signal: 'SIGTERM' });
});
