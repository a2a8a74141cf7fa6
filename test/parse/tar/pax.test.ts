// Records of pax headers.
import { expect, it } from 'vitest';
import { InputError } from '../../../src/model/errors.ts';
import { readPax } from '../../../src/parse/tar/pax.ts';
import { paxBytes } from '../../tar-bytes.ts';

it('reads what concerns an entry and ignores the rest', () => {
  const records = readPax(
    paxBytes({
      path: 'имя',
      linkpath: 'ziel',
      size: '12',
      uid: '4294967296',
      gid: '7',
      mtime: '1.5',
      uname: 'x',
      'SCHILY.xattr.user.x': '1',
    }),
  );
  expect(records).toEqual({
    path: Buffer.from('имя'),
    linkPath: Buffer.from('ziel'),
    size: 12,
    uid: 2 ** 32,
    gid: 7,
    mtime: 1,
  });
});

it('keeps the bytes of a capability, zeros and line ends included', () => {
  const value = Buffer.from([1, 0, 0, 2, 0x0a, 0x30, 0, 0]);
  expect(readPax(paxBytes({ 'SCHILY.xattr.security.capability': value, path: 'a' }))).toEqual({
    capability: value,
    path: Buffer.from('a'),
  });
});

it('takes the last of two records with one key, and an empty value for none', () => {
  expect(readPax(Buffer.concat([paxBytes({ uid: '1' }), paxBytes({ uid: '2' })]))).toEqual({ uid: 2 });
  expect(readPax(paxBytes({ path: '' }))).toEqual({});
});

it.each(['trusted', 'user'])('sees the opaque mark of an overlay in %s', (space) => {
  expect(readPax(paxBytes({ [`SCHILY.xattr.${space}.overlay.opaque`]: 'y' }))).toEqual({ opaque: true });
  expect(readPax(paxBytes({ [`SCHILY.xattr.${space}.overlay.opaque`]: 'n' }))).toEqual({});
});

it.each([
  ['1.0', { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.name': 'real', 'GNU.sparse.realsize': '9' }],
  ['0.1', { 'GNU.sparse.major': '0', 'GNU.sparse.minor': '1', 'GNU.sparse.name': 'real', 'GNU.sparse.map': '0,1' }],
  ['without a version', { 'GNU.sparse.map': '0,1', 'GNU.sparse.name': 'real' }],
])('sees a sparse file of format %s', (_, records) => {
  expect(readPax(paxBytes(records))).toEqual({ sparse: true, sparseName: Buffer.from('real') });
});

it('ignores a name for a sparse file where the file is not sparse', () => {
  expect(readPax(paxBytes({ 'GNU.sparse.name': 'elsewhere' }))).toEqual({});
});

it.each([
  ['no length', 'path=x\n'],
  ['a length of nothing', '0 path=x\n'],
  ['a length too short', '5 path=x\n'],
  ['a length too long', '99 path=x\n'],
  ['no key', '6 abc\n'],
  ['no line end', '10 path=xy'],
  ['a huge length', '99999999999 path=x\n'],
  ['a zero in a path', '12 path=a\0b\n'],
  ['a size that is no number', '11 size=0x\n'],
  ['zeros behind', '10 path=x\n\0\0'],
])('refuses %s', (_, text) => expect(() => readPax(Buffer.from(text))).toThrow(InputError));
