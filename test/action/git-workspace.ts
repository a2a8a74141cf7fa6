// A repository with a pull request and its checkout as actions/checkout leaves it: the real merge commit, in any depth.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Tree = Readonly<Record<string, string | null>>;

export interface Change {
  /** Files of the base branch when the pull request was opened. */
  readonly base: Tree;
  /** What the pull request changes; `null` removes a file. */
  readonly head?: Tree;
  /** What came to the base branch since. */
  readonly later?: Tree;
}

export interface Repository {
  readonly folder: string;
  readonly baseSha: string;
  /** The base branch as it is now. */
  readonly baseTip: string;
  readonly headSha: string;
  readonly mergeSha: string;
  /** Checks a commit out into a new directory; `full` is the whole history. */
  checkout(commit: string, depth: number | 'full'): string;
  /** Adds a commit to the pull request and merges anew. */
  push(files: Tree): Repository;
  remove(): void;
}

/** Runs git with nothing of the settings of this machine. */
export function git(cwd: string, ...words: readonly string[]): string {
  return execFileSync('git', ['-c', 'protocol.file.allow=always', ...words], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'author',
      GIT_AUTHOR_EMAIL: 'author@example.invalid',
      GIT_COMMITTER_NAME: 'author',
      GIT_COMMITTER_EMAIL: 'author@example.invalid',
      GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z',
      GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
    },
  }).trim();
}

/** Makes the repository. Its default branch is main, the branch of the pull request is change. */
export function makeRepository({ base, head = {}, later = {} }: Change): Repository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'action-')));
  const origin = join(folder, 'origin');
  mkdirSync(origin);
  git(origin, 'init', '-q', '--initial-branch=main');
  git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  const baseSha = commit(origin, base);
  git(origin, 'checkout', '-q', '-b', 'change');
  commit(origin, head);
  git(origin, 'checkout', '-q', 'main');
  const baseTip = Object.keys(later).length === 0 ? baseSha : commit(origin, later);
  return merge(folder, origin, { baseSha, baseTip });
}

function merge(
  folder: string,
  origin: string,
  { baseSha, baseTip }: Pick<Repository, 'baseSha' | 'baseTip'>,
): Repository {
  const headSha = git(origin, 'rev-parse', 'change');
  git(origin, 'checkout', '-q', '--detach', 'main');
  git(origin, 'merge', '-q', '--no-ff', '-m', 'merge', 'change');
  const mergeSha = git(origin, 'rev-parse', 'HEAD');
  git(origin, 'update-ref', 'refs/pull/7/merge', mergeSha);
  git(origin, 'update-ref', 'refs/pull/7/head', headSha);
  return {
    ...{ folder, baseSha, baseTip, headSha, mergeSha },
    checkout: (commit, depth) => checkout(folder, origin, commit, depth),
    push(files) {
      git(origin, 'checkout', '-q', 'change');
      commit(origin, files);
      return merge(folder, origin, { baseSha, baseTip });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function checkout(folder: string, origin: string, commit: string, depth: number | 'full'): string {
  const workspace = mkdtempSync(join(folder, 'workspace-'));
  git(workspace, 'init', '-q', '--initial-branch=main');
  git(workspace, 'remote', 'add', 'origin', `file://${origin}`);
  const limit = depth === 'full' ? [] : [`--depth=${depth}`];
  const wanted = depth === 'full' ? [commit, '+refs/heads/*:refs/remotes/origin/*'] : [commit];
  git(workspace, 'fetch', '-q', '--no-tags', ...limit, 'origin', ...wanted);
  git(workspace, 'checkout', '-q', '--detach', commit);
  return workspace;
}

function commit(cwd: string, files: Tree): string {
  for (const [name, text] of Object.entries(files)) {
    const path = join(cwd, name);
    if (text === null) rmSync(path);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-q', '--allow-empty', '-m', 'state');
  return git(cwd, 'rev-parse', 'HEAD');
}
