// The licences that go with the bundle.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { formatLicenses, listPackages } from '../../scripts/licenses.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function nodeModules(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'licenses-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('listPackages', () => {
  test('names each package once, those of joined modules too', () => {
    const modules = [
      { name: './src/main.js' },
      { name: '../node_modules/yaml/dist/index.js' },
      {
        name: './src/rules/cel.js + 2 modules',
        modules: [{ name: '../node_modules/@acme/cel/lib/a.js' }, { name: './src/rules/cel.js' }],
      },
      { name: '../node_modules/yaml/dist/parse.js' },
      { name: 'external "node:fs"' },
    ];
    expect(listPackages(modules)).toEqual(['@acme/cel', 'yaml']);
  });

  test('a package inside another is found there', () => {
    const name = '../node_modules/@acme/outer/node_modules/inner/lib/index.js';
    expect(listPackages([{ name }])).toEqual(['@acme/outer/node_modules/inner']);
  });
});

describe('formatLicenses', () => {
  test('shows name, version, kind and text', () => {
    const folder = nodeModules({
      'one/package.json': '{ "name": "one", "version": "1.2.3", "license": "MIT" }',
      'one/LICENSE.md': 'Copyright one\r\nAs is.\n',
      '@two/x/package.json': '{ "name": "@two/x", "version": "2.0.0", "license": "ISC" }',
      '@two/x/license': 'Copyright two',
    });
    expect(
      formatLicenses(['@two/x', 'one'], folder)
        .split('\n')
        .filter((line) => !line.startsWith('---')),
    ).toEqual([
      ...['@two/x 2.0.0', 'ISC', '', 'Copyright two', '', ''],
      ...['one 1.2.3', 'MIT', '', 'Copyright one', 'As is.', ''],
    ]);
  });

  test.each([
    ['no text', { 'bare/package.json': '{ "version": "1.0.0", "license": "MIT" }' }],
    ['no kind', { 'bare/package.json': '{ "version": "1.0.0" }', 'bare/LICENSE': 'free' }],
  ])('a package with %s is refused by name', (_what, files) => {
    expect(() => formatLicenses(['bare'], nodeModules(files))).toThrow('bare states no licence');
  });
});
