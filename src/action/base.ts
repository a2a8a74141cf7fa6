// The commit that a change is compared with: found in the checkout as it is, never fetched.
import { findCommit, parentsOf } from '../machine/git-commits.ts';
import type { GithubContext } from '../model/action-context.ts';
import type { ActionEvent } from './event.ts';

export type Base =
  /** The commit is here. `name` is the branch. */
  | { readonly kind: 'here'; readonly commit: string; readonly name: string }
  /** There is one, and the checkout does not hold it. */
  | { readonly kind: 'missing'; readonly name: string; readonly mend: string }
  /** The event has none: nothing is merged into anything. */
  | { readonly kind: 'none' };

/** The base of a pull request or of an entry of a merge queue. */
export async function findBase(
  { base, pull }: ActionEvent,
  context: Pick<GithubContext, 'sha'> | undefined,
  { cwd, lent }: { readonly cwd: string; readonly lent: Readonly<Record<string, string>> },
): Promise<Base> {
  if (base === undefined) return { kind: 'none' };
  const parents = context === undefined ? [] : await parentsOf(context.sha, cwd, lent);
  // The event tells where the base branch was when it happened; the merge commit tells what was merged into.
  const merged = pull !== undefined && parents[1] === pull.headSha ? parents[0] : undefined;
  const commit = await findCommit(merged ?? base.sha, cwd, lent);
  if (commit !== undefined) return { kind: 'here', commit, name: base.name };
  const isCheckout = (await findCommit('HEAD', cwd, lent)) !== undefined;
  return { kind: 'missing', name: base.name, mend: mendOf(isCheckout, merged !== undefined) };
}

function mendOf(isCheckout: boolean, isMerge: boolean): string {
  if (!isCheckout)
    return 'use actions/checkout before, or name the directory that it checks out to as `working-directory`';
  return `set \`fetch-depth: ${isMerge ? 2 : 0}\` for actions/checkout`;
}
