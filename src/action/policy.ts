// Where the policy of a run comes from: the checkout, or the tree of a reference that the change cannot touch.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTree } from '../machine/git.ts';
import { findCommit } from '../machine/git-commits.ts';
import { UsageError } from '../model/errors.ts';
import type { Base } from './base.ts';
import type { Trust } from './trust.ts';

export interface PolicySource {
  /** Directory that holds `.seaworthy.yaml` and `.seaworthy/`. */
  readonly directory: string;
  /** Said of it, where it is not the checkout. */
  readonly note?: string;
  /** Something is missing that its owner expects. */
  readonly warning?: string;
  remove(): Promise<void>;
}

export interface PolicyWish {
  /** Input policy-ref. */
  readonly ref: string | undefined;
  readonly base: Base;
  readonly trust: Trust;
  /** Commit that started the workflow: under workflow_run that of the default branch. */
  readonly started: string;
  readonly cwd: string;
  readonly lent: Readonly<Record<string, string>>;
}

/** Opens the policy. Code that is not trusted never brings its own: without a base only the built-in one is left. */
export async function openPolicy(wish: PolicyWish): Promise<PolicySource> {
  const { ref, base, trust, cwd, lent, started } = wish;
  if (ref !== undefined && ref !== 'base-branch') {
    if ((await findCommit(ref, cwd, lent)) === undefined)
      throw new UsageError(
        `input policy-ref: there is no commit ${ref} in this checkout, and nothing is fetched; set \`fetch-depth: 0\` for actions/checkout, or give base-branch`,
      );
    return await fromTree(ref, ref, wish);
  }
  if (ref === undefined && trust.reason === undefined) return checkout(cwd);
  const why = trust.reason === undefined ? '' : `, since ${trust.reason}`;
  const head = await findCommit('HEAD', cwd, lent);
  if (base.kind === 'here') return await fromTree(base.commit, `the base branch ${base.name}${why}`, wish);
  if (base.kind === 'none' && trust.reason === undefined) return checkout(cwd);
  // Without a pull request in the event, what started the workflow is the default branch itself.
  if (base.kind === 'none' && head === started) return checkout(cwd);
  if (base.kind === 'none' && (await findCommit(started, cwd, lent)) !== undefined)
    return await fromTree(started, `the commit that started the workflow${why}`, wish);
  const mend = base.kind === 'missing' ? base.mend : 'check the default branch out as well';
  if (trust.reason === undefined)
    throw new UsageError(`input policy-ref: the base branch is not in this checkout, and nothing is fetched; ${mend}`);
  return builtIn(mend, trust.reason);
}

function checkout(directory: string): PolicySource {
  return { directory, remove: async () => {} };
}

async function fromTree(ref: string, shown: string, { cwd, lent }: PolicyWish): Promise<PolicySource> {
  const tree = await openTree(ref, cwd, lent);
  return { directory: tree.directory, note: `configuration and rules come from ${shown}`, remove: tree.remove };
}

/** An empty directory has no configuration and no rules. */
function builtIn(mend: string, reason: string): PolicySource {
  const directory = mkdtempSync(join(tmpdir(), 'seaworthy-'));
  return {
    directory,
    warning: `${reason} and its base branch is not in this checkout: the built-in policy judges alone, without the configuration, waivers and rules of this repository. To have them, ${mend}.`,
    remove: async () => rmSync(directory, { recursive: true, force: true }),
  };
}
