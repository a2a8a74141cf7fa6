// Loads compose files given as texts, for tests.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readAnyFile } from '../../../src/inputs/compose/complete-yaml.ts';
import { type ComposeOptions, loadProject } from '../../../src/inputs/compose/load.ts';
import type { ComposeProject } from '../../../src/inputs/compose/node.ts';
import { sourceFiles } from '../../../src/inputs/files.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes the files into a directory of their own, loads the first of them, and removes the directory. */
export function loadFiles(files: Files, options: Partial<ComposeOptions> = {}): ComposeProject {
  const root = mkdtempSync(join(tmpdir(), 'compose-test-'));
  const directory = join(root, 'proj');
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), content);
    }
    return loadProject({
      cwd: directory,
      files: Object.keys(files).slice(0, 1),
      envFiles: [],
      profiles: ['*'],
      services: [],
      environment: {},
      mode: 'scan',
      reader: sourceFiles(directory),
      readYaml: readAnyFile,
      ...options,
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Loads one text as `compose.yaml`. */
export function loadText(text: string, options: Partial<ComposeOptions> = {}): ComposeProject {
  return loadFiles({ 'compose.yaml': text }, options);
}
