// Layers compressed with zstd: the decoder of Node where it has one, one that is lent, and the one in script.

import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../src/inputs/image/layers/limits.ts';
import { scanLayer } from '../../../../src/inputs/image/layers/scan-layer.ts';
import { unzstdInScript } from '../../../../src/inputs/image/layers/unzstd-in-script.ts';
import { InputError, LimitError } from '../../../../src/model/errors.ts';
import { tarBytes } from '../../../tar-bytes.ts';
import { file, keepAll } from './layers.ts';
import { inChunks } from './walks.ts';

/** `line 0` to `line 299`, compressed by the zstd program at its level 19, with a checksum. */
const LINES = Buffer.from(
  [
    'KLUv/QRoLQ0A1nFYEbCl0GKO4JJAiezu3mlLxMGBXgBNAE0AhuCdXR3dnFzc54U7MysjGxML27RgV1ZVVFNSUZcV6sioiGhIKGiSAt3Y1NDMyMQ8TpgT',
    'kxKSEZGQRQlyYVFBMSERcRghbrumZzl+D59mSY5iuBo8KxqJFYQBwECAQEUSOaSQQU5KBvJGG2ukcUYZY3x0DOOJJpZI4ogihrioGMQLLayQwgkljPDQ',
    'MIS3trW0s7Kxrxv21LSUdFQ0dFWDXtCCFaTgBCUYwYOGccTHxiG+t6+nn5eP//3w5+bl5OPi4bse/MIWrjCFJyzhCB82HMJ32lknnXPKGeenZzjPNLNM',
    'MscUM8xNzWBeaWWVVE4pZZSXlqE80siCu+2um+655Y772zvcZ5tdNtljix32tnawr7a6aqqnljrqa+tQH2100UQPLXTQ09KBvtnmmmmeWeaYn53DfLLJ',
    'JZM8ssghLysH+WKLK6Z4YgmBK6gRMFB+DuGvAREk/AH5///v////+/////7//3///9/MAiGEEIYkhBBCCCGEIQQhhBBCCK/DAAAAAADnBAioqokpyf0=',
  ].join(''),
  'base64',
);
const lines = Buffer.from(Array.from({ length: 300 }, (_, index) => `line ${index}\n`).join(''));

const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];

function blockStart(size: number, type: number, last: boolean): Buffer {
  const start = Buffer.alloc(3);
  start.writeUIntLE((size << 3) | (type << 1) | (last ? 1 : 0), 0, 3);
  return start;
}

/** A frame that stores its bytes as they are, in blocks of this size. */
function stored(bytes: Buffer, size = 100_000): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += size) {
    const block = bytes.subarray(at, at + size);
    blocks.push(blockStart(block.length, 0, at + size >= bytes.length), block);
  }
  return Buffer.concat([Buffer.from([...MAGIC, 0, 0x58]), ...blocks]);
}

function skippable(length: number): Buffer {
  const frame = Buffer.alloc(8 + length, 9);
  frame.writeUInt32LE(0x184d2a5e, 0);
  frame.writeUInt32LE(length, 4);
  return frame;
}

const tar = tarBytes([file('a', 'text'), file('b', 'x'.repeat(300_000))]);

async function decode(bytes: Uint8Array, ...sizes: number[]): Promise<Buffer> {
  return buffer(Readable.from(unzstdInScript(inChunks(bytes, sizes))));
}

describe('the decoder in script', () => {
  it('decodes what zstd compressed, in chunks of any size', async () => {
    for (const size of [1, 7, 100, 10_000]) expect(await decode(LINES, size)).toEqual(lines);
  });

  it('goes on behind frames of any kind, however short', async () => {
    const bytes = Buffer.concat([
      skippable(0),
      LINES,
      skippable(5000),
      stored(Buffer.from('z')),
      stored(Buffer.alloc(0)),
      LINES,
      skippable(1),
    ]);
    for (const size of [1, 300, 10_000])
      expect(await decode(bytes, size)).toEqual(Buffer.concat([lines, Buffer.from('z'), lines]));
  });

  it('reads a great many frames in one chunk', async () => {
    const bytes = Buffer.concat(Array.from({ length: 20_000 }, () => skippable(0)));
    expect(await decode(Buffer.concat([bytes, LINES]), 1 << 20)).toEqual(lines);
  });

  it('refuses what is cut off anywhere', async () => {
    for (let length = 1; length < LINES.length; length += 9)
      await expect(decode(LINES.subarray(0, length), 50)).rejects.toThrow(InputError);
    await expect(decode(skippable(100).subarray(0, 50), 50)).rejects.toThrow(InputError);
  });

  it('refuses what is no frame, needs a dictionary or has a block of no known kind', async () => {
    await expect(decode(Buffer.concat([LINES, Buffer.from('rubbish')]), 99)).rejects.toThrow(InputError);
    await expect(decode(Buffer.from([...MAGIC, 1, 0x58, 0, 0, 0]), 99)).rejects.toThrow(/dictionary/);
    await expect(decode(Buffer.from([...MAGIC, 0, 0x58, 7, 0, 0, 0]), 99)).rejects.toThrow(InputError);
    const damaged = Buffer.from(LINES).fill(0xff, 20, 60);
    await expect(decode(damaged, 99)).rejects.toThrow(InputError);
  });

  it('refuses a window beyond what decoders grant before it makes room for it', async () => {
    await expect(decode(Buffer.from([...MAGIC, 0, 0xa0, 1, 0, 0]), 99)).rejects.toThrow(LimitError);
    await expect(decode(Buffer.from([...MAGIC, 0xa0, 0xff, 0xff, 0xff, 0x7f, 1, 0, 0]), 99)).rejects.toThrow(
      LimitError,
    );
  });
});

describe('a layer', () => {
  const scan = (bytes: Uint8Array, more = {}) =>
    scanLayer(
      { kind: 'stream', open: async () => inChunks(bytes, [1000]) },
      { readers: [keepAll], limits: DEFAULT_LIMITS, ...more },
    );

  it('is read from frames, skippable ones before them included', async () => {
    const facts = await scan(Buffer.concat([skippable(20), stored(tar.subarray(0, 1000)), stored(tar.subarray(1000))]));
    expect([...facts.contents].map(([path, bytes]) => [path, bytes.length])).toEqual([
      ['a', 4],
      ['b', 300_000],
    ]);
    expect(facts.bytes).toBe(tar.length);
  });

  it('is decompressed by what is lent where Node has nothing', async () => {
    let lent = false;
    const unzstd = async function* (compressed: AsyncIterable<Uint8Array>) {
      lent = true;
      yield* unzstdInScript(compressed);
    };
    expect((await scan(stored(tar), { unzstd })).entries.length).toBe(2);
    expect(lent).toBe(!('createZstdDecompress' in (await import('node:zlib'))));
  });

  it('that is damaged or cut off is refused', async () => {
    const damaged = Buffer.from(LINES).fill(0xff, 20, 60);
    for (const bytes of [damaged, LINES.subarray(0, 200), LINES]) await expect(scan(bytes)).rejects.toThrow(InputError);
  });

  it('that expands too much ends at the ratio', async () => {
    const blocks = Array.from({ length: 10_000 }, (_, index) =>
      Buffer.concat([blockStart(128 * 1024, 1, index === 9999), Buffer.alloc(1)]),
    );
    const header = stored(tarBytes([{ path: 'zeros', size: 10_000 * 128 * 1024 }], { end: 0 }));
    const bomb = Buffer.concat([header, Buffer.from([...MAGIC, 0, 0x58]), ...blocks]);
    await expect(scan(bomb)).rejects.toThrow(/\(ratio\)/);
  });
});
