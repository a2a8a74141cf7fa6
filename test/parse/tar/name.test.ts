// Names in tars: text without loss, and one spelling for each path.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanPath, decodeName } from '../../../src/parse/tar/name.ts';

it.each([
  ['etc/passwd', 'etc/passwd'],
  ['./etc/passwd', 'etc/passwd'],
  ['/etc//x/', 'etc/x'],
  ['etc/./x', 'etc/x'],
  ['a/../b', 'b'],
  ['.wh.x', '.wh.x'],
  ['a/.hidden', 'a/.hidden'],
  ['a/...', 'a/...'],
  ['..a/b..', '..a/b..'],
  ['./', ''],
  ['/', ''],
  ['', ''],
  ['a/..', ''],
])('%j is %j', (written, clean) => expect(cleanPath(written)).toBe(clean));

it.each(['..', '../x', 'a/../../x', '/..', './../etc'])('%j leads out of the root', (written) =>
  expect(cleanPath(written)).toBeUndefined(),
);

it('gives a clean path that is clean, and no empty or dotted part', () => {
  const part = fc.constantFrom('', '.', '..', 'a', '.b', 'c.', '...');
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const clean = cleanPath(parts.join('/'));
      if (clean === undefined) return;
      expect(cleanPath(clean)).toBe(clean);
      if (clean !== '') expect(clean.split('/').filter((name) => ['', '.', '..'].includes(name))).toEqual([]);
    }),
  );
});

it('reads valid UTF-8 as it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (text) => void expect(decodeName(Buffer.from(text))).toBe(Buffer.from(text).toString()),
    ),
  );
});

it('writes bytes that are no UTF-8 as escapes, and keeps all else', () => {
  expect(decodeName(Buffer.from([0x61, 0xff, 0x62]))).toBe('a\\xffb');
  expect(decodeName(Buffer.from([0xc3, 0xa9, 0xc3]))).toBe('é\\xc3');
  expect(decodeName(Buffer.from([0xe2, 0x82]))).toBe('\\xe2\\x82');
  expect(decodeName(Buffer.from([0xc0, 0xaf]))).toBe('\\xc0\\xaf');
  expect(decodeName(Buffer.from([0xed, 0xa0, 0x80]))).toBe('\\xed\\xa0\\x80');
  expect(decodeName(Buffer.from([0xf4, 0x90, 0x80, 0x80]))).toBe('\\xf4\\x90\\x80\\x80');
});

it('tells names of different bytes apart', () => {
  // A backslash in the name itself is the one thing that can look like an escape.
  const bytes = fc.uint8Array({ maxLength: 8 }).filter((name) => !name.includes(0x5c));
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      if (decodeName(Buffer.from(one)) === decodeName(Buffer.from(other)))
        expect(Buffer.from(one)).toEqual(Buffer.from(other));
    }),
  );
});
