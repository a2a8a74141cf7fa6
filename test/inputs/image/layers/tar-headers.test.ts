// Headers of tars, usual and odd, as both walks read them.
import { describe, expect, it } from 'vitest';
import { tarBytes } from '../../../tar-bytes.ts';
import { listBoth, pathsOf } from './walks.ts';

describe('headers', () => {
  it('reads the prefix of ustar and of star, and none of GNU', async () => {
    const times = [
      [345, '00000000000\0'],
      [357, '00000000000\0'],
    ] as const;
    const { entries } = await listBoth(
      tarBytes([
        { path: 'x', prefix: 'a/b' },
        { path: 'y', prefix: 'c', bytes: [[508, 'tar\0']] },
        { path: 'z', magic: 'ustar  \0', bytes: times },
        { path: 'v', magic: '\0\0\0\0\0\0\0\0', prefix: 'no' },
      ]),
    );
    expect(entries.map(({ path }) => path)).toEqual(['a/b/x', 'c/y', 'z', 'v']);
  });

  it('reads the prefix that Go once wrote into GNU headers', async () => {
    expect(pathsOf(await listBoth(tarBytes([{ path: 'x', magic: 'ustar  \0', prefix: 'usr/lib' }])))).toEqual([
      'usr/lib/x',
    ]);
  });

  it('takes a signed checksum', async () => {
    const path = Buffer.from('é');
    const block = tarBytes([{ path }]);
    const sum = block
      .subarray(0, 512)
      .reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : (byte << 24) >> 24), 0);
    expect(pathsOf(await listBoth(tarBytes([{ path, checksum: sum }])))).toEqual(['é']);
  });

  it('masks the type bits of a mode and takes the type from its byte', async () => {
    const { entries } = await listBoth(
      tarBytes([
        { path: 'x', mode: 0o104755 },
        { path: 'd', type: '5', mode: 0o40755 },
      ]),
    );
    expect(entries.map(({ type, mode }) => [type, mode])).toEqual([
      ['file', 0o4755],
      ['directory', 0o755],
    ]);
  });

  it('takes a file of the old type with a slash at its end for a directory', async () => {
    const { entries } = await listBoth(
      tarBytes([
        { path: 'd/', type: '\0' },
        { path: 'f', type: '\0', body: 'x' },
        { path: 'g', type: '7', body: 'y' },
      ]),
    );
    expect(entries.map(({ path, type, content }) => [path, type, content])).toEqual([
      ['d', 'directory', ''],
      ['f', 'file', 'x'],
      ['g', 'file', 'y'],
    ]);
  });

  it('reads base-256 ids modulo the width of the kernel', async () => {
    const { entries } = await listBoth(tarBytes([{ path: 'x', uid: 2 ** 32, gid: 3_000_000_000 }]));
    expect(entries).toMatchObject([{ uid: 0, gid: 3_000_000_000 }]);
  });

  it('skips no body of a link or device, whatever its size says', async () => {
    const { entries } = await listBoth(
      tarBytes([
        { path: 'l', type: '2', linkName: 'x', size: 4096 },
        { path: 'h', type: '1', linkName: 'x', size: 512 },
        { path: 'x', body: 'b' },
      ]),
    );
    expect(entries.map(({ path, size }) => [path, size])).toEqual([
      ['l', 0],
      ['h', 0],
      ['x', 1],
    ]);
  });

  it('treats an unknown type as a file and leaves out what is none', async () => {
    const result = await listBoth(
      tarBytes([
        { path: 'odd', type: 'Z', body: 'x' },
        { path: 'label', type: 'V', size: 0 },
        { path: 'multi', type: 'M', body: 'abc' },
        { path: 'next' },
      ]),
    );
    expect(pathsOf(result)).toEqual(['odd', 'next']);
    expect(result.problems).toHaveLength(2);
  });
});

describe('extended headers', () => {
  it('lets the long name win over pax, and pax over the header', async () => {
    const result = await listBoth(
      tarBytes([
        { path: 'short', longName: 'long', pax: { path: 'pax' } },
        { path: 'short', pax: { path: 'pax', size: '3', uid: '5', gid: '6', mtime: '7.9' }, body: 'abc', size: 0 },
        { path: 'l', type: '2', linkName: 'short', longLink: 'far/away' },
        { path: 'last' },
      ]),
    );
    expect(result.entries).toMatchObject([
      { path: 'long' },
      { path: 'pax', size: 3, uid: 5, gid: 6, mtime: 7, content: 'abc' },
      { path: 'l', linkName: 'far/away' },
      { path: 'last', linkName: '' },
    ]);
  });

  it('ignores a global header as engines do, says so, and forgets what was before it', async () => {
    const global = (records: string) => ({ path: 'pax_global_header', type: 'g', body: records });
    const result = await listBoth(
      tarBytes([global('52 comment=0123456789012345678901234567890123456789\n'), global('10 uid=77\n'), { path: 'x' }]),
    );
    expect(result.entries).toMatchObject([{ path: 'x', uid: 0 }]);
    expect(result.problems).toEqual(['a global pax header sets uid; engines ignore it']);
  });

  it('gives capabilities in hexadecimal digits and refuses what the kernel would', async () => {
    const key = 'SCHILY.xattr.security.capability';
    const result = await listBoth(
      tarBytes([
        { path: 'ping', pax: { [key]: Buffer.from('0100000200200000000000000000000000000000', 'hex') } },
        { path: 'odd', pax: { [key]: 'x'.repeat(25) } },
      ]),
    );
    expect(result.entries.map(({ capability }) => capability)).toEqual([
      '0100000200200000000000000000000000000000',
      '',
    ]);
    expect(result.problems).toHaveLength(1);
  });

  it('names sparse files and passes over their maps', async () => {
    const result = await listBoth(
      tarBytes([
        {
          path: 'old',
          type: 'S',
          magic: 'ustar  \0',
          size: 512,
          bytes: [[482, '\x01']],
          body: Buffer.concat([Buffer.alloc(512), Buffer.alloc(512, 'd')]),
        },
        {
          path: 'GNUSparseFile.0/new',
          pax: {
            'GNU.sparse.major': '1',
            'GNU.sparse.minor': '0',
            'GNU.sparse.name': 'etc/new',
            'GNU.sparse.realsize': '99',
          },
          body: 'map',
        },
        { path: 'next', body: 'n' },
      ]),
    );
    expect(result.entries).toMatchObject([
      { path: 'old', sparse: true },
      { path: 'etc/new', sparse: true },
      { path: 'next', sparse: false, content: 'n' },
    ]);
    expect(result.problems).toHaveLength(2);
  });
});
