// Many compose files in one process, beside a process that only parses the same files with the same YAML library.
import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { discover } from '../../src/inputs/discover.ts';
import { inputs } from '../../src/inputs/index.ts';
import { timedScan } from './cold.ts';
import { median, type Row } from './table.ts';

const RUNS = 5;
const BUDGET = 2;

/** Reads and parses the files named on standard input, then prints the milliseconds since the process began. */
const PARSE_ONLY = `
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
for (const file of readFileSync(0, 'utf8').split('\\n')) parseDocument(readFileSync(file, 'utf8'), { merge: true });
console.log(performance.now());
`;

/** Scans every compose file below `folder`. Both times run from the start of the process to the end of the work. */
export function measureBulk(root: string, main: string, folder: string): Row {
  const compose = inputs.find((input) => input.kind === 'compose');
  const files = discover(folder, '.').filter((path) => compose?.matchesName(basename(path)));
  const parsed: number[] = [];
  const scanned: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    parsed.push(
      parseOnly(
        root,
        files.map((file) => `${folder}/${file}`),
      ),
    );
    scanned.push(timedScan(main, folder, ['.']).sinceStart ?? Number.NaN);
  }
  const [base, scan] = [median(parsed), median(scanned)];
  return {
    work: `scan ${files.length} compose files, one process`,
    measured: `${scan.toFixed(0)} ms = ${(scan / base).toFixed(2)} x parsing (${base.toFixed(0)} ms)`,
    budget: `${BUDGET} x`,
    ratio: scan / base / BUDGET,
  };
}

function parseOnly(root: string, files: readonly string[]): number {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', PARSE_ONLY], {
    cwd: root,
    encoding: 'utf8',
    input: files.join('\n'),
  });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}
