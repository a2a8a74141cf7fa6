import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRpmBdb } from '../../../src/parse/packages/rpm-bdb.ts';
import type { RpmBlobs } from '../../../src/parse/packages/rpm-database.ts';
import { readRpmHeader, splitSourceRpm } from '../../../src/parse/packages/rpm-header.ts';
import { parseRpmManifest } from '../../../src/parse/packages/rpm-manifest.ts';
import { readRpmNdb } from '../../../src/parse/packages/rpm-ndb.ts';
import { readRpmSqlite } from '../../../src/parse/packages/rpm-sqlite.ts';
import { ndbOf, rpmFixture } from '../../rpm-fixtures.ts';

const sqlite = () => rpmFixture('rpmdb.sqlite');

function namesOf({ blobs }: RpmBlobs): string[] {
  return blobs.flatMap((blob) => readRpmHeader(blob)?.name ?? []);
}

describe('an rpm database of SQLite', () => {
  test('holds packages, with all that is said of them', () => {
    const { blobs, problem } = readRpmSqlite(sqlite());
    expect(problem).toBe('');
    const [key, rope, rigging] = blobs.map(readRpmHeader);
    expect(key).toBeUndefined();
    const { files, ...rest } = rope ?? { files: () => [] };
    expect(rest).toEqual({
      name: 'rope',
      version: '0.9~rc1-3.el9',
      architecture: 'noarch',
      source: 'rigging',
      sourceVersion: '1.2.0-3.el9',
      sourceFile: 'rigging-1.2.0-3.el9.src.rpm',
      license: 'BSD-2-Clause OR MIT',
      modularity: 'sails:2:20260801:abc123',
    });
    expect(files()).toEqual([
      'usr/bin/rope',
      'usr/lib/python3/site-packages/rope-0.9.dist-info',
      'usr/lib/python3/site-packages/rope-0.9.dist-info/METADATA',
      'usr/share/rope',
      'usr/share/rope/knots',
    ]);
    expect(rigging).toMatchObject({ name: 'rigging', version: '2:1.2.0-3.el9', license: 'MIT' });
  });

  test('has newer pages in the log beside it', () => {
    expect(namesOf(readRpmSqlite(sqlite(), rpmFixture('rpmdb.sqlite-wal')))).toEqual(['rope', 'rigging', 'mast']);
  });

  test('is read without a log that is damaged, cut before its commit, or empty', () => {
    const wal = rpmFixture('rpmdb.sqlite-wal');
    const flipped = Buffer.from(wal);
    flipped.writeUInt8(flipped.readUInt8(100) ^ 1, 100);
    for (const odd of [flipped, wal.subarray(0, 32 + 24 + 4096), wal.subarray(0, 20), Buffer.alloc(0)])
      expect(readRpmSqlite(sqlite(), odd)).toMatchObject({ problem: '', blobs: { length: 3 } });
  });

  test('is read through pages of pages and rows that go on elsewhere', () => {
    const { blobs, problem } = readRpmSqlite(rpmFixture('deep.sqlite'));
    expect(problem).toBe('');
    expect(blobs.map((blob) => [blob.length, blob[0], blob.at(-1)])).toEqual(
      Array.from({ length: 150 }, (_, index) => index + 1).map((i) => [(i * 37) % 2300 || 1, i % 256, i % 256]),
    );
  });

  test('keeps what was read before it ends too soon, and says so', () => {
    const whole = rpmFixture('deep.sqlite');
    const { blobs, problem } = readRpmSqlite(whole.subarray(0, whole.length / 2));
    expect(problem).toMatch(/^it ends before its page \d+$/);
    expect(blobs.length).toBeLessThan(150);
  });

  test('may be empty or another thing', () => {
    expect(readRpmSqlite(Buffer.alloc(0))).toEqual({ blobs: [], problem: '' });
    expect(readRpmSqlite(Buffer.alloc(8192)).problem).toBe('it is no SQLite database');
  });
});

describe('an rpm database of Berkeley DB', () => {
  test.each(['packages-little.bdb', 'packages-big.bdb'] as const)('is read: %s', (name) => {
    const read = readRpmBdb(rpmFixture(name));
    expect(read.problem).toBe('');
    expect(namesOf(read).sort()).toEqual(['rigging', 'rope']);
    expect([...read.blobs].sort(Buffer.compare)).toEqual([...readRpmSqlite(sqlite()).blobs].sort(Buffer.compare));
  });

  test('is refused when encrypted, and when it is a tree', () => {
    for (const [at, value, problem] of [
      [24, 1, 'it is encrypted'],
      [25, 9, 'it is no hash of Berkeley DB'],
      [12, 0, 'it is no hash of Berkeley DB'],
    ] as const) {
      const bytes = rpmFixture('packages-little.bdb');
      bytes.writeUInt8(value, at);
      expect(readRpmBdb(bytes)).toEqual({ blobs: [], problem });
    }
  });

  test('with a chain that bites its tail comes to an end', () => {
    const bytes = rpmFixture('packages-little.bdb');
    let links = 0;
    for (let page = 512; page < bytes.length; page += 512) {
      if (bytes.readUInt8(page + 25) !== 7) continue;
      bytes.writeUInt32LE(page / 512, page + 16);
      links += 1;
    }
    expect(links).toBeGreaterThan(2);
    expect(readRpmBdb(bytes).problem).toMatch(/^its page \d+ belongs to two things$/);
  });
});

describe('an rpm database of ndb', () => {
  const headers = readRpmSqlite(sqlite()).blobs;

  test('is read in the order of the packages', () => {
    expect(readRpmNdb(ndbOf(headers))).toEqual({ problem: '', blobs: headers });
  });

  test('that ends too soon, or points elsewhere, says so', () => {
    const bytes = ndbOf(headers);
    expect(readRpmNdb(bytes.subarray(0, 5000)).problem).toMatch(/^it ends within its package 1$/);
    expect(readRpmNdb(bytes.subarray(0, 4000)).problem).toBe('it ends among its slots');
    bytes.writeUInt32LE(7, 32 + 8);
    expect(readRpmNdb(bytes).problem).toBe('its package 3 is not where it should be');
  });

  test('whose slots all point to one package is not read larger than it is', () => {
    const [header = new Uint8Array()] = headers;
    const bytes = ndbOf([header]);
    for (let at = 48; at < 4096; at += 16) bytes.copy(bytes, at, 32, 48);
    expect(readRpmNdb(bytes).blobs.length).toBeLessThanOrEqual(4);
  });
});

describe('any database', () => {
  const readers = [readRpmSqlite, readRpmBdb, readRpmNdb] as const;
  const samples = [rpmFixture('deep.sqlite'), rpmFixture('packages-little.bdb'), ndbOf(readRpmSqlite(sqlite()).blobs)];

  test('with bytes changed at random is read or has a problem, and holds no more than its size', () => {
    const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 40 });
    fc.assert(
      fc.property(fc.nat(2), changes, fc.boolean(), (kind, edits, atHead) => {
        const bytes = Buffer.from(samples[kind] ?? []);
        for (const [place, value] of edits) bytes[Math.floor(place * (atHead ? 2048 : bytes.length - 1))] = value;
        const read = readers[kind]?.(bytes) ?? { blobs: [] };
        for (const blob of read.blobs) readRpmHeader(blob)?.files();
        expect(read.blobs.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(bytes.length + 65_536);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the header of an rpm', () => {
  test('with counts that cannot be is none', () => {
    const [, rope = new Uint8Array()] = readRpmSqlite(sqlite()).blobs;
    for (const at of [0, 4]) {
      const bytes = Buffer.from(rope);
      bytes.writeUInt32BE(0xffffffff, at);
      expect(readRpmHeader(bytes)).toBeUndefined();
    }
    expect(readRpmHeader(rope.subarray(0, 100))).toBeUndefined();
    expect(readRpmHeader(new Uint8Array())).toBeUndefined();
  });

  test.each([
    ['bash-5.1.8-6.el9.src.rpm', { name: 'bash', version: '5.1.8-6.el9' }],
    ['java-11-openjdk-11.0.2-1.nosrc.rpm', { name: 'java-11-openjdk', version: '11.0.2-1' }],
    ['(none)', undefined],
    ['bash.src.rpm', undefined],
  ])('names its source: %s', (text, source) => {
    expect(splitSourceRpm(text)).toEqual(source);
  });
});

test('the list of a distroless image has a line for each package', () => {
  const lines = [
    ['bash', '5.1.8-4.cm2', '1', '2', 'Vendor', '(none)', '9', 'x86_64', '0', 'bash-5.1.8-4.cm2.src.rpm'],
    ['shadow', '4.9-1', '1', '2', 'Vendor', '2', '9', 'noarch', '2', 'shadow-utils-4.9-1.src.rpm'],
    ['gpg-pubkey', '1-2', '1', '2', '(none)', '(none)', '9', '(none)', '0', '(none)'],
    ['odd', '1-1', '1', '2', '(none)', '(none)', '9', '(none)', '0', '(none)'],
    [''],
  ];
  const read = parseRpmManifest(lines.map((fields) => fields.join('\t')).join('\n'));
  expect(read.map(({ name, version, architecture, source }) => [name, version, architecture, source])).toEqual([
    ['bash', '5.1.8-4.cm2', 'x86_64', 'bash'],
    ['shadow', '2:4.9-1', 'noarch', 'shadow-utils'],
    ['odd', '1-1', '', 'odd'],
  ]);
});
