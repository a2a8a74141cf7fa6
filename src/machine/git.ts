// The tree of a git reference in a temporary directory, and which files were renamed since.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { type ProgramResult, runProgram } from './run-program.ts';

export interface GitTree {
  /** Commit of the reference, in full. */
  readonly commit: string;
  /** The directory that answers to the working directory; it may not exist in that tree. */
  readonly directory: string;
  /** The directory that holds the whole tree. */
  readonly root: string;
  /** Files renamed since that commit, old path by new path, relative to the working directory. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Takes the directory away. */
  remove(): Promise<void>;
}

/** Hooks, prompts, signatures and editors have no part in reading a tree. */
const QUIET = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'advice.detachedHead=false'];
const TIMEOUT = 120_000;
const MAX_OUTPUT = 64 * 1024 * 1024;

/** Checks out a reference beside the working tree, which stays as it is. */
export async function openTree(
  ref: string,
  cwd: string,
  environment: Readonly<Record<string, string>>,
): Promise<GitTree> {
  const git = (words: readonly string[], at = cwd) => runGit(words, at, environment);
  if (ref.startsWith('-')) throw new UsageError(`--baseline-ref ${ref}: no git reference`);
  const commit = (await expect(git(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]), ref)).trim();
  const prefix = (await expect(git(['rev-parse', '--show-prefix']), ref)).replace(/\n$/, '');
  const renamed = readRenames(await expect(git(renamesSince(commit)), ref));
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'seaworthy-')));
  const root = join(parent, 'tree');
  const remove = async () => {
    await git(['worktree', 'remove', '--force', root]);
    rmSync(parent, { recursive: true, force: true });
    await git(['worktree', 'prune']);
  };
  try {
    await expect(git(['worktree', 'add', '--detach', '--force', root, commit]), ref);
  } catch (error) {
    await remove();
    throw error;
  }
  return { commit, directory: join(root, prefix), root, renamed, remove };
}

/** The commit that is checked out; `undefined` outside of a repository or without git. */
export async function currentCommit(
  cwd: string,
  environment: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const result = await runGit(['rev-parse', '--verify', '--quiet', 'HEAD'], cwd, environment);
  return textOf(result)?.trim();
}

/** Files renamed since a commit, old path by new path; empty when git cannot tell. */
export async function renamedSince(
  commit: string,
  cwd: string,
  environment: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return new Map();
  const result = await runGit(renamesSince(commit), cwd, environment);
  return readRenames(textOf(result) ?? '');
}

function renamesSince(commit: string): readonly string[] {
  return ['diff', '--name-status', '-z', '--find-renames', '--diff-filter=R', '--relative', commit, '--'];
}

/** Runs git without hooks, prompts or locks. */
export function runGit(
  words: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>,
): Promise<ProgramResult> {
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, ...rest } = environment;
  const quiet = { ...rest, GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
  return runProgram('git', [...QUIET, ...words], { cwd, environment: quiet, timeout: TIMEOUT, maxOutput: MAX_OUTPUT });
}

async function expect(running: Promise<ProgramResult>, ref: string): Promise<string> {
  const result = await running;
  if (result.kind === 'missing') throw new UsageError(`--baseline-ref ${ref}: git is not installed`);
  if (result.kind !== 'ended') throw new UsageError(`--baseline-ref ${ref}: git failed (${result.kind})`);
  if (result.exitCode === 0) return result.stdout.toString('utf8');
  const said = result.stderr.trim().split('\n').at(-1) ?? '';
  throw new UsageError(
    `--baseline-ref ${ref}: ${said === '' ? 'there is no such commit here; fetch it first: git fetch --depth=1 origin REF' : said}`,
  );
}

function textOf(result: ProgramResult): string | undefined {
  return result.kind === 'ended' && result.exitCode === 0 ? result.stdout.toString('utf8') : undefined;
}

/** `R100 NUL old NUL new NUL`, repeated. */
function readRenames(text: string): Map<string, string> {
  const words = text.split('\0');
  const renamed = new Map<string, string>();
  for (let at = 0; at + 2 < words.length; at += 3) {
    const [, from, to] = words.slice(at, at + 3);
    if (from !== undefined && to !== undefined) renamed.set(to, from);
  }
  return renamed;
}
