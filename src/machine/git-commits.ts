// Commits of the checkout: which are here, and which came before.
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { runGit } from './git.ts';

type Environment = Readonly<Record<string, string>>;

/** The commit that a name stands for, if it is here. Nothing is fetched. */
export async function findCommit(name: string, cwd: string, environment: Environment): Promise<string | undefined> {
  if (name.startsWith('-')) return undefined;
  const result = await runGit(['rev-parse', '--verify', '--quiet', `${name}^{commit}`], cwd, environment);
  if (result.kind !== 'ended' || result.exitCode !== 0) return undefined;
  return result.stdout.toString('utf8').trim();
}

/** The parents that a commit names, also those that a shallow clone does not hold. */
export async function parentsOf(commit: string, cwd: string, environment: Environment): Promise<string[]> {
  const result = await runGit(['cat-file', 'commit', commit], cwd, environment);
  if (result.kind !== 'ended' || result.exitCode !== 0) return [];
  const [head = ''] = result.stdout.toString('utf8').split('\n\n', 1);
  return [...head.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, parent = '']) => parent);
}

/** The path of a directory below the root of its repository, with `/` at the end; empty for the root, and outside of a repository. */
export async function prefixOf(cwd: string, environment: Environment): Promise<string> {
  const result = await runGit(['rev-parse', '--show-prefix'], cwd, environment);
  return result.kind === 'ended' && result.exitCode === 0 ? result.stdout.toString('utf8').replace(/\n$/, '') : '';
}

/** Takes away the trees that a run which was ended left beside a checkout, and answers with how many there were. */
export async function removeLeftTrees(cwd: string, environment: Environment): Promise<number> {
  const result = await runGit(['worktree', 'list', '--porcelain', '-z'], cwd, environment);
  if (result.kind !== 'ended' || result.exitCode !== 0) return 0;
  const left = result.stdout
    .toString('utf8')
    .split('\0')
    .filter((line) => line.startsWith('worktree '))
    .map((line) => line.slice('worktree '.length))
    .filter((path) => LEFT_TREE.test(path));
  for (const path of left) {
    await runGit(['worktree', 'remove', '--force', path], cwd, environment);
    rmSync(dirname(path), { recursive: true, force: true });
  }
  await runGit(['worktree', 'prune'], cwd, environment);
  return left.length;
}

/** As `openTree` names them. */
const LEFT_TREE = /[\\/]seaworthy-[A-Za-z0-9]{6}[\\/]tree$/;
