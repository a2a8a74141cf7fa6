// `npm run check`: every check of the project, two at a time, one line each; `--with-tests` runs the tests last.
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** What to type when it fails. */
  readonly mend: string;
}

interface Result {
  readonly step: Step;
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: number;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// The slow ones first, so that two lanes end together.
const checks: readonly Step[] = [
  { name: 'dist', command: ['tsx', 'scripts/build.ts', '--check'], mend: 'npm run build' },
  { name: 'types', command: ['tsc', '-p', '.'], mend: 'npx tsc -p . and mend what it names' },
  { name: 'unused', command: ['knip'], mend: 'npx knip and remove what nothing uses' },
  {
    name: 'walls',
    command: ['depcruise', 'src', '--output-type', 'err'],
    mend: 'docs/architecture.md says who may import whom',
  },
  { name: 'generated', command: ['tsx', 'scripts/generate.ts', '--check'], mend: 'npm run generate' },
  {
    name: 'rules',
    command: ['tsx', 'src/main.ts', 'rules'],
    mend: 'mend the file under policies/ that the message names',
  },
  { name: 'format and lint', command: ['biome', 'check'], mend: 'npx biome check --write' },
];

const tests: Step = { name: 'tests', command: ['vitest', 'run'], mend: 'npm run test:unit' };

/** Runs one command to its end; its output is kept for the case that it fails, or shown as it comes when `live`. */
function run(step: Step, live: boolean): Promise<Result> {
  const [program, ...args] = step.command;
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, PATH: path },
      shell: process.platform === 'win32',
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const end = (passed: boolean) => resolve({ step, passed, output, seconds: (performance.now() - started) / 1000 });
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

function report({ step, passed, output, seconds }: Result): void {
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(16)}${seconds.toFixed(1).padStart(6)} s`);
  if (!passed && output.trim() !== '') console.log(output.trimEnd().replace(/^/gm, '        '));
}

async function runLane(queue: Step[], results: Result[]): Promise<void> {
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    const result = await run(step, false);
    report(result);
    results.push(result);
  }
}

const queue = [...checks];
const results: Result[] = [];
await Promise.all([runLane(queue, results), runLane(queue, results)]);
if (process.argv.includes('--with-tests')) {
  const result = await run(tests, true);
  report(result);
  results.push(result);
}

const failed = results.filter(({ passed }) => !passed);
for (const { step } of failed) console.log(`${step.name} failed. To mend it: ${step.mend}`);
if (failed.length > 0) process.exitCode = 1;
