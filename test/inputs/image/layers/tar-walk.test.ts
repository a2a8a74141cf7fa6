// Both walks through a tar, against the pack of tar-stream and on odd archives.
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../src/inputs/image/layers/limits.ts';
import { walkTarStream } from '../../../../src/inputs/image/layers/tar-stream.ts';
import { InputError, LimitError } from '../../../../src/model/errors.ts';
import { tarBytes } from '../../../tar-bytes.ts';
import { inChunks, listBoth, listFile, listStream, pathsOf } from './walks.ts';

const TYPES = {
  file: 'file',
  link: 'hardlink',
  symlink: 'symlink',
  'character-device': 'char',
  'block-device': 'block',
  directory: 'directory',
  fifo: 'fifo',
} as const;

const part = fc
  .oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', '.x', 'é', ' ', '文', '-'), minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 120 }),
  )
  .map((text) => text.replaceAll('/', '_'))
  .filter((text) => text !== '.' && text !== '..');
const path = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'));
const packed = fc.record({
  name: path,
  type: fc.constantFrom(...(Object.keys(TYPES) as (keyof typeof TYPES)[])),
  mode: fc.integer({ min: 1, max: 0o7777 }),
  uid: fc.integer({ min: 0, max: 0o777777 }),
  gid: fc.integer({ min: 0, max: 0o777777 }),
  mtime: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  linkname: path,
  devmajor: fc.integer({ min: 0, max: 4095 }),
  devminor: fc.integer({ min: 0, max: 0o777777 }),
  body: fc.uint8Array({ maxLength: 2000 }),
});

it('lists what tar-stream packed, whatever the chunks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(packed, { maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 4 }),
      async (entries, sizes) => {
        const writer = pack();
        for (const { body, mtime, linkname, ...entry } of entries) {
          const header = { ...entry, mtime: new Date(mtime * 1000), ...(entry.type.endsWith('link') && { linkname }) };
          if (entry.type === 'file') writer.entry(header, Buffer.from(body));
          else writer.entry(header);
        }
        writer.finalize();
        const bytes = await buffer(Readable.from(writer));
        const expected = entries.map(({ name, type, mode, uid, gid, mtime, linkname, devmajor, devminor, body }) => ({
          path: name,
          type: TYPES[type],
          mode,
          uid,
          gid,
          mtime,
          linkName: type.endsWith('link') ? linkname : '',
          deviceMajor: type.endsWith('device') ? devmajor : 0,
          deviceMinor: type.endsWith('device') ? devminor : 0,
          size: type === 'file' ? body.length : 0,
          content: type === 'file' ? Buffer.from(body).toString('latin1') : '',
        }));
        for (const { entries: listed, problems } of [await listStream(bytes, sizes), await listFile(bytes)]) {
          expect(listed).toMatchObject(expected);
          expect(listed).toHaveLength(expected.length);
          expect(problems).toEqual([]);
        }
      },
    ),
    { numRuns: 60 },
  );
});

describe('the end', () => {
  it('reads nothing behind two blocks of zeros, or behind a lone one, which is odd', async () => {
    const more = tarBytes([{ path: 'hidden' }]);
    const sound = await listBoth(Buffer.concat([tarBytes([{ path: 'x' }]), more]));
    expect(sound).toMatchObject({ entries: [{ path: 'x' }], problems: [] });
    const lone = await listBoth(Buffer.concat([tarBytes([{ path: 'x' }], { end: 1 }), more]));
    expect(pathsOf(lone)).toEqual(['x']);
    expect(lone.problems).toHaveLength(1);
  });

  it('remarks on an archive without an end mark', async () => {
    expect((await listBoth(tarBytes([{ path: 'x', body: 'b' }], { end: 0 }))).problems).toHaveLength(1);
    expect((await listBoth(tarBytes([{ path: 'x', body: 'b' }], { end: 0 }).subarray(0, 513))).entries).toMatchObject([
      { content: 'b' },
    ]);
    expect((await listBoth(tarBytes([{ path: 'x' }], { end: 1 }))).problems).toEqual([]);
  });

  it('refuses an archive that is cut off anywhere else', async () => {
    const whole = tarBytes([{ path: 'a', longName: 'n'.repeat(600), body: 'x'.repeat(600) }], { end: 0 });
    // One byte missing of: the long name's header, its body, the entry's header, its body.
    for (const length of [300, 1000, 1800, 2300]) {
      await expect(listStream(whole.subarray(0, length))).rejects.toThrow(InputError);
      await expect(listFile(whole.subarray(0, length))).rejects.toThrow(InputError);
    }
  });

  it('refuses a wrong checksum and says where', async () => {
    const bytes = tarBytes([{ path: 'a' }, { path: 'b', checksum: 1 }]);
    await expect(listStream(bytes)).rejects.toThrow('no tar header at byte 512');
    await expect(listFile(bytes)).rejects.toThrow('no tar header at byte 512');
  });

  it('refuses a size that is negative or beyond all bounds', async () => {
    for (const size of [-1, 2 ** 60])
      await expect(listStream(tarBytes([{ path: 'a', size }]))).rejects.toThrow(InputError);
    await expect(listStream(tarBytes([{ path: 'a', pax: { size: '-5' } }]))).rejects.toThrow(InputError);
  });
});

describe('hostile names', () => {
  it('refuses what leads out of the root or is the root and no directory, and reads on', async () => {
    const result = await listBoth(
      tarBytes([
        { path: '../evil', body: 'x' },
        { path: 'a/../../evil' },
        { path: './' },
        { path: './', type: '5', mode: 0o777 },
        { path: 'good' },
      ]),
    );
    expect(result.entries).toMatchObject([{ path: '', type: 'directory', mode: 0o777 }, { path: 'good' }]);
    expect(result.problems).toHaveLength(3);
  });

  it('keeps the list of remarks short', async () => {
    const result = await listBoth(tarBytes(Array.from({ length: 150 }, () => ({ path: '../x' }))));
    expect(result.problems).toHaveLength(101);
    expect(result.problems.at(-1)).toBe('and 50 more problems');
  });

  it('ends at a name or an extended header beyond its limit', async () => {
    const limits = { ...DEFAULT_LIMITS, pathBytes: 200, paxBytes: 1000 };
    const long = tarBytes([{ path: 'x', longName: 'n'.repeat(201) }]);
    await expect(listStream(long, [999], 0, limits)).rejects.toThrow(LimitError);
    await expect(
      listStream(tarBytes([{ path: 'x', pax: { comment: 'c'.repeat(1000) } }]), [999], 0, limits),
    ).rejects.toThrow(/paxBytes/);
    await expect(
      listFile(tarBytes([{ path: 'x', pax: { linkpath: 'n'.repeat(201) }, type: '2' }]), 0, limits),
    ).rejects.toThrow(/pathBytes/);
  });
});

it('streams a body onwards, in part or whole, and goes on behind it', async () => {
  const body = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 251));
  const walk = walkTarStream(
    inChunks(
      tarBytes([
        { path: 'a', body },
        { path: 'b', body },
        { path: 'c', body: 'c' },
      ]),
      [777],
    ),
    DEFAULT_LIMITS,
  );
  await walk.next();
  const head = Buffer.from(await walk.take(10));
  expect(Buffer.concat([head, await buffer(walk.body())])).toEqual(body);
  await walk.next();
  for await (const part of walk.body()) {
    expect(part.length).toBeGreaterThan(0);
    break;
  }
  expect((await walk.next())?.path).toBe('c');
  expect(Buffer.from(await walk.take(100)).toString()).toBe('c');
  expect(await walk.next()).toBeUndefined();
});

it('lets go of its source when it is closed early', async () => {
  let released = false;
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      yield* inChunks(tarBytes([{ path: 'a' }, { path: 'b' }]), [512]);
    } finally {
      released = true;
    }
  }
  const walk = walkTarStream(source(), DEFAULT_LIMITS);
  await walk.next();
  await walk.close();
  expect(released).toBe(true);
  expect(await walk.next()).toBeUndefined();
});
