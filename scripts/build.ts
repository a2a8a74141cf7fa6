// `npm run build` writes dist/; with --check it builds elsewhere and says how the committed dist/ differs.
import { chmodSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, findDifferences, findFaults } from './bundle.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

/** Builds into a folder beside dist/, so that a failed build leaves dist/ as it was. */
function build(checkOnly: boolean): string[] {
  const fresh = mkdtempSync(join(root, '.dist-'));
  try {
    bundle(root, fresh);
    const faults = findFaults(fresh);
    if (faults.length > 0) return faults;
    if (checkOnly) return findDifferences(dist, fresh).map((difference) => `dist/${difference}; run: npm run build`);
    chmodSync(fresh, 0o755);
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
    return [];
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

const checkOnly = process.argv.includes('--check');
const problems = build(checkOnly);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else if (!checkOnly) console.log(`dist/index.js: ${Math.round(statSync(join(dist, 'index.js')).size / 1024)} KiB`);
