import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findProgram } from '../../src/machine/find-program.ts';
import { unzstd as decompress } from '../../src/machine/unzstd.ts';
import { InputError } from '../../src/model/errors.ts';

const environment = { PATH: process.env.PATH ?? '' };
const isHere = spawnSync('zstd', ['--version']).error === undefined;
if (!isHere) console.warn('skipped: no zstd');

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function gather(bytes: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes ?? []) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('a program is looked for in the absolute directories of PATH', () => {
  expect(findProgram('sh', { PATH: '/nowhere:bin:/bin' })).toBe('/bin/sh');
  expect(findProgram('sh', { PATH: '/nowhere:bin' })).toBeUndefined();
  expect(findProgram('sh', {})).toBeUndefined();
});

describe.skipIf(!isHere)('with the program', () => {
  const plain = Buffer.concat([randomBytes(300_000), Buffer.alloc(5_000_000)]);
  const compressed = isHere
    ? execFileSync('zstd', ['-q', '-c'], { input: plain, maxBuffer: 2 ** 25 })
    : Buffer.alloc(0);
  const program = findProgram('zstd', environment) ?? '';
  const unzstd = (bytes: AsyncIterable<Uint8Array>) => decompress(program, bytes);

  test('what was compressed comes out, whatever the pieces', async () => {
    for (const size of [1000, compressed.length])
      expect((await gather(unzstd(pieces(compressed, size)))).equals(plain)).toBe(true);
  });

  test('a reader may stop early', async () => {
    for await (const chunk of unzstd(pieces(compressed, 65_536))) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
  });

  test('damaged and cut bytes are errors', async () => {
    const damaged = Buffer.from(compressed);
    damaged.fill(0, 5, 40);
    await expect(gather(unzstd(pieces(damaged, 1000)))).rejects.toThrow(InputError);
    await expect(gather(unzstd(pieces(compressed.subarray(0, 100_000), 1000)))).rejects.toThrow(
      /zstd cannot decompress/,
    );
  });

  test('an error of the source is passed on', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield compressed.subarray(0, 1000);
      throw new InputError('the blob is not what its digest says');
    }
    await expect(gather(unzstd(failing()))).rejects.toThrow(/not what its digest says/);
  });
});
