// Reading one layer: where its bytes are, how they are compressed, who reads what, and where it ends.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../src/inputs/image/layers/limits.ts';
import { type ScanLayerOptions, scanLayer } from '../../../../src/inputs/image/layers/scan-layer.ts';
import { InputError } from '../../../../src/model/errors.ts';
import type { LayerContent } from '../../../../src/model/image-source.ts';
import type { ContentReader, LayerEntry, LayerFacts } from '../../../../src/model/layer.ts';
import { tarBytes } from '../../../tar-bytes.ts';
import { dir, file, hard, keepAll, link } from './layers.ts';
import { inChunks } from './walks.ts';

const folder = mkdtempSync(join(tmpdir(), 'seaworthy-layer-'));
afterAll(() => rmSync(folder, { recursive: true }));

const text = 'some text '.repeat(9000);
const tar = tarBytes([
  dir('d'),
  file('d/big', text),
  file('d/small', 'tiny', { mode: 0o4755 }),
  link('l', 'd'),
  hard('h', 'd/small'),
  file('.wh.gone'),
  file('empty'),
]);
const digest = `sha256:${createHash('sha256').update(tar).digest('hex')}`;

function scan(content: LayerContent, options: Partial<ScanLayerOptions> = {}): Promise<LayerFacts> {
  return scanLayer(content, { readers: [keepAll], limits: DEFAULT_LIMITS, ...options });
}

/** The bytes in the middle of a file. */
function inFile(bytes: Uint8Array): LayerContent {
  const path = join(folder, 'layers');
  writeFileSync(path, Buffer.concat([Buffer.alloc(100, 7), bytes, Buffer.alloc(100, 7)]));
  return { kind: 'file', path, offset: 100, size: bytes.length };
}

function asStream(bytes: Uint8Array, ...sizes: number[]): LayerContent {
  return { kind: 'stream', open: async () => inChunks(bytes, sizes) };
}

function plain({ entries, contents, ...facts }: LayerFacts): unknown {
  const table = Array.from({ length: entries.length }, (_, index) => entries.at(index));
  return { ...facts, table, contents: [...contents].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]) };
}

const expected = async () => plain(await scan({ kind: 'bytes', bytes: tar }));

it('states the same of a layer wherever its bytes are', async () => {
  expect(await expected()).toMatchObject({
    diffId: '',
    bytes: tar.length,
    whiteouts: ['gone'],
    contents: [
      ['d/big', text],
      ['d/small', 'tiny'],
      ['empty', ''],
    ],
    table: [
      { path: 'd' },
      { path: 'd/big', size: text.length },
      { path: 'd/small', mode: 0o4755 },
      { path: 'l', linkName: 'd' },
      { path: 'h', linkName: 'd/small' },
      { path: 'empty' },
    ],
    problems: [],
  });
  expect(plain(await scan(inFile(tar)))).toEqual(await expected());
  for (const size of [1, 511, 513, 100_000]) expect(plain(await scan(asStream(tar, size)))).toEqual(await expected());
  const facts = await scan({ kind: 'bytes', bytes: tar });
  expect(await scan({ kind: 'read', facts })).toBe(facts);
});

it('takes an empty layer', async () => {
  expect(plain(await scan(inFile(tarBytes([]))))).toMatchObject({ table: [], problems: [] });
  expect((await scan({ kind: 'bytes', bytes: new Uint8Array(0) })).entries.length).toBe(0);
});

it('says what is missing', async () => {
  await expect(scan({ kind: 'missing', reason: 'a foreign layer' })).rejects.toThrow('a foreign layer');
  await expect(scan({ kind: 'file', path: join(folder, 'none'), offset: 0, size: 10 })).rejects.toThrow(InputError);
});

describe('gzip', () => {
  it('is read in chunks of any size, from a file, and with zeros behind it', async () => {
    const packed = gzipSync(tar);
    for (const sizes of [[1], [2, 300], [1 << 20]])
      expect(plain(await scan(asStream(packed, ...sizes)))).toEqual(await expected());
    expect(plain(await scan(inFile(packed)))).toEqual(await expected());
    expect(plain(await scan(asStream(Buffer.concat([packed, Buffer.alloc(1000)]), 100)))).toEqual(await expected());
  });

  it('may have several members, wherever they border on each other', async () => {
    const parts = [tar.subarray(0, 700), tar.subarray(700, 40_000), tar.subarray(40_000)].map((part) => gzipSync(part));
    const packed = Buffer.concat(parts);
    const border = parts[0]?.length ?? 0;
    for (const sizes of [[1], [border], [border - 1], [border + 1], [border + 5, 3], [1 << 20]])
      expect(plain(await scan(asStream(packed, ...sizes)))).toEqual(await expected());
    expect(plain(await scan(inFile(packed)))).toEqual(await expected());
  });

  it('that is damaged or cut off is refused', async () => {
    const packed = gzipSync(tar);
    await expect(scan(asStream(packed.subarray(0, packed.length - 20), 50))).rejects.toThrow(InputError);
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, 20, 60);
    await expect(scan(asStream(damaged, 50))).rejects.toThrow(/gzip data of the layer is damaged/);
    await expect(scan(asStream(Buffer.concat([packed, Buffer.from('rubbish')]), 1 << 20))).rejects.toThrow(InputError);
  });

  it('lets an error of its source through', async () => {
    const broken = async function* () {
      yield gzipSync(tar).subarray(0, 100);
      throw new InputError('the digest differs');
    };
    await expect(scan({ kind: 'stream', open: async () => broken() })).rejects.toThrow('the digest differs');
  });
});

it.each([
  ['bzip2', Buffer.from('BZh91AY&SYxxxxxxxx')],
  ['xz', Buffer.from('\xfd7zXZ\0\0\0xxxxxxxx', 'latin1')],
])('refuses %s by name', async (name, bytes) => {
  await expect(scan({ kind: 'bytes', bytes })).rejects.toThrow(name);
  await expect(scan(inFile(bytes))).rejects.toThrow(name);
});

it('does not mistake the name of a file for a compression', async () => {
  expect((await scan({ kind: 'bytes', bytes: tarBytes([file('BZh', 'x')]) })).entries.pathAt(0)).toBe('BZh');
});

describe('readers', () => {
  function recorder(
    name: string,
    wants: (entry: LayerEntry) => number,
    keeps = false,
  ): ContentReader & { readonly seen: string[] } {
    const seen: string[] = [];
    return {
      name,
      version: 1,
      wants,
      keeps,
      seen,
      read: ({ path }, bytes) => [seen.push(`${path}=${Buffer.from(bytes)}`)],
    };
  }

  it('get what they want, each its own, and state facts in order', async () => {
    const four = recorder('four', ({ path }) => (path.startsWith('d/') ? 4 : 0), true);
    const all = recorder('all', ({ size }) => (size === 4 ? 99 : 0));
    for (const content of [inFile(tar), asStream(tar, 600)]) {
      four.seen.length = 0;
      all.seen.length = 0;
      const facts = await scan(content, { readers: [four, all] });
      expect(four.seen).toEqual(['d/big=some', 'd/small=tiny']);
      expect(all.seen).toEqual(['d/small=tiny']);
      expect(facts.facts).toEqual([
        { reader: 'four', path: 'd/big', value: 1 },
        { reader: 'four', path: 'd/small', value: 2 },
        { reader: 'all', path: 'd/small', value: 1 },
      ]);
      expect([...facts.contents.keys()]).toEqual(['d/big', 'd/small']);
    }
  });

  it('get no link, device, sparse file or whiteout', async () => {
    const odd = recorder('odd', () => 1);
    await scan(
      {
        kind: 'bytes',
        bytes: tarBytes([
          dir('d'),
          link('l', 'x'),
          { path: 'p', type: '6' },
          { path: 's', pax: { 'GNU.sparse.map': '0,1' }, body: 'x' },
          file('.wh.x', 'x'),
        ]),
      },
      { readers: [odd] },
    );
    expect(odd.seen).toEqual([]);
  });

  it('get at most the limit of one file', async () => {
    const most = recorder('most', () => Number.POSITIVE_INFINITY);
    await scan(
      { kind: 'bytes', bytes: tarBytes([file('a', 'x'.repeat(100))]) },
      { readers: [most], limits: { ...DEFAULT_LIMITS, contentBytes: 10 } },
    );
    expect(most.seen).toEqual([`a=${'x'.repeat(10)}`]);
  });

  it('leave nothing of a file that the layer writes again', async () => {
    const facts = await scan(
      {
        kind: 'bytes',
        bytes: tarBytes([file('a', 'one'), file('./a', 'longer than one'), file('b', 'x'), link('b', 'a')]),
      },
      { readers: [{ ...keepAll, wants: ({ size }) => (size > 3 ? 0 : 3) }] },
    );
    expect([...facts.contents]).toEqual([]);
  });
});

describe('digests', () => {
  it('are computed where they are asked for, and verified', async () => {
    for (const content of [inFile(tar), asStream(gzipSync(tar), 100)])
      expect((await scan(content, { verify: true, diffId: digest })).diffId).toBe(digest);
    await expect(scan(inFile(tar), { verify: true, diffId: 'sha256:other' })).rejects.toThrow(digest);
    expect((await scan(asStream(tar, 99), { digest: true })).diffId).toBe(digest);
    expect((await scan(inFile(tar), { diffId: 'sha256:claimed' })).diffId).toBe('sha256:claimed');
  });

  it('cover what lies behind the end of the tar', async () => {
    const padded = Buffer.concat([tar, Buffer.alloc(10_240)]);
    const computed = `sha256:${createHash('sha256').update(padded).digest('hex')}`;
    expect(await scan(asStream(gzipSync(padded), 100), { verify: true, diffId: computed })).toMatchObject({
      bytes: padded.length,
    });
  });
});
