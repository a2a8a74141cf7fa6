// The state folder: private, whole or not at all, one secret for all who start at once.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../../src/model/errors.ts';
import { openState, type StateEntry } from '../../../src/sandbox/run/state.ts';

const entry: StateEntry = {
  runId: '0123456789abcdef',
  owner: { pid: 7, startTime: '12', bootId: 'boot', namespace: 'pid:[1]' },
  deadline: 1000,
  endpoint: 'unix:///run/docker.sock',
  container: { name: 'seaworthy-smoke-0123456789abcdef', id: 'ff' },
  images: ['seaworthy-smoke/tmp:1'],
};

const newFolder = () => join(mkdtempSync(join(tmpdir(), 'state-')), 'seaworthy', 'state');
const bytes = (value: number) => (length: number) => Buffer.alloc(length, value);

test('what is written is read again, until it is forgotten', () => {
  const folder = newFolder();
  const state = openState(folder, bytes(1));
  state.write(entry);
  expect(openState(folder, bytes(2)).list()).toEqual([entry]);
  state.forget(entry.runId);
  expect(state.list()).toEqual([]);
  state.forget(entry.runId);
});

test('nobody else may read it', () => {
  const folder = newFolder();
  const state = openState(folder, bytes(1));
  state.write(entry);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(folder))
    expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
  chmodSync(join(folder, 'secret'), 0o644);
  openState(folder, bytes(1));
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
});

test('the secret stays; one that was cut off is replaced', () => {
  const folder = newFolder();
  const first = openState(folder, bytes(1)).secret;
  expect(Buffer.from(first)).toEqual(Buffer.alloc(32, 1));
  expect(openState(folder, bytes(2)).secret).toEqual(first);
  writeFileSync(join(folder, 'secret'), 'short');
  expect(Buffer.from(openState(folder, bytes(3)).secret)).toEqual(Buffer.alloc(32, 3));
});

test('who comes second takes the secret of the first, also when both found none', () => {
  const folder = newFolder();
  let other: Uint8Array | undefined;
  const secret = openState(folder, (length) => {
    // Between the look for a secret and the placing of one, another process places its own.
    other ??= openState(folder, bytes(9)).secret;
    return Buffer.alloc(length, 1);
  }).secret;
  expect(secret).toEqual(other);
});

test('files that are no entries are left alone and say nothing', () => {
  const folder = newFolder();
  const state = openState(folder, bytes(1));
  const odd = {
    'run-aaaaaaaaaaaaaaaa.json': '{"schema":"seaworthy-sandbox/1","runId":"bbbbbbbbbbbbbbbb"}',
    'run-bbbbbbbbbbbbbbbb.json': 'no JSON',
    'run-cccccccccccccccc.json': JSON.stringify({ ...entry, schema: 'seaworthy-sandbox/2', runId: 'cccccccccccccccc' }),
    'run-dddddddddddddddd.json': JSON.stringify({ ...entry, schema: 'seaworthy-sandbox/1' }),
    'notes.txt': 'mine',
  };
  for (const [name, text] of Object.entries(odd)) writeFileSync(join(folder, name), text);
  expect(state.list()).toEqual([]);
  for (const [name, text] of Object.entries(odd)) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
});

test('a folder that cannot be is an error that says what to set', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'state-')), 'file');
  writeFileSync(file, '');
  const open = () => openState(join(file, 'state'), bytes(1));
  expect(open).toThrow(InputError);
  expect(open).toThrow(/XDG_STATE_HOME/);
});
