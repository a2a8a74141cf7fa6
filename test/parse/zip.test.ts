import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readZip } from '../../src/parse/zip.ts';
import { zipOf } from '../zip-bytes.ts';

const archive = () => zipOf({ 'a.txt': 'alpha', 'b/c.txt': 'beta'.repeat(100) });

describe('a zip archive', () => {
  test('lists its members, with a script before it or a comment behind it', () => {
    for (const bytes of [archive(), Buffer.concat([Buffer.from('#!/bin/sh\nexec java -jar "$0"\n'), archive()])]) {
      const zip = readZip(bytes);
      expect(zip?.members.map(({ name, fullSize }) => [name, fullSize])).toEqual([
        ['a.txt', 5],
        ['b/c.txt', 400],
      ]);
      const [first] = zip?.members ?? [];
      expect(first && Buffer.from(zip?.stored(first) ?? []).toString()).toBe('alpha');
    }
    const commented = Buffer.concat([archive(), Buffer.from('a comment')]);
    expect(readZip(commented)?.members).toHaveLength(2);
  });

  test('that is cut off, or none, is none', () => {
    expect(readZip(archive().subarray(0, -30))).toBeUndefined();
    expect(readZip(new Uint8Array())).toBeUndefined();
    expect(readZip(Buffer.from('PK'))).toBeUndefined();
  });

  test('whose members are encrypted or packed another way has no members that can be read', () => {
    expect(readZip(zipOf({ a: 'x' }, { flags: 1 }))?.members).toEqual([]);
    expect(readZip(zipOf({ a: 'x' }, { method: 14 }))?.members).toEqual([]);
  });

  test('changed at random never points outside itself', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(255)), { maxLength: 20 }), (edits) => {
        const bytes = archive();
        for (const [place, value] of edits) bytes[place % bytes.length] = value;
        const zip = readZip(bytes);
        for (const member of zip?.members ?? [])
          expect(zip?.stored(member)?.length ?? 0).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
