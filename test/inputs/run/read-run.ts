// Reads run targets in a test, with the files of the project given as texts.

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sourceFiles } from '../../../src/inputs/files.ts';
import type { InputContext } from '../../../src/inputs/input.ts';
import { runInput } from '../../../src/inputs/run/input.ts';
import { silent } from '../../../src/model/log.ts';
import type { TargetFacts } from '../../../src/model/run.ts';
import type { Subject } from '../../../src/model/subject.ts';
import { noImages } from '../../no-images.ts';

/** A context whose directory holds the given files. */
export function contextWith(tree: Record<string, string> = {}, environment: Record<string, string> = {}): InputContext {
  const cwd = mkdtempSync(join(tmpdir(), 'run-'));
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return {
    cwd,
    files: sourceFiles(cwd),
    environment,
    envFiles: [],
    composeProfiles: ['*'],
    builds: [],
    buildArgs: {},
    buildTarget: '',
    images: noImages,
    log: silent,
  };
}

/** Reads a command line or a file of them. */
export function readRun(text: string, context: InputContext = contextWith()): Promise<TargetFacts> {
  return runInput.read(text, context);
}

/** The one container of a command line. */
export async function containerOf(text: string, context: InputContext = contextWith()): Promise<Subject<'container'>> {
  const { subjects, errors } = await readRun(text, context);
  const containers = subjects.filter((one) => one.kind === 'container');
  const [subject] = containers;
  if (subject === undefined || containers.length > 1)
    throw new Error(`${containers.length} containers: ${JSON.stringify(errors)}`);
  return subject;
}
