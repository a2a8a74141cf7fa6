// A directory of files for tests that read more than a text.

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type SourceFiles, sourceFiles } from '../../../src/inputs/files.ts';
import type { InputContext } from '../../../src/inputs/input.ts';
import { silent } from '../../../src/model/log.ts';
import { noImages } from '../../no-images.ts';

/** Files with the given texts in a new directory. */
export function filesWith(tree: Readonly<Record<string, string>>): SourceFiles {
  return contextWith(tree).files;
}

/** A context whose directory holds the given files. */
export function contextWith(tree: Readonly<Record<string, string>>): InputContext {
  const cwd = mkdtempSync(join(tmpdir(), 'dockerfile-'));
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  const none = {
    environment: {},
    envFiles: [],
    composeProfiles: ['*'],
    builds: [],
    buildArgs: {},
    buildTarget: '',
    images: noImages,
  };
  return { cwd, files: sourceFiles(cwd), log: silent, ...none };
}
