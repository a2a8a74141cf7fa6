// Findings for code scanning: within its limits, one category for each target, and categories of targets that are gone are closed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GithubApi } from '../github/api.ts';
import type { UploadResult } from '../github/upload-sarif.ts';
import { sourceFiles } from '../inputs/files.ts';
import type { GithubContext } from '../model/action-context.ts';
import type { Run } from '../model/run.ts';
import { jsonText } from '../reports/json-text.ts';
import { emptyRun, limitSarif } from '../reports/sarif/limits.ts';
import { describeLog } from '../reports/sarif.ts';
import { holdsNone } from '../target.ts';
import { explain } from './explain.ts';

export interface Uploaded {
  /** Everything was taken. */
  readonly ok: boolean;
  readonly ids: readonly string[];
  /** What came of it, where it is not what was wanted. */
  readonly troubles: readonly Trouble[];
  /** What is not shown there. */
  readonly notes: readonly string[];
}

export interface Trouble {
  readonly text: string;
  /** A permission or a setting that somebody may have left out on purpose. */
  readonly isSetting: boolean;
}

/** Kinds of target that are files of the repository. */
const FILE_KINDS = /^(?:compose|dockerfile|run|workflow|devcontainer|inspect):/;

/** Uploads the findings of a run. `root` is the directory that its paths start from. */
export async function upload(run: Run, api: GithubApi, context: GithubContext, root: string): Promise<Uploaded> {
  const { uploadSarif } = await import('../github/upload-sarif.ts');
  const log = describeLog(examined(run), { waived: false });
  const closed = await findClosed(run, api, context, root);
  if (closed.kind === 'silent') return { ok: false, ids: [], troubles: [closed.trouble], notes: [] };
  const runs = [...log.runs, ...closed.categories.map((category) => emptyRun(category, run.tool))];
  if (runs.length === 0) return { ok: true, ids: [], troubles: [], notes: [] };
  const { logs, dropped } = limitSarif({ ...log, runs });
  const results = await uploadSarif(api, context, logs.map(jsonText));
  const lost = [...dropped.values()].reduce((sum, count) => sum + count, 0);
  return {
    ok: results.every(({ kind }) => kind === 'uploaded'),
    ids: results.flatMap((result) => (result.kind === 'refused' ? [] : [result.id])),
    troubles: distinct(results.flatMap(troubleOf)),
    notes: [
      ...results
        .filter((result) => result.kind === 'uploaded' && !result.isProcessed)
        .slice(0, 1)
        .map(() => 'GitHub has the report and is still at work on it.'),
      ...(lost > 0
        ? [`${lost} findings are above the limits of code scanning and are not shown there; the files hold them.`]
        : []),
    ],
  };
}

/** A target of which nothing could be read keeps its alerts: a report without results would close them. */
function examined(run: Run): Run {
  const judged = new Set(run.verdicts.map(({ target }) => target));
  return { ...run, targets: run.targets.filter(({ id, errors }) => errors.length === 0 || judged.has(id)) };
}

type Closed =
  | { readonly kind: 'known'; readonly categories: readonly string[] }
  /** Nobody answers. */
  | { readonly kind: 'silent'; readonly trouble: Trouble };

async function findClosed(run: Run, api: GithubApi, context: GithubContext, root: string): Promise<Closed> {
  const { findVanished } = await import('../github/alerts.ts');
  const current = run.targets.map(({ id }) => `seaworthy/${id}/`);
  const files = sourceFiles(root);
  const isGone = (category: string) => {
    const id = category.replace(/^seaworthy\//, '');
    const [file = ''] = id.slice(id.indexOf(':') + 1).split(',');
    if (!FILE_KINDS.test(id) || /^(?:\/|\d+$)/.test(file)) return false;
    // A script whose docker lines went is there, and no target any more.
    return !existsSync(join(root, file)) || holdsNone(id.slice(0, id.indexOf(':')), file, files);
  };
  const found = await findVanished(api, context, { current, isGone });
  if (found.kind === 'done') return { kind: 'known', categories: found.categories };
  if (found.status !== undefined) return { kind: 'known', categories: [] };
  return {
    kind: 'silent',
    trouble: { text: `the upload to code scanning was not tried: ${found.reason}`, isSetting: false },
  };
}

function troubleOf(result: UploadResult): Trouble[] {
  if (result.kind === 'uploaded') return [];
  if (result.kind === 'refused') return [{ text: explain(result), isSetting: result.isSetting }];
  const reason = `GitHub took the report and could not process it: ${result.errors.join('; ')}`;
  return [{ text: explain({ reason, hint: result.hint }), isSetting: false }];
}

function distinct(troubles: readonly Trouble[]): Trouble[] {
  return [...new Map(troubles.map((trouble) => [trouble.text, trouble])).values()];
}
