// Facts of a layer survive being kept, and damaged bytes are nothing.
import { expect, it } from 'vitest';
import { layerFormat } from '../../../../src/inputs/image/layers/layer-cache-format.ts';
import { DEFAULT_LIMITS } from '../../../../src/inputs/image/layers/limits.ts';
import { scanLayer } from '../../../../src/inputs/image/layers/scan-layer.ts';
import type { LayerFacts } from '../../../../src/model/layer.ts';
import { tarBytes } from '../../../tar-bytes.ts';
import { dir, file, hard, keepAll } from './layers.ts';

const says = {
  name: 'says',
  version: 2,
  wants: () => 3,
  read: (_: unknown, bytes: Uint8Array) => [{ first: bytes[0] ?? null, list: ['ü', 1.5, null] }],
};

function sample(): Promise<LayerFacts> {
  const bytes = tarBytes([
    dir('etc'),
    file('etc/__proto__', 'abc'),
    file('empty'),
    hard('h', 'empty'),
    file('.wh.gone'),
    file('etc/.wh..wh..opq'),
    file('../x'),
  ]);
  return scanLayer({ kind: 'bytes', bytes }, { readers: [keepAll, says], limits: DEFAULT_LIMITS, diffId: 'sha256:1' });
}

const plain = ({ entries, ...facts }: LayerFacts) => ({
  ...facts,
  contents: [...facts.contents].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]),
  entries: Array.from({ length: entries.length }, (_, index) => entries.at(index)),
});

it('gives back all facts', async () => {
  const facts = await sample();
  expect(facts).toMatchObject({
    whiteouts: ['gone'],
    opaques: ['etc'],
    problems: [expect.any(String)],
    diffId: 'sha256:1',
  });
  expect(facts.facts).toHaveLength(2);
  const kept = layerFormat.unpack(layerFormat.pack(facts));
  expect(kept === undefined ? undefined : plain(kept)).toEqual(plain(facts));
});

it('knows nothing in bytes that were cut, changed at their start, or of another version', async () => {
  const bytes = layerFormat.pack(await sample());
  for (let length = 0; length < bytes.length; length += 1)
    expect(layerFormat.unpack(bytes.subarray(0, length))).toBeUndefined();
  expect(layerFormat.unpack(Buffer.concat([bytes, Buffer.alloc(1)]))).toBeUndefined();
  for (const at of [0, 16, 18, 22, 26]) {
    const damaged = Buffer.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ 0x41;
    expect(layerFormat.unpack(damaged)).toBeUndefined();
  }
});

it('knows nothing in JSON of another shape', async () => {
  const bytes = Buffer.from(layerFormat.pack(await sample()));
  for (const [from, to] of [
    ['"whiteouts":["gone"]', '"whiteouts":[12345678]'],
    ['"bytes":', '"bytez":'],
    ['["empty",0]', '["empty",-]'],
  ] as const) {
    const at = bytes.indexOf(from);
    expect(at).toBeGreaterThan(0);
    const changed = Buffer.from(bytes);
    changed.write(to.padEnd(from.length, ' ').slice(0, from.length), at);
    expect(layerFormat.unpack(changed)).toBeUndefined();
  }
});
