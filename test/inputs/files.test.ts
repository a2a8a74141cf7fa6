// Where paths may lead: anywhere for whoever is trusted, and never out of a tree that confines them.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sourceFiles } from '../../src/inputs/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'seaworthy-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const tree = join(folder, 'tree');
mkdirSync(join(tree, 'app'), { recursive: true });
writeFileSync(join(folder, 'outside'), 'outside');
writeFileSync(join(tree, 'shared'), 'shared');
symlinkSync(join(folder, 'outside'), join(tree, 'link'));

test('a written path may lie anywhere, a link may not lead out', () => {
  const files = sourceFiles(tree);
  expect(files.read('../outside')).toBe('outside');
  expect(() => files.read('link')).toThrow(/^link is a symbolic link that leads out of the scanned tree/);
});

test('confined, nothing outside of the root is read, nor is it told whether it is there', () => {
  const files = sourceFiles(join(tree, 'app'), { root: tree, confined: true });
  expect(files.read('../shared')).toBe('shared');
  for (const path of ['../../outside', join(folder, 'outside'), join(folder, 'missing')]) {
    expect(files.exists(path)).toBe(false);
    expect(files.readIfPresent(path)).toBeUndefined();
    expect(() => files.read(path)).toThrow(/lies outside of the scanned tree/);
  }
  expect(files.isDirectory(folder)).toBe(false);
  expect(files.isDirectory(tree)).toBe(true);
  expect(() => files.read('../link')).toThrow(/symbolic link/);
});
