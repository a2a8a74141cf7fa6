// Finds the baseline that the settings name: a file, or a scan of the tree of a git reference.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { inputs } from '../inputs/index.ts';
import { type GitTree, openTree, renamedSince } from '../machine/git.ts';
import type { Baseline } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import { isFinding } from '../model/verdict.ts';
import type { Settings } from '../settings.ts';
import { readBaseline } from './file.ts';

const MAX_BYTES = 64 * 1024 * 1024;

export interface BaselineWorld {
  readonly cwd: string;
  /** Directory that the path of a baseline file starts from. */
  readonly policyRoot: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Scans the same targets in another tree with the policy of this one. */
  readonly scanTree: (settings: Settings, tree: Tree) => Promise<Run>;
  readonly notice: (message: string) => void;
}

export type Tree = Pick<GitTree, 'directory' | 'root'>;

/** The baseline of the settings; `undefined` when they name none. One that cannot be read is an error, never an empty one. */
export async function openBaseline(settings: Settings, world: BaselineWorld): Promise<Baseline | undefined> {
  const { baselineFile, baselineRef } = settings;
  if (baselineRef !== undefined) return await baselineOfRef(baselineRef, settings, world);
  if (baselineFile === undefined || settings.updateBaseline) return undefined;
  return await baselineOfFile(baselineFile, world);
}

async function baselineOfFile(name: string, { cwd, policyRoot, environment }: BaselineWorld): Promise<Baseline> {
  const path = resolve(policyRoot, name);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined)
    throw new UsageError(`--baseline ${name}: no such file; write it with --baseline ${name} --update-baseline`);
  if (!stat.isFile() || stat.size > MAX_BYTES) throw new UsageError(`--baseline ${name}: is no file of findings`);
  const { commit, findings } = readBaseline(readFileSync(path, 'utf8'), name);
  const renamed = await renamedSince(commit, cwd, environment);
  return { source: name, findings, renamed };
}

async function baselineOfRef(ref: string, settings: Settings, world: BaselineWorld): Promise<Baseline> {
  const tree = await openTree(ref, world.cwd, world.environment);
  try {
    const oldPath = (path: string) => tree.renamed.get(path) ?? path;
    const targets = settings.targets
      .map((text) => translate(text, oldPath))
      .filter((text) => isInTree(text, tree.directory));
    const source = `${ref} (${tree.commit.slice(0, 12)})`;
    if (targets.length === 0 || !existsSync(tree.directory)) return { source, findings: [], renamed: tree.renamed };
    const run = await scanPast({ ...settings, targets }, tree, ref, world);
    const unread = run.targets.filter(({ errors }) => errors.length > 0);
    for (const { name, errors } of unread)
      world.notice(`${name} of ${ref} cannot be compared: ${errors[0]?.message ?? ''}; all of its findings count`);
    const skipped = new Set(unread.map(({ id }) => id));
    const findings = run.verdicts
      .filter((verdict) => isFinding(verdict) && !skipped.has(verdict.target))
      .map(({ rule, target, subject, identity, message }) => ({
        rule,
        target,
        subject: subject.name,
        identity,
        message,
      }));
    return { source, findings, renamed: tree.renamed };
  } finally {
    await tree.remove();
  }
}

/** A tree in which nothing of the targets is found has no findings: then all of today's count, and it is said. */
async function scanPast(
  settings: Settings,
  tree: Tree,
  ref: string,
  { scanTree, notice }: BaselineWorld,
): Promise<Pick<Run, 'targets' | 'verdicts'>> {
  try {
    return await scanTree(settings, tree);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    notice(`${ref} cannot be compared: ${error.message}; all findings count`);
    return { targets: [], verdicts: [] };
  }
}

/** The text of a target with the paths that its files had before. */
function translate(text: string, oldPath: (path: string) => string): string {
  const kind = inputs.find((input) => text.startsWith(`${input.kind}:`));
  if (kind === undefined) return oldPath(text);
  const rest = text.slice(kind.kind.length + 1);
  return `${kind.kind}:${rest.split(',').map(oldPath).join(',')}`;
}

/** A target whose file is new, or that is no file at all, has no past: all of its findings count. */
function isInTree(text: string, directory: string): boolean {
  const kind = inputs.find((input) => text.startsWith(`${input.kind}:`));
  const rest = kind === undefined ? text : text.slice(kind.kind.length + 1);
  const paths = kind?.kind === 'compose' ? rest.split(',') : [rest];
  return paths.every((path) => existsSync(resolve(directory, path)));
}
