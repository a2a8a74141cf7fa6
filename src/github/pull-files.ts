// The files of a pull request as GitHub compares them, up to as many as it tells.
import type { RepositoryName } from '../model/action-context.ts';
import { type GithubApi, repositoryPath } from './api.ts';
import { numberOf, objectOf, textOf } from './json.ts';
import type { Refusal } from './refusal.ts';

export interface PullFile {
  readonly name: string;
  readonly isRemoved: boolean;
  /** Lines added and taken away. */
  readonly changes: number;
  /** Absent for binary files and for changes that are too large to be told. */
  readonly patch?: string;
}

export type PullFiles =
  | { readonly kind: 'done'; readonly files: readonly PullFile[]; readonly isAll: boolean }
  | ({ readonly kind: 'refused' } & Refusal);

/** GitHub tells no more. */
const MOST_FILES = 3000;

/** Lists the files. Line numbers are those of the head of the pull request. */
export async function listPullFiles(api: GithubApi, repository: RepositoryName, number: number): Promise<PullFiles> {
  const path = `${repositoryPath(repository)}/pulls/${number}/files`;
  const listed = await api.pages(
    { path, what: 'reading of the changed files', needs: 'pull-requests: read' },
    MOST_FILES,
  );
  if (listed.kind === 'refused') return { kind: 'refused', ...listed.refusal };
  const files = listed.items.map((item) => {
    const { filename, status, changes, patch } = objectOf(item);
    return {
      name: textOf(filename),
      isRemoved: status === 'removed',
      changes: numberOf(changes),
      ...(typeof patch === 'string' ? { patch } : {}),
    };
  });
  return { kind: 'done', files, isAll: listed.isAll && files.length < MOST_FILES };
}
