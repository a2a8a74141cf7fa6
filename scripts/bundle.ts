// Bundles src/main.ts into one folder, refuses what does not belong there, and compares two such folders.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import ts from 'typescript';
import { type CalledFunctions, makeFileEager } from './eager-functions.ts';
import { hastenStart } from './eager-modules.ts';
import { leadOffSpreads } from './leading-spread.ts';
import { formatLicenses, listPackages } from './licenses.ts';
import { readCalledFunctions } from './start-profile.ts';

/** Largest main chunk, in bytes: what every start has to read. Lazy chunks do not count. */
export const MAX_MAIN_BYTES = 1.5 * 1024 * 1024;

const EXPECTED = /^(?:(?:\d+\.)?index\.js|package\.json|licenses\.txt)$/;
const REQUIRED = ['index.js', 'package.json', 'licenses.txt'];

/**
 * Bundles the project in `root` into `outDir`: a minified ES module, every dynamic import a chunk of its own.
 * The bytes depend on the sources and the packages alone.
 */
export function bundle(root: string, outDir: string): void {
  // Below root, where packages are found; bundled from within, so that its random name leaves no trace.
  const work = mkdtempSync(join(root, '.build-'));
  try {
    transpile(join(root, 'src'), join(work, 'src'), readCalledFunctions());
    writeFileSync(join(work, 'package.json'), '{ "type": "module" }\n');
    const ncc = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
    const flags = ['--quiet', '--no-cache', '--target', 'es2022', '--stats-out', 'stats.json'];
    execFileSync(process.execPath, [ncc, 'build', 'src/main.js', '--out', outDir, ...flags], {
      cwd: work,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    minifyChunks(outDir);
    const stats: Parameters<typeof listPackages>[0] = JSON.parse(
      readFileSync(join(work, 'stats.json'), 'utf8'),
    ).modules;
    writeFileSync(join(outDir, 'licenses.txt'), formatLicenses(listPackages(stats), join(root, 'node_modules')));
    const main = join(outDir, 'index.js');
    writeFileSync(main, `#!/usr/bin/env node\n${readFileSync(main, 'utf8')}`);
    chmodSync(main, 0o755);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Minifies every chunk in the same way; what is left is plain ASCII, which V8 reads faster than anything else. */
function minifyChunks(outDir: string): void {
  for (const name of listFiles(outDir).filter((file) => /^(?:\d+\.)?index\.js$/.test(file))) {
    const path = join(outDir, name);
    const { code } = transformSync(readFileSync(path, 'utf8'), {
      minify: true,
      format: 'esm',
      target: 'node20',
      legalComments: 'none',
    });
    writeFileSync(path, hastenStart(code));
  }
}

/** Turns every TypeScript file into JavaScript without looking at types: tsc checks those. The loader inside ncc cannot do this for Node's own module rules. */
export function transpile(from: string, to: string, called: CalledFunctions): void {
  const compilerOptions: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
    verbatimModuleSyntax: true,
    rewriteRelativeImportExtensions: true,
    removeComments: true,
  };
  for (const name of listFiles(from).filter((file) => file.endsWith('.ts'))) {
    const source = readFileSync(join(from, name), 'utf8');
    const transformers = { before: [leadOffSpreads] };
    const { outputText } = ts.transpileModule(source, { fileName: name, compilerOptions, transformers });
    const names = called.get(name);
    // In a second pass: the paths of imports are rewritten only in functions that are left as they are.
    const script = names === undefined ? outputText : makeFileEager(outputText, names);
    const target = join(to, name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, script);
  }
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
