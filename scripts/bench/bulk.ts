// Many files in one process, beside a process that only parses the same files with the same libraries.
import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { discover } from '../../src/inputs/discover.ts';
import { inputs } from '../../src/inputs/index.ts';
import { timedScan } from './cold.ts';
import { median, type Row } from './table.ts';

const RUNS = 5;
const BUDGET = 2;

/** Reads and parses the files named on standard input, RUN instructions as shell too, then prints the milliseconds since the process began. */
const PARSE_ONLY = `
import { readFileSync } from 'node:fs';
const files = readFileSync(0, 'utf8').split('\\n');
const isDockerfile = (file) => file.endsWith('Dockerfile');
const { parseDocument } = files.every(isDockerfile) ? {} : await import('yaml');
const { DockerfileParser } = files.some(isDockerfile) ? await import('dockerfile-ast') : {};
const { parse } = files.some(isDockerfile) ? await import('unbash') : {};
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  if (!isDockerfile(file)) parseDocument(text, { merge: true });
  else
    for (const instruction of DockerfileParser.parse(text).getInstructions())
      if (instruction.getKeyword() === 'RUN') parse(instruction.getRawArgumentsContent() ?? '');
}
console.log(performance.now());
`;

/** Scans every file of the kinds below `folder`. Both times run from the start of the process to the end of the work. */
export function measureBulk(root: string, main: string, folder: string, kinds: readonly string[]): Row {
  const entries = inputs.filter((input) => kinds.includes(input.kind));
  const found = discover(folder, '.');
  const files = found.filter((path) => entries.some((input) => input.matchesName(basename(path), path)));
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
    work: `scan ${files.length} files (${kinds.join(', ')}), one process`,
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
