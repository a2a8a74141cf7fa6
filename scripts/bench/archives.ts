// Whole scans of archives of images by the bundle, beside what tar and gzip take for the same bytes, and the memory of each.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, type Row } from './table.ts';

const RUNS = 3;
const LIST_BUDGET = 0.3;
const SCAN_BUDGET = 0.6;
const INFLATE_BUDGET = 1.25;
const MEMORY_BUDGET_MB = 200;
const KIB = 1024;

/** Measures every `*.docker.tar` and OCI layout of a folder, as made by a script for realistic images. */
export function measureArchives(main: string, folder: string): Row[] {
  const rows: Row[] = [];
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (name.endsWith('.docker.tar')) rows.push(...measureArchive(main, path, name));
    else if (existsSync(join(path, 'oci-layout'))) rows.push(...measureLayout(main, path, name));
  }
  return rows;
}

function measureArchive(main: string, path: string, name: string): Row[] {
  const layers = layersOf(path);
  // A layer inside an archive is no file: tar has to take it out to list it.
  const base = medianOf(() => {
    for (const layer of layers) run('sh', ['-c', 'tar -xOf "$1" "$2" | tar -tv', 'sh', path, layer]);
  });
  const scan = medianOf(() => void scanWith(main, [`archive:${path}`]));
  const config = medianOf(() => void scanWith(main, [`archive:${path}`, '--config-only']));
  const empty = medianOf(() => void run(process.execPath, ['-e', '0']));
  const work = Math.max(0, scan - config);
  return [
    {
      work: `${name}: layers listed, judged and searched for secrets`,
      measured: `${ms(work)} = ${times(work / base)} tar -xO | tar -tv (${ms(base)}); whole process ${ms(scan)}, node -e 0 ${ms(empty)}`,
      budget: `${SCAN_BUDGET} x (listing alone ${LIST_BUDGET} x)`,
      ratio: work / base / SCAN_BUDGET,
    },
    memoryRow(main, `archive:${path}`, name),
  ];
}

function measureLayout(main: string, path: string, name: string): Row[] {
  const blobs = join(path, 'blobs', 'sha256');
  const packed = readdirSync(blobs)
    .map((blob) => join(blobs, blob))
    .filter((blob) =>
      readFileSync(blob)
        .subarray(0, 2)
        .equals(Buffer.from([0x1f, 0x8b])),
    );
  const scan = medianOf(() => void scanWith(main, [`oci:${path}`]));
  const config = medianOf(() => void scanWith(main, [`oci:${path}`, '--config-only']));
  const work = Math.max(0, scan - config);
  const memory = memoryRow(main, `oci:${path}`, name);
  if (packed.length === 0) return [memory];
  const inflate = `const {createGunzip}=require('node:zlib'),{createReadStream}=require('node:fs');
Promise.all(process.argv.slice(1).map(async (p)=>{for await (const _ of createReadStream(p,{highWaterMark:2**18}).pipe(createGunzip({chunkSize:2**20})));}));`;
  const base =
    medianOf(() => run(process.execPath, ['-e', inflate, ...packed])) -
    medianOf(() => run(process.execPath, ['-e', '0']));
  return [
    {
      work: `${name}: layers inflated, judged and searched for secrets`,
      measured: `${ms(work)} = ${times(work / base)} only inflating (${ms(base)}); whole process ${ms(scan)}`,
      budget: `${INFLATE_BUDGET} x`,
      ratio: work / base / INFLATE_BUDGET,
    },
    memory,
  ];
}

function memoryRow(main: string, target: string, name: string): Row {
  const { stderr } = spawnSync('/usr/bin/time', ['-f', '%M', process.execPath, main, 'scan', target, '--no-cache'], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const peak = Number(/(\d+)\s*$/.exec(stderr ?? '')?.[1] ?? Number.NaN) / KIB;
  return {
    work: `${name}: peak memory`,
    measured: `${peak.toFixed(0)} MB`,
    budget: `${MEMORY_BUDGET_MB} MB`,
    ratio: peak / MEMORY_BUDGET_MB,
  };
}

function scanWith(main: string, words: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [main, 'scan', ...words, '--no-cache'], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0 && status !== 1) throw new Error(`scan ${words.join(' ')} ended with ${status}: ${stderr}`);
}

function layersOf(path: string): readonly string[] {
  const [image] = JSON.parse(run('tar', ['-xOf', path, 'manifest.json'])) as { readonly Layers: readonly string[] }[];
  return image?.Layers ?? [];
}

function run(program: string, words: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw error ?? new Error(`${program} failed: ${stderr}`);
  return stdout;
}

function medianOf(work: () => void): number {
  work();
  return median(
    Array.from({ length: RUNS }, () => {
      const started = performance.now();
      work();
      return performance.now() - started;
    }),
  );
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} x`;
}
