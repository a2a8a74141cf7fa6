// What is asked of GitHub and sent to it: the lines of the change, findings for code scanning, a comment. Each request may fail and is then said.
import type { ChangedLines, GithubContext } from '../model/action-context.ts';
import type { Run } from '../model/run.ts';
import type { LentApi } from './github.ts';
import type { Links } from './links.ts';
import type { Publication } from './publication.ts';

export interface Delivery {
  /** Everything that was to be uploaded was. */
  readonly uploaded: boolean;
  readonly sarifIds: readonly string[];
  /** What people should know of it. */
  readonly notes: readonly string[];
}

/** Lines that the change touches: from the checkout where it holds enough of the history, else from GitHub. */
export async function findChanged(
  context: GithubContext,
  { shell, console }: Publication,
  api: LentApi,
): Promise<ChangedLines | undefined> {
  if (context.pull === undefined) return undefined;
  const { findChangedLines } = await import('../github/changed-lines.ts');
  const checkout = { cwd: shell.cwd, environment: shell.environment };
  const known = await findChangedLines(context, checkout, undefined);
  const found = known.kind === 'known' ? known : await findChangedLines(context, checkout, await api.open());
  if (found.kind === 'refused') console.log.notice(explain(found));
  return found.kind === 'known' ? found.lines : undefined;
}

/** Sends what the inputs ask for. */
export async function deliver(run: Run, { context, publication, api, links }: DeliverOptions): Promise<Delivery> {
  void [run, context, publication, api, links];
  return { uploaded: false, sarifIds: [], notes: [] };
}

export interface DeliverOptions {
  readonly context: GithubContext;
  readonly publication: Publication;
  readonly api: LentApi;
  readonly links: Links;
}

/** What was refused and what would mend it, in one line. */
export function explain({ reason, hint }: { readonly reason: string; readonly hint: string }): string {
  return hint === '' ? reason : `${reason}. To mend it: ${hint}`;
}
