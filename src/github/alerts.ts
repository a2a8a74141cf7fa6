// Which categories of code scanning were uploaded before: one that nobody uploads any more keeps its alerts open for ever.
import type { GithubContext } from '../model/action-context.ts';
import { type GithubApi, repositoryPath } from './api.ts';
import { numberOf, objectOf, textOf } from './json.ts';
import type { Refusal } from './refusal.ts';

export interface VanishedOptions {
  /** Categories of this run, with or without `/` at the end. */
  readonly current: readonly string[];
  /** Whether what a category stands for is gone. Another step may have uploaded it, so not being in this run is not enough. */
  readonly isGone: (category: string) => boolean;
}

export type VanishedCategories =
  | { readonly kind: 'done'; readonly categories: readonly string[] }
  | ({ readonly kind: 'refused' } & Refusal);

/** Newest first, so that the last runs are among them even where each uploads a hundred. */
const MOST_ANALYSES = 1000;
const OURS = 'seaworthy/';

/** Finds the categories of the reference whose last report had results and whose target is gone, to be closed by an empty run. */
export async function findVanished(
  api: GithubApi,
  { repository, ref }: Pick<GithubContext, 'repository' | 'ref'>,
  { current, isGone }: VanishedOptions,
): Promise<VanishedCategories> {
  const query = new URLSearchParams({ tool_name: 'Seaworthy', ref, sort: 'created', direction: 'desc' });
  const listed = await api.pages(
    {
      path: `${repositoryPath(repository)}/code-scanning/analyses?${query}`,
      what: 'reading of earlier reports',
      needs: 'security-events: read',
    },
    MOST_ANALYSES,
  );
  if (listed.kind === 'refused') {
    // Nothing was ever uploaded, so nothing is left open.
    if (/no analysis found/i.test(listed.refusal.reason)) return { kind: 'done', categories: [] };
    return { kind: 'refused', ...listed.refusal };
  }
  const now = new Set(current.map(bare));
  const seen = new Set<string>();
  const vanished = listed.items.map(objectOf).flatMap((analysis) => {
    const category = bare(textOf(analysis.category));
    if (!category.startsWith(OURS) || seen.has(category)) return [];
    seen.add(category);
    const isOpen = numberOf(analysis.results_count) > 0;
    return isOpen && !now.has(category) && isGone(category) ? [category] : [];
  });
  return { kind: 'done', categories: vanished.sort() };
}

function bare(category: string): string {
  return category.replace(/\/$/, '');
}
