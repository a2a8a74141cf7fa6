// The table of a layer gives back what was put in, packed and unpacked too.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packTable, unpackTable } from '../../../../src/inputs/image/layers/pack-table.ts';
import { tableBuilder, tableOf } from '../../../../src/inputs/image/layers/table-builder.ts';
import { LimitError } from '../../../../src/model/errors.ts';
import type { EntryTable, LayerEntry } from '../../../../src/model/layer.ts';

const id = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const name = fc
  .oneof(fc.constantFrom('a', 'b', 'usr', '__proto__'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }))
  .map((text) => text.replaceAll('/', '_'));
const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
const entry: fc.Arbitrary<LayerEntry> = fc
  .record({
    path,
    type: fc.constantFrom('file', 'hardlink', 'symlink', 'char', 'block', 'directory', 'fifo'),
    mode: fc.integer({ min: 0, max: 0o7777 }),
    uid: id,
    gid: id,
    size: fc.oneof(fc.maxSafeNat(), fc.constantFrom(0, 2 ** 31 - 1, 2 ** 31, 2 ** 32)),
    mtime: id,
    linkName: path,
    capability: fc.constantFrom('', '', '0100000200200000000000000000000000000000'),
    deviceMajor: fc.integer({ min: 0, max: 4095 }),
    deviceMinor: fc.integer({ min: 0, max: 2 ** 20 - 1 }),
  })
  .map((made): LayerEntry => {
    const { type, size, linkName, deviceMajor, deviceMinor } = made;
    const device = type === 'char' || type === 'block';
    return {
      ...made,
      size: type === 'file' ? size : 0,
      linkName: type.endsWith('link') ? linkName : '',
      deviceMajor: device ? deviceMajor : 0,
      deviceMinor: device ? deviceMinor : 0,
    };
  });

const entriesOf = (table: EntryTable): LayerEntry[] =>
  Array.from({ length: table.length }, (_, index) => table.at(index));

it('gives back every entry, before and after it was packed', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 40 }), (entries) => {
      const table = tableOf(entries);
      expect(entriesOf(table)).toEqual(entries);
      expect(entries.map((_, index) => table.pathAt(index))).toEqual(entries.map(({ path }) => path));
      const unpacked = unpackTable(packTable(table));
      expect(unpacked === undefined ? undefined : entriesOf(unpacked)).toEqual(entries);
    }),
  );
});

it('packs any other table as well', () => {
  const entries = fc.sample(entry, { numRuns: 5, seed: 1 });
  const other: EntryTable = {
    length: entries.length,
    at: (index) => entries[index] ?? fc.sample(entry, 1)[0] ?? Object.create(null),
    pathAt: (index) => entries[index]?.path ?? '',
  };
  const unpacked = unpackTable(packTable(other));
  expect(unpacked === undefined ? undefined : entriesOf(unpacked)).toEqual(entries);
});

it('crosses the pages of its columns and pools', () => {
  const [first] = fc.sample(entry, { numRuns: 1, seed: 2 });
  if (first === undefined) throw new Error('no entry');
  const entries = Array.from(
    { length: 10_000 },
    (_, index): LayerEntry => ({
      ...first,
      type: 'symlink',
      path: `d${index % 5000}/f${index}`,
      linkName: 'l'.repeat(index % 100),
      size: 0,
      deviceMajor: 0,
      deviceMinor: 0,
    }),
  );
  const table = tableOf(entries);
  for (const index of [0, 4095, 4096, 8191, 8192, 9999]) expect(table.at(index)).toEqual(entries[index]);
  expect(unpackTable(packTable(table))?.at(8192)).toEqual(entries[8192]);
});

it('does not unpack what is no table, and never fails on it', () => {
  const packed = packTable(tableOf(fc.sample(entry, { numRuns: 20, seed: 3 })));
  for (let length = 0; length < packed.length; length += 7)
    expect(unpackTable(packed.subarray(0, length))).toBeUndefined();
  fc.assert(
    fc.property(fc.nat({ max: packed.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
      const damaged = packed.slice();
      damaged[at] = byte;
      const table = unpackTable(damaged);
      if (table !== undefined) expect(entriesOf(table)).toHaveLength(table.length);
    }),
  );
});

it('ends at its limits on names and owners', () => {
  const [first] = fc.sample(entry, { numRuns: 1, seed: 4 });
  if (first === undefined) throw new Error('no entry');
  const add = (make: (index: number) => Partial<LayerEntry>) => () => {
    const builder = tableBuilder(10, () => undefined);
    for (let index = 0; index < 70_000; index += 1) builder.add({ ...first, capability: '', ...make(index) });
  };
  expect(add((index) => ({ path: 'a', uid: index }))).toThrow(LimitError);
  expect(add(() => ({ path: `${'long/'.repeat(200)}x` }))).toThrow(/paths of the layer/);
  expect(add((index) => ({ path: String(index).padStart(90, 'x') }))).toThrow(LimitError);
});
