// `npm run check`: every check of the project, two at a time, one line each; `--with-tests` runs the tests last.
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Result, runSteps, type Step } from './steps.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// The slow ones first, so that two lanes end together.
const checks: readonly Step[] = [
  { name: 'dist', command: ['tsx', 'scripts/build.ts', '--check'], mend: 'npm run build' },
  { name: 'types', command: ['tsc', '-p', '.'], mend: 'npx tsc -p . and mend what it names' },
  { name: 'unused', command: ['knip', '--no-progress'], mend: 'npx knip and remove what nothing uses' },
  { name: 'walls', command: ['depcruise', 'src'], mend: 'docs/architecture.md says who may import whom' },
  { name: 'generated', command: ['tsx', 'scripts/generate.ts', '--check'], mend: 'npm run generate' },
  {
    name: 'rules',
    command: ['tsx', 'src/main.ts', 'rules'],
    mend: 'mend the file under policies/ that the message names',
  },
  { name: 'format and lint', command: ['biome', 'check'], mend: 'npm run format' },
];

const tests: readonly Step[] = [{ name: 'tests', command: ['vitest', 'run'], mend: 'npm run test:unit' }];

function report({ step, passed, output, seconds }: Result): void {
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(16)}${seconds.toFixed(1).padStart(6)} s`);
  if (!passed && output.trim() !== '') console.log(output.trimEnd().replace(/^/gm, '        '));
}

const env = { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter) };
const results = await runSteps(checks, { cwd: root, env, lanes: 2, onEnd: report });
if (process.argv.includes('--with-tests')) {
  results.push(...(await runSteps(tests, { cwd: root, env, lanes: 1, live: true, onEnd: report })));
}

const failed = results.filter(({ passed }) => !passed);
for (const { step } of failed) console.log(`${step.name} failed. To mend it: ${step.mend}`);
if (failed.length > 0) process.exitCode = 1;
