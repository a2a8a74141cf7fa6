// The compose files of the benchmark are real ones, varied, and the same every time.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { writeComposeFiles } from '../../../scripts/bench/compose-files.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function texts(count: number): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'compose-files-'));
  folders.push(folder);
  writeComposeFiles(folder, count);
  return readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name, 'compose.yaml'), 'utf8'));
}

test('two runs write the same files, no two of them alike', () => {
  const first = texts(64);
  expect(texts(64)).toEqual(first);
  expect(new Set(first).size).toBe(64);
});

test('every file is valid YAML with services of its own, in every combination', () => {
  const combinations = new Set<string>();
  for (const text of texts(64)) {
    const { services }: { services: Record<string, { image: string }> } = parse(text, { merge: true });
    for (const service of Object.values(services)) expect(service.image).toMatch(/^[a-z]/);
    combinations.add(Object.keys(services).sort().join());
  }
  expect(combinations.size).toBe(8);
});
