// Reads compose text through the real input, in a directory of its own.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { composeInput } from '../../../src/inputs/compose/input.ts';
import { sourceFiles } from '../../../src/inputs/files.ts';
import type { InputContext } from '../../../src/inputs/input.ts';
import { silent } from '../../../src/model/log.ts';
import type { TargetFacts } from '../../../src/model/run.ts';
import type { Subject } from '../../../src/model/subject.ts';
import { containersOf } from '../../containers.ts';
import { noImages } from '../../no-images.ts';

export type Tree = Readonly<Record<string, string>>;

/** Makes the files, runs `work` in their directory and removes them. */
export async function withTree<T>(tree: Tree, work: (cwd: string) => Promise<T> | T): Promise<T> {
  const cwd = mkdtempSync(join(tmpdir(), 'seaworthy-compose-'));
  try {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), text);
    }
    return await work(cwd);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** What every input is lent, in a directory. */
export function contextIn(cwd: string, changes: Partial<InputContext> = {}): InputContext {
  return {
    cwd,
    files: sourceFiles(cwd),
    environment: {},
    envFiles: [],
    composeProfiles: ['*'],
    builds: [],
    buildArgs: {},
    buildTarget: '',
    images: noImages,
    log: silent,
    ...changes,
  };
}

/** Reads one target of a tree of files. */
export function readTree(tree: Tree, text: string, changes: Partial<InputContext> = {}): Promise<TargetFacts> {
  return withTree(tree, (cwd) => composeInput.read(text, contextIn(cwd, changes)));
}

/** The containers of one compose file, by service. Answers a function that fails for a service that is not there. */
export async function readServices(
  compose: string,
  others: Tree = {},
): Promise<(name: string) => Subject<'container'>> {
  const containers = containersOf(await readTree({ ...others, 'compose.yaml': compose }, 'compose.yaml'));
  return (name) => {
    const found = containers.find((subject) => subject.id === name);
    if (found === undefined) throw new Error(`no service ${name}`);
    return found;
  };
}

/** The only container of a compose file with one service called `web`. The text is what stands below its image. */
export async function readWeb(body: string, rest = '', others: Tree = {}): Promise<Subject<'container'>> {
  const lines = body
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `    ${line}`);
  const services = await readServices(['services:', '  web:', '    image: nginx:1', ...lines, rest].join('\n'), others);
  return services('web');
}
