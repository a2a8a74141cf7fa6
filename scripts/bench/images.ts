// Layers of an image: listing them beside `tar -tv`, and inflating and listing them beside only inflating them.
import { spawnSync } from 'node:child_process';
import { createReadStream, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { DEFAULT_LIMITS } from '../../src/inputs/image/layers/limits.ts';
import { mergeLayers } from '../../src/inputs/image/layers/merge-layers.ts';
import { scanLayers } from '../../src/inputs/image/layers/scan-layers.ts';
import type { ImageLayer } from '../../src/model/image-source.ts';
import { median, type Row } from './table.ts';

const LAYERS = 4;
const FILES = 4000;
const MOST_BYTES = 40_000;
const RUNS = 5;
const PLAIN_BUDGET = 0.3;
const GZIP_BUDGET = 1.25;

/** Makes an image of a few layers in `folder` and measures it as an uncompressed and as a compressed one. */
export async function measureImages(folder: string): Promise<readonly Row[]> {
  const plain = Array.from({ length: LAYERS }, (_, layer) => writeLayer(folder, layer));
  const packed = plain.map((path) => {
    run('gzip', ['-1', '--keep', path]);
    return `${path}.gz`;
  });
  // One run of each first, so that neither pays for reading the disk.
  const listed = await compare(
    // A layer inside an archive is no file: tar gets its bytes through a pipe.
    () => plain.forEach((path) => void run('sh', ['-c', 'cat "$1" | tar -tv', 'sh', path])),
    () => readLayers(plain),
  );
  const inflated = await compare(
    () => inflate(packed),
    () => readLayers(packed),
  );
  return [
    row(`list ${LAYERS * FILES} files of an uncompressed image`, 'cat | tar -tv', listed, PLAIN_BUDGET),
    row('the same of a gzip image', 'only inflating', inflated, GZIP_BUDGET),
  ];
}

interface Compared {
  readonly base: number;
  readonly own: number;
}

async function compare(base: () => void | Promise<void>, own: () => Promise<void>): Promise<Compared> {
  const bases: number[] = [];
  const owns: number[] = [];
  for (let round = 0; round <= RUNS; round += 1) {
    const [baseTime, ownTime] = [await timed(base), await timed(own)];
    if (round === 0) continue;
    bases.push(baseTime);
    owns.push(ownTime);
  }
  return { base: median(bases), own: median(owns) };
}

async function timed(work: () => void | Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function row(work: string, beside: string, { base, own }: Compared, budget: number): Row {
  return {
    work,
    measured: `${own.toFixed(0)} ms = ${(own / base).toFixed(2)} x ${beside} (${base.toFixed(0)} ms)`,
    budget: `${budget} x`,
    ratio: own / base / budget,
  };
}

async function readLayers(paths: readonly string[]): Promise<void> {
  const layers = paths.map((path): ImageLayer => {
    const { size } = statSync(path);
    return { digest: '', diffId: '', mediaType: '', size, content: { kind: 'file', path, offset: 0, size } };
  });
  const { facts } = await scanLayers(layers, { readers: [], limits: DEFAULT_LIMITS });
  const { count } = mergeLayers(facts.filter((layer) => layer !== undefined));
  if (count < FILES) throw new Error(`the image should have at least ${FILES} files and has ${count}`);
}

async function inflate(paths: readonly string[]): Promise<void> {
  await Promise.all(
    paths.map(async (path) => {
      const stream = createReadStream(path, { highWaterMark: 2 ** 18 }).pipe(createGunzip({ chunkSize: 2 ** 20 }));
      for await (const _ of stream);
    }),
  );
}

/** A tar of files whose sizes and contents repeat, about half of which compresses away. */
function writeLayer(folder: string, layer: number): string {
  const root = join(folder, `layer-${layer}`);
  for (let index = 0; index < FILES; index += 1) {
    const directory = join(root, `usr/share/part-${layer}-${index % 100}`);
    if (index < 100) mkdirSync(directory, { recursive: true });
    const words = Array.from({ length: ((index * 7919) % MOST_BYTES) / 8 }, (_, at) =>
      ((at * index) ** 2 % 999_983).toString(36),
    );
    writeFileSync(join(directory, `file-${index}`), words.join('\n'));
  }
  const path = `${root}.tar`;
  run('tar', ['-cf', path, '-C', root, '.']);
  return path;
}

function run(program: string, words: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, words, {
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) throw error ?? new Error(`${program} failed: ${stderr}`);
}
