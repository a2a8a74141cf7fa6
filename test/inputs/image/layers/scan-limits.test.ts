// Where the reading of a hostile layer ends, by name and soon.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../src/inputs/image/layers/limits.ts';
import { packTable } from '../../../../src/inputs/image/layers/pack-table.ts';
import { type ScanLayerOptions, scanLayer } from '../../../../src/inputs/image/layers/scan-layer.ts';
import { LimitError } from '../../../../src/model/errors.ts';
import type { LayerContent } from '../../../../src/model/image-source.ts';
import type { LayerFacts } from '../../../../src/model/layer.ts';
import { headerBytes, tarBytes } from '../../../tar-bytes.ts';
import { file, keepAll } from './layers.ts';
import { inChunks } from './walks.ts';

const tar = tarBytes([file('d/big', 'some text '.repeat(9000)), file('d/small', 'tiny'), file('empty')]);

function scan(content: LayerContent, options: Partial<ScanLayerOptions> = {}): Promise<LayerFacts> {
  return scanLayer(content, { readers: [keepAll], limits: DEFAULT_LIMITS, ...options });
}

const folder = mkdtempSync(join(tmpdir(), 'seaworthy-limits-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'layer.tar');
writeFileSync(path, tar);

const contents: readonly LayerContent[] = [
  { kind: 'file', path, offset: 0, size: tar.length },
  { kind: 'bytes', bytes: tar },
  { kind: 'stream', open: async () => inChunks(gzipSync(tar), [1000]) },
];

describe('limits', () => {
  /** A gzip of as many zeros as wanted, without making them. */
  async function* zeros(mebibytes: number): AsyncGenerator<Uint8Array> {
    const header = tarBytes([{ path: 'zeros', size: mebibytes * 2 ** 20 }], { end: 0 });
    yield Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
    yield deflateRawSync(header, { finishFlush: 3 });
    const one = deflateRawSync(Buffer.alloc(2 ** 20), { finishFlush: 3 });
    for (let at = 0; at < mebibytes; at += 1) yield one;
  }

  it('end ten gigabytes of zeros at the ratio', async () => {
    const passed: number[] = [];
    await expect(
      scan({ kind: 'stream', open: async () => zeros(10_240) }, { onBytes: (bytes) => void passed.push(bytes) }),
    ).rejects.toThrow(/limit of 1000 times its size \(ratio\)/);
    expect(passed.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(256 * 2 ** 20);
  });

  it.each([
    ['layerBytes', { layerBytes: 50_000 }],
    ['imageBytes', { imageBytes: 50_000 }],
    ['entries', { entries: 3 }],
  ])('name %s', async (name, limit) => {
    for (const content of contents) {
      const scanned = scan(content, { limits: { ...DEFAULT_LIMITS, ...limit } });
      await expect(scanned).rejects.toThrow(LimitError);
      await expect(scanned).rejects.toThrow(name);
    }
  });

  it('count directories that only paths name', async () => {
    const deep = tarBytes([{ path: 'x', longName: `${'d/'.repeat(1000)}x` }]);
    await expect(scan({ kind: 'bytes', bytes: deep }, { limits: { ...DEFAULT_LIMITS, entries: 900 } })).rejects.toThrow(
      'entries',
    );
  });

  it('hold for removals', async () => {
    const many = tarBytes(Array.from({ length: 10_001 }, (_, index) => file(`.wh.${index}`)));
    await expect(scan({ kind: 'bytes', bytes: many }, { limits: { ...DEFAULT_LIMITS, entries: 10 } })).rejects.toThrow(
      /removes more than/,
    );
  });

  it('are far from a layer of many files, which is read within little memory', async () => {
    const files = 150_000;
    const source = async function* () {
      for (let at = 0; at < files; at += 1000)
        yield Buffer.concat(
          Array.from({ length: 1000 }, (_, index) => headerBytes(file(`usr/share/d${at % 7000}/file-${at + index}`))),
        );
      yield tarBytes([]);
    };
    const { entries } = await scan({ kind: 'stream', open: async () => source() }, { readers: [] });
    expect(entries.length).toBe(files);
    expect(entries.pathAt(files - 1)).toBe('usr/share/d2000/file-149999');
    expect(packTable(entries).length).toBeLessThan(files * 48);
  });

  it('stop a source that is no longer read', async () => {
    let released = false;
    const source = async function* () {
      try {
        for (;;) yield tar;
      } finally {
        released = true;
      }
    };
    await expect(
      scan({ kind: 'stream', open: async () => source() }, { limits: { ...DEFAULT_LIMITS, entries: 1 } }),
    ).rejects.toThrow(LimitError);
    expect(released).toBe(true);
  });
});
