// Whether the process that a run belongs to goes on.
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownerState, readOwner } from '../../../src/sandbox/run/owner.ts';

/** A /proc with one process, whose name does its best to mislead. */
function fakeProc({ pid = 7, start = '4242', boot = 'boot-1', namespace = 'pid:[11]' } = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'proc-'));
  for (const folder of [String(pid), 'self/ns', 'sys/kernel/random'])
    mkdirSync(join(root, folder), { recursive: true });
  const fields = Array.from({ length: 49 }, (_, index) => (index === 18 ? start : String(index)));
  writeFileSync(join(root, `${pid}/stat`), `${pid} (a) R 1 (b) S ${fields.join(' ')}\n`);
  writeFileSync(join(root, 'sys/kernel/random/boot_id'), `${boot}\n`);
  symlinkSync(namespace, join(root, 'self/ns/pid'));
  return root;
}

test('a process is known by its number, its start and the start of the machine', () => {
  expect(readOwner(fakeProc(), 7)).toEqual({ pid: 7, startTime: '4242', bootId: 'boot-1', namespace: 'pid:[11]' });
});

test('this process is alive', () => {
  expect(ownerState('/proc', readOwner('/proc', process.pid))).toBe('alive');
});

test('one that is gone, or whose number went to another, is dead', () => {
  const owner = readOwner(fakeProc(), 7);
  expect(ownerState(fakeProc({ pid: 8 }), owner)).toBe('dead');
  expect(ownerState(fakeProc({ start: '4243' }), owner)).toBe('dead');
});

test('one of another machine, start or namespace is not known to be dead', () => {
  const owner = readOwner(fakeProc(), 7);
  expect(ownerState(fakeProc({ boot: 'boot-2' }), owner)).toBe('unknown');
  expect(ownerState(fakeProc({ namespace: 'pid:[12]' }), owner)).toBe('unknown');
});

test('without /proc nothing is known', () => {
  const nowhere = join(tmpdir(), 'no-such-proc');
  expect(readOwner(nowhere, 7)).toEqual({ pid: 7, startTime: '', bootId: '', namespace: '' });
  expect(ownerState(nowhere, readOwner(fakeProc(), 7))).toBe('unknown');
  expect(ownerState(fakeProc(), readOwner(nowhere, 7))).toBe('unknown');
});
