// `npm run bench`: what the project promises about speed and size, measured as ratios in one run; it never fails a build.
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureArchives } from './bench/archives.ts';
import { measureBulk } from './bench/bulk.ts';
import { measureCold, measureFirstWork } from './bench/cold.ts';
import { writeComposeFiles } from './bench/compose-files.ts';
import { writeDockerfiles } from './bench/dockerfiles.ts';
import { measureImages } from './bench/images.ts';
import { measureRisk } from './bench/risk.ts';
import { measureRule } from './bench/rule.ts';
import { measureSandbox } from './bench/sandbox.ts';
import { formatTable, type Row } from './bench/table.ts';
import { MAX_MAIN_BYTES } from './bundle.ts';

const BULK_FILES = 500;

// --corpus DIR: files of your own in place of generated ones; --images DIR: archives and layouts of images, measured besides;
// --node PATH: the Node that the first start is measured on, such as the 24 of the runner.
const { values } = parseArgs({
  options: { corpus: { type: 'string' }, images: { type: 'string' }, node: { type: 'string' } },
});
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'seaworthy-bench-'));

function subfolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

function measureSize(main: string): Row {
  const { size } = statSync(main);
  return {
    work: 'main chunk of the bundle',
    measured: `${(size / 1024).toFixed(0)} KiB`,
    budget: `${MAX_MAIN_BYTES / 1024} KiB`,
    ratio: size / MAX_MAIN_BYTES,
  };
}

const main = join(root, 'dist/index.js');
if (!existsSync(main)) throw new Error('there is no dist/index.js; run: npm run build');
try {
  const bulk = values.corpus === undefined ? subfolder('bulk') : resolve(values.corpus);
  if (values.corpus === undefined) {
    writeComposeFiles(bulk, BULK_FILES);
    writeDockerfiles(bulk, BULK_FILES);
  }
  const dockerfiles = subfolder('dockerfiles');
  writeDockerfiles(dockerfiles, 2 * BULK_FILES);
  const sample = subfolder('sample');
  writeComposeFiles(sample, 40);

  const rows = [
    ...measureCold(main, subfolder('cold')),
    measureFirstWork(main, subfolder('start'), values.node ?? process.execPath),
    ...(await measureRisk(root, sample)),
    await measureRule(root, sample),
    measureBulk(root, main, bulk, ['compose', 'dockerfile']),
    measureBulk(root, main, dockerfiles, ['dockerfile']),
    ...(await measureImages(subfolder('images'))),
    ...(values.images === undefined ? [] : measureArchives(main, resolve(values.images))),
    ...(await measureSandbox(main)),
    measureSize(main),
  ];
  console.log(formatTable(rows));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
