// A process that is told to end writes down what it did before it does.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyLog } from '../../src/audit/verify.ts';

const root = join(import.meta.dirname, '../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signals-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('%s leaves an audit log whose session is open and whose chain holds', async (signal, expected) => {
  const file = join(folder, 'audit.jsonl');
  // An archive that never comes keeps the scan waiting.
  const words = ['--import', 'tsx', join(root, 'src/main.ts'), 'scan', 'archive:-', '--audit-log', file];
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['pipe', 'ignore', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const text = () => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  while (!text().includes('SCAN_STARTED') && child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill(signal);
  expect(await ended).toBe(expected);
  expect(verifyLog(text())).toMatchObject({ lines: 1, sessions: 1, open: [expect.any(String)], faults: [] });
});
