// Bundles src/main.ts into one folder, refuses what does not belong there, and compares two such folders.
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Largest main chunk, in bytes: what every start has to read. Lazy chunks do not count. */
export const MAX_MAIN_BYTES = 1.5 * 1024 * 1024;

const EXPECTED = /^(?:(?:\d+\.)?index\.js|package\.json|licenses\.txt)$/;
const REQUIRED = ['index.js', 'package.json', 'licenses.txt'];

/** Bundles the project in `root` into `outDir`: an ES module, its main chunk minified, every dynamic import a chunk of its own. */
export function bundle(root: string, outDir: string): void {
  const ncc = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js');
  // Types are checked by tsc; the cache would make a build depend on the ones before it.
  const flags = [
    '--minify',
    '--quiet',
    '--transpile-only',
    '--no-cache',
    '--target',
    'es2022',
    '--license',
    'licenses.txt',
  ];
  execFileSync(process.execPath, [ncc, 'build', join(root, 'src/main.ts'), '--out', outDir, ...flags], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  chmodSync(join(outDir, 'index.js'), 0o755);
}

/** Names everything that is wrong with a bundle: strays such as native modules, missing files, a main chunk that is too large. */
export function findFaults(outDir: string): string[] {
  const names = listFiles(outDir);
  const strays = names.filter((name) => !EXPECTED.test(name)).map((name) => `${name} does not belong in a bundle`);
  const missing = REQUIRED.filter((name) => !names.includes(name)).map((name) => `${name} is missing`);
  const size = names.includes('index.js') ? statSync(join(outDir, 'index.js')).size : 0;
  const large =
    size > MAX_MAIN_BYTES
      ? [`index.js has ${size} bytes, the limit is ${MAX_MAIN_BYTES}: load the rare part with import()`]
      : [];
  return [...strays, ...missing, ...large];
}

/** Names the files in which two bundles differ, sorted, each with what is different. */
export function findDifferences(committed: string, fresh: string): string[] {
  const before = listFiles(committed);
  const after = listFiles(fresh);
  return [...new Set([...before, ...after])].sort().flatMap((name) => {
    if (!before.includes(name)) return [`${name} is missing`];
    if (!after.includes(name)) return [`${name} is left over`];
    const same = readFileSync(join(committed, name)).equals(readFileSync(join(fresh, name)));
    return same ? [] : [`${name} is out of date`];
  });
}

function listFiles(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
