// Every vector of Compose semantics, loaded from a directory of its own and compared with the canonical form.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readAnyFile } from '../../../src/inputs/compose/complete-yaml.ts';
import { loadProject } from '../../../src/inputs/compose/load.ts';
import { toPlain } from '../../../src/inputs/compose/render.ts';
import { type SourceFiles, sourceFiles } from '../../../src/inputs/files.ts';
import { InputError, UsageError } from '../../../src/model/errors.ts';
import { differences } from './vector-comparison.ts';

interface Vector {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: {
    readonly files?: readonly string[];
    readonly profiles?: readonly string[];
    readonly env_files?: readonly string[];
    readonly project_name?: string;
    readonly project_directory?: string;
    readonly services?: readonly string[];
    readonly cwd?: string;
  };
  readonly expect: Readonly<Record<string, unknown>>;
}

const { vectors } = parse(readFileSync(join(import.meta.dirname, 'vectors.yaml'), 'utf8')) as {
  vectors: readonly Vector[];
};
const root = mkdtempSync(join(tmpdir(), 'compose-vectors-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The search for a file climbs to the root of the disk; what lies there is no part of a vector. */
function onlyBelow(directory: string, files: SourceFiles): SourceFiles {
  return { ...files, exists: (path) => path.startsWith(directory) && files.exists(path) };
}

function load(vector: Vector): { plain: unknown; directory: string } {
  const directory = join(root, vector.id, 'proj');
  mkdirSync(directory, { recursive: true });
  for (const [path, text] of Object.entries(vector.files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  const { args = {} } = vector;
  const cwd = join(directory, args.cwd ?? '.');
  const project = loadProject({
    cwd,
    files: args.files ?? [],
    envFiles: args.env_files ?? [],
    profiles: args.profiles ?? [],
    services: args.services ?? [],
    ...(args.project_name === undefined ? {} : { projectName: args.project_name }),
    ...(args.project_directory === undefined ? {} : { projectDirectory: args.project_directory }),
    environment: { HOME: '/home/u', PATH: '/usr/bin:/bin', ...vector.env },
    home: '/home/u',
    mode: 'config',
    reader: onlyBelow(directory, sourceFiles(cwd, { root: directory })),
    readYaml: readAnyFile,
  });
  return { plain: JSON.parse(JSON.stringify(toPlain(project))), directory };
}

describe('the compose loader agrees with Compose on', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
    if ('error' in vector.expect) {
      let thrown: unknown;
      try {
        load(vector);
      } catch (error) {
        thrown = error;
      }
      expect(thrown instanceof InputError || thrown instanceof UsageError, String(vector.expect.error)).toBe(true);
      return;
    }
    const { plain, directory } = load(vector);
    expect(differences(vector.expect, plain, directory)).toEqual([]);
  });
});
