// Which lines a pull request changes: from the checkout where it holds enough of the history, else from GitHub.
import { runGit } from '../machine/git.ts';
import type { ChangedLines, GithubContext } from '../model/action-context.ts';
import type { GithubApi } from './api.ts';
import { listPullFiles, type PullFile } from './pull-files.ts';
import type { Refusal } from './refusal.ts';
import { rangesOf, readDiff, readPatch } from './unified-diff.ts';

export type ChangedLinesResult =
  | {
      readonly kind: 'known';
      readonly lines: ChangedLines /** Every changed file is among them. */;
      readonly isAll: boolean;
    }
  /** The event is no pull request. */
  | { readonly kind: 'none' }
  | ({ readonly kind: 'refused' } & Refusal);

export interface Checkout {
  readonly cwd: string;
  /** What git sees of the environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Finds the changed lines. Without an API only the checkout is asked. */
export async function findChangedLines(
  context: Pick<GithubContext, 'repository' | 'ref' | 'pull'>,
  checkout: Checkout,
  api: GithubApi | undefined,
): Promise<ChangedLinesResult> {
  const { pull, repository } = context;
  if (pull === undefined) return { kind: 'none' };
  const lines = await diffCheckout(context, checkout);
  if (lines !== undefined) return { kind: 'known', lines, isAll: true };
  if (api === undefined) return { kind: 'none' };
  const listed = await listPullFiles(api, repository, pull.number);
  if (listed.kind === 'refused') return listed;
  return { kind: 'known', lines: new Map(listed.files.flatMap(linesOf)), isAll: listed.isAll };
}

/** Settings of the machine and of the repository that would change the form of a diff are overruled. */
const PLAIN = [
  '--unified=0',
  '--inter-hunk-context=0',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-relative',
  '--find-renames',
  '--ignore-submodules=all',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

/** Of a merge commit the difference to its first parent is the pull request; of its head that to where it branched off. */
async function diffCheckout(
  { ref, pull }: Pick<GithubContext, 'ref' | 'pull'>,
  { cwd, environment }: Checkout,
): Promise<ChangedLines | undefined> {
  if (pull === undefined) return undefined;
  const commits = /^refs\/pull\/\d+\/merge$/.test(ref) ? ['HEAD^1', 'HEAD'] : [`${pull.baseSha}...HEAD`];
  const result = await runGit(['diff', ...PLAIN, ...commits, '--'], cwd, environment);
  if (result.kind !== 'ended' || result.exitCode !== 0) return undefined;
  return readDiff(result.stdout.toString('utf8'));
}

/** A patch that is not told although lines were changed is too large to be told: any line may be changed. */
function linesOf({
  name,
  isRemoved,
  changes,
  patch,
}: PullFile): (readonly [string, 'all' | readonly (readonly [number, number])[]])[] {
  if (isRemoved || (patch === undefined && changes === 0)) return [];
  return [[name, patch === undefined ? 'all' : rangesOf(readPatch(patch))]];
}
