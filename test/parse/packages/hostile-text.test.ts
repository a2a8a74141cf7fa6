// Texts that make a pattern try every place anew: each parser goes through them once.
import { expect, test } from 'vitest';
import { parseApkInstalled } from '../../../src/parse/packages/apk.ts';
import { readComposerInstalled } from '../../../src/parse/packages/composer.ts';
import { parseDpkgStatus } from '../../../src/parse/packages/dpkg.ts';
import { parseDiversions, parseMd5Sums, walkDpkgList } from '../../../src/parse/packages/dpkg-files.ts';
import { readJarName, readPomProperties } from '../../../src/parse/packages/java.ts';
import { readPackageJson } from '../../../src/parse/packages/node.ts';
import { readPythonMetadata, readVendoredPython } from '../../../src/parse/packages/python.ts';
import { parseRpmManifest } from '../../../src/parse/packages/rpm-manifest.ts';
import { readGemspec } from '../../../src/parse/packages/ruby.ts';

const BYTES = 250_000;

const PARTS = [' ', '\t', '\n', ' \n', '\r\n', 'a', 'a=', 'a.', 'a-1', '=', ':', ';', '"', "'", '(', '[', 's.name = "'];

/** A beginning that leads into the middle of what a parser looks for. */
const PARSERS: readonly (readonly [string, (text: string) => unknown])[] = [
  ['', parseDpkgStatus],
  ['Package: a\nVersion: 1\nSource: a', parseDpkgStatus],
  ['', pathsOf],
  ['', parseMd5Sums],
  ['', parseDiversions],
  ['', parseApkInstalled],
  ['', parseRpmManifest],
  ['version=a', readPomProperties],
  ['', (text) => readJarName('a', text)],
  ['Bundle-License: ', (text) => readJarName('a', text)],
  ['', (text) => readPackageJson(Buffer.from(text))],
  ['', (text) => readComposerInstalled(Buffer.from(text))],
  ['Name: a', (text) => readPythonMetadata(Buffer.from(text))],
  ['', (text) => readVendoredPython(Buffer.from(text))],
  ['', (text) => readGemspec(Buffer.from(text))],
  ['s.licenses = [', (text) => readGemspec(Buffer.from(text))],
];

test.each(PARTS)('a text of nothing but %j holds no package', (part) => {
  const text = part.repeat(Math.ceil(BYTES / part.length));
  for (const [start, parse] of PARSERS) {
    const stated = start.startsWith('Package: ') ? 1 : 0;
    for (const end of ['', 'x', '\n', ')', '"']) expect(count(parse(start + text + end))).toBe(stated);
  }
});

function pathsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const paths: string[] = [];
  walkDpkgList(bytes, (from, to) => void paths.push(bytes.toString('utf8', from, to)));
  return paths;
}

function count(found: unknown): number {
  if (found instanceof Map) return found.size;
  return Array.isArray(found) ? found.length : found === undefined ? 0 : 1;
}
