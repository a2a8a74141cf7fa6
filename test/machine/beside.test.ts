// The second thread that searches texts: what it tells is what a search on this thread finds, however much it is given.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { searchText } from '../../src/inputs/image/facts/secrets/search-text.ts';
import { TEXT_KINDS } from '../../src/inputs/image/facts/secrets/text-kind.ts';
import { type OpenBeside, openBeside } from '../../src/machine/beside.ts';

const MIB = 1024 * 1024;
const LARGE_IMAGE = 64 * MIB;
const SETTINGS = TEXT_KINDS.indexOf('settings');
let script: string;
let open: OpenBeside | undefined;

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'beside-'));
  script = join(folder, 'search.mjs');
  buildSync({
    entryPoints: [resolve(import.meta.dirname, '../../src/search-thread.ts')],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
});

afterEach(async () => {
  await open?.close();
  open = undefined;
});

function start(path = script): OpenBeside {
  open = openBeside(path);
  open.expect(LARGE_IMAGE);
  return open;
}

/** A text of some size that holds a credential of its own in the middle. */
function text(number: number, bytes: number): Buffer {
  const half = 'nothing to see here\n'.repeat(Math.ceil(bytes / 40));
  return Buffer.from(`${half}DB_PASSWORD=hunter2-${number}f6b\n${half}`);
}

describe('the second thread', () => {
  it('tells of each text what a search on this thread finds', async () => {
    const beside = start();
    const told = new Map<number, readonly unknown[]>();
    const texts = Array.from({ length: 500 }, (_, number) => text(number, (number * 211) % 4000));
    for (const [number, bytes] of texts.entries())
      expect(beside.take(SETTINGS, bytes, (values) => told.set(number, values))).toBe(true);
    await beside.settled();
    expect([...told.keys()].sort((a, b) => a - b)).toEqual(texts.map((_, number) => number));
    for (const [number, bytes] of texts.entries()) expect(told.get(number)).toEqual(searchText(bytes, 'settings'));
  });

  it('heeds how a text is to be searched, and says nothing of one without a credential', async () => {
    const beside = start();
    const told: string[] = [];
    for (const kind of TEXT_KINDS)
      beside.take(TEXT_KINDS.indexOf(kind), text(1, 100), (values) => told.push(`${kind} ${values.length}`));
    beside.take(SETTINGS, Buffer.from('nothing at all'), () => told.push('nothing'));
    await beside.settled();
    expect(told).toEqual(['settings 1']);
  });

  it('leaves to this thread what it has no room for, and takes more once it is done', async () => {
    const beside = start();
    let [taken, told, left] = [0, 0, 0];
    const bytes = text(0, MIB / 5);
    for (let number = 0; number < 100; number += 1)
      if (beside.take(SETTINGS, bytes, () => (told += 1))) taken += 1;
      else left += 1;
    expect(left).toBeGreaterThan(0);
    await beside.settled();
    expect(told).toBe(taken);
    expect(beside.take(SETTINGS, bytes, () => (told += 1))).toBe(true);
    await beside.settled();
    expect(told).toBe(taken + 1);
    expect(beside.take(SETTINGS, Buffer.alloc(2 * MIB), () => undefined)).toBe(false);
  });

  it('is not started for a small image', async () => {
    open = openBeside('/nowhere/search.js');
    open.expect(MIB);
    expect(open.take(SETTINGS, text(1, 1000), () => undefined)).toBe(false);
    await open.settled();
  });

  it.each([
    ['is not there', undefined],
    ['throws', `throw new Error('broken');`],
    ['ends', ''],
  ])('never passes a text as clean when its script %s', async (_, code) => {
    const path = join(mkdtempSync(join(tmpdir(), 'beside-')), 'search.mjs');
    if (code !== undefined) writeFileSync(path, code);
    const beside = start(path);
    expect(beside.take(SETTINGS, text(1, 1000), () => undefined)).toBe(true);
    await expect(beside.settled()).rejects.toThrow();
    await expect(beside.settled()).rejects.toThrow();
  });
});
