import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFile } from '../../src/audit/log-file.ts';
import { verifyLog } from '../../src/audit/verify.ts';
import { UsageError } from '../../src/model/errors.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  file = join(folder, 'audit.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const now = () => new Date('2026-01-02T03:04:05.678Z');

async function writeSession(sessionId: string, details: readonly unknown[]): Promise<void> {
  const log = await openLogFile(file, { sessionId, now });
  for (const detail of details)
    log.record({ eventType: 'VERDICT_BLOCKED', severity: 'high', action: 'DENY', details: { detail } });
  log.record({ eventType: 'SCAN_FINISHED', severity: 'info', action: 'DENY', details: {} });
  await log.close();
}

const text = () => readFileSync(file, 'utf8');

describe('an audit log', () => {
  it('holds one line per event, in order, with the keys of the design', async () => {
    await writeSession('s1', ['one', { '::error': 'two\nlines' }]);
    const lines = text()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ eventType, sequence }) => [eventType, sequence])).toEqual([
      ['VERDICT_BLOCKED', 1],
      ['VERDICT_BLOCKED', 2],
      ['SCAN_FINISHED', 3],
    ]);
    expect(lines[1]).toMatchObject({
      timestamp: '2026-01-02T03:04:05.678Z',
      sessionId: 's1',
      severity: 'high',
      action: 'DENY',
      details: { detail: { '::error': 'two\nlines' } },
      previous: lines[0]?.hash,
    });
    expect(verifyLog(text())).toEqual({ lines: 3, sessions: 1, open: [], faults: [] });
  });

  it('chains a second session to the first', async () => {
    await writeSession('s1', ['a']);
    await writeSession('s2', ['b']);
    expect(verifyLog(text())).toEqual({ lines: 4, sessions: 2, open: [], faults: [] });
    const [, , ...second] = text().split('\n');
    expect(verifyLog(second.join('\n')).faults).toEqual([
      { line: 1, message: 'follows a line that is not in this file' },
    ]);
  });

  it('holds when two runs write at once', async () => {
    await writeSession('s0', []);
    await Promise.all([writeSession('s1', [1, 2, 3, 4]), writeSession('s2', [5, 6, 7, 8])]);
    expect(verifyLog(text())).toEqual({ lines: 11, sessions: 3, open: [], faults: [] });
  });

  it('shows a session that was cut off', async () => {
    await writeSession('s1', ['a', 'b']);
    const lines = text().split('\n');
    expect(verifyLog(`${lines.slice(0, 2).join('\n')}\n`)).toEqual({ lines: 2, sessions: 1, open: ['s1'], faults: [] });
    expect(verifyLog(text().slice(0, -20)).faults).toEqual([{ line: 3, message: 'the last line is cut off' }]);
  });

  it('shows every change of a byte, and every line that was taken out, doubled or moved', async () => {
    await writeSession('s1', ['a', 'b', 'c', 'd']);
    const whole = text();
    const lines = whole.trimEnd().split('\n');
    fc.assert(
      fc.property(fc.nat(whole.length - 2), fc.constantFrom('0', '1', 'x', ' ', '"'), (at, byte) => {
        if (whole[at] === byte || whole[at] === '\n') return;
        expect(verifyLog(`${whole.slice(0, at)}${byte}${whole.slice(at + 1)}`).faults).not.toEqual([]);
      }),
    );
    for (let at = 0; at < lines.length - 1; at += 1) {
      expect(verifyLog(`${lines.filter((_, index) => index !== at).join('\n')}\n`).faults).not.toEqual([]);
      expect(verifyLog(`${lines.toSpliced(at, 0, lines[at] ?? '').join('\n')}\n`).faults).not.toEqual([]);
      const [moved = ''] = lines.slice(at, at + 1);
      expect(
        verifyLog(
          `${lines
            .toSpliced(at, 1)
            .toSpliced(at + 1, 0, moved)
            .join('\n')}\n`,
        ).faults,
      ).not.toEqual([]);
    }
  });

  it('refuses to go on after something that is no log, and a folder that is not there', async () => {
    writeFileSync(file, 'hello\n');
    await expect(openLogFile(file, { sessionId: 's', now })).rejects.toThrow(UsageError);
    await expect(openLogFile(join(folder, 'none', 'x'), { sessionId: 's', now })).rejects.toThrow(/--audit-log/);
    expect(verifyLog('hello\n').faults).toEqual([{ line: 1, message: 'is no entry of an audit log' }]);
  });
});
