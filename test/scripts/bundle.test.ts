// The bundle is reproducible, and a bundle that holds something else is refused.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundle, findDifferences, findFaults, MAX_MAIN_BYTES } from '../../scripts/bundle.ts';

const root = resolve(import.meta.dirname, '../..');
const folders: string[] = [];

function folder(files: Readonly<Record<string, string>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'bundle-'));
  folders.push(path);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** A copy of what a build needs, in another directory: the sources, the packages that end up in the bundle, and the bundler. */
function copyProject(): string {
  const copy = folder();
  for (const name of ['package.json', 'tsconfig.json', 'src'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  const lock: { packages: Record<string, { dev?: true }> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  );
  const packages = Object.keys(lock.packages).filter((path) => path !== '' && lock.packages[path]?.dev !== true);
  for (const path of [...packages, 'node_modules/@vercel/ncc'])
    cpSync(join(root, path), join(copy, path), { recursive: true, dereference: true });
  return copy;
}

const whole = { 'index.js': '1;', 'package.json': '{}', 'licenses.txt': 'MIT' };

describe('bundle', () => {
  let out: string;

  beforeAll(() => {
    out = mkdtempSync(join(tmpdir(), 'bundle-'));
    bundle(root, out);
  });

  afterAll(() => rmSync(out, { recursive: true, force: true }));

  test('two builds in two directories give the same bytes', () => {
    const there = folder();
    bundle(copyProject(), there);
    expect(findDifferences(out, there)).toEqual([]);
  });

  test('it is whole, an ES module and executable', () => {
    expect(findFaults(out)).toEqual([]);
    expect(JSON.parse(readFileSync(join(out, 'package.json'), 'utf8'))).toEqual({ type: 'module' });
    expect(statSync(join(out, 'index.js')).mode & 0o111).toBe(0o111);
  });

  test('the licence of every dependency is beside it', () => {
    const manifest: { dependencies: Record<string, string> } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    const licences = readFileSync(join(out, 'licenses.txt'), 'utf8').split('\n');
    for (const [name, version] of Object.entries(manifest.dependencies))
      expect(licences).toContain(`${name} ${version}`);
  });
});

describe('findFaults', () => {
  test('a bundle of the expected files has none', () => {
    expect(findFaults(folder({ ...whole, '179.index.js': '2;' }))).toEqual([]);
  });

  test.each(['build/Release/cpufeatures.node', 'pagent.exe', 'api.proto', 'index.js.map', 'notes/index.js'])(
    '%s is a stray',
    (name) => {
      expect(findFaults(folder({ ...whole, [name]: '' }))).toEqual([`${name} does not belong in a bundle`]);
    },
  );

  test('a missing file is named', () => {
    expect(findFaults(folder({ 'index.js': '1;', 'package.json': '{}' }))).toEqual(['licenses.txt is missing']);
  });

  test('a main chunk over the limit is refused, a large lazy chunk is not', () => {
    const large = ' '.repeat(MAX_MAIN_BYTES + 1);
    expect(findFaults(folder({ ...whole, '179.index.js': large }))).toEqual([]);
    expect(findFaults(folder({ ...whole, 'index.js': large }))).toEqual([
      expect.stringContaining(`index.js has ${MAX_MAIN_BYTES + 1} bytes`),
    ]);
  });
});

describe('findDifferences', () => {
  test('equal folders have none', () => {
    expect(findDifferences(folder(whole), folder(whole))).toEqual([]);
  });

  test('changed, left over and missing files are named', () => {
    const committed = folder({ 'index.js': '1;', '7.index.js': '' });
    const fresh = folder({ 'index.js': '2;', '8.index.js': '' });
    expect(findDifferences(committed, fresh)).toEqual([
      '7.index.js is left over',
      '8.index.js is missing',
      'index.js is out of date',
    ]);
  });

  test('a folder that is not there lacks everything', () => {
    expect(findDifferences(join(folder(), 'dist'), folder({ 'index.js': '1;' }))).toEqual(['index.js is missing']);
  });
});
