// Uploads reports to code scanning and waits until GitHub has taken them in or says why not.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { GithubContext } from '../model/action-context.ts';
import { type GithubApi, repositoryPath } from './api.ts';
import { listOf, objectOf, textOf } from './json.ts';

/** What a report belongs to: the commit that was judged and its reference. */
export type UploadPlace = Pick<GithubContext, 'repository' | 'sha' | 'ref'>;

export type UploadResult =
  /** `isProcessed` is false when GitHub was still at work when patience ended. */
  | { readonly kind: 'uploaded'; readonly id: string; readonly url: string; readonly isProcessed: boolean }
  /** Nothing was taken. */
  | { readonly kind: 'refused'; readonly reason: string; readonly hint: string; readonly isSetting: boolean }
  /** Taken and then not processed; the errors are GitHub's own words. */
  | { readonly kind: 'failed'; readonly id: string; readonly errors: readonly string[]; readonly hint: string };

/** Bytes of a compressed report that GitHub takes. */
const MOST_BYTES = 10 * 1024 * 1024;
/** Milliseconds before each look; most reports are taken in within the first. */
const LOOKS = [2_000, 5_000, 10_000, 20_000, 40_000, 80_000];
const ASKED = { what: 'upload to code scanning', needs: 'security-events: write' };
const compress = promisify(gzip);

/** Uploads reports in order, then waits for all of them. After one that a setting refuses the others are not tried. */
export async function uploadSarif(
  api: GithubApi,
  place: UploadPlace,
  reports: readonly string[],
): Promise<UploadResult[]> {
  const results: UploadResult[] = [];
  for (const report of reports) {
    const last = results.at(-1);
    const isHopeless = last?.kind === 'refused' && last.isSetting;
    results.push(isHopeless ? last : await send(api, place, report));
  }
  const open = new Set([...results.keys()].filter((index) => results[index]?.kind === 'uploaded'));
  for (const pause of LOOKS) {
    if (open.size === 0) break;
    await api.sleep(pause);
    for (const index of open) {
      const upload = results[index];
      if (upload?.kind !== 'uploaded') continue;
      const became = await look(api, place, upload);
      if (became === 'pending') continue;
      results[index] = became;
      open.delete(index);
    }
  }
  return results;
}

async function send(api: GithubApi, { repository, sha, ref }: UploadPlace, report: string): Promise<UploadResult> {
  const wrong = refusePlace(sha, ref);
  if (wrong !== undefined) return wrong;
  const zipped = await compress(report, { level: 9 });
  if (zipped.length > MOST_BYTES)
    return {
      kind: 'refused',
      reason: `the report has ${zipped.length} bytes when compressed, and GitHub takes ${MOST_BYTES}`,
      hint: 'scan fewer targets in one step; the whole report is in the file of the input `sarif-file`',
      isSetting: false,
    };
  const result = await api.request({
    method: 'POST',
    path: `${repositoryPath(repository)}/code-scanning/sarifs`,
    body: { commit_sha: sha, ref, sarif: zipped.toString('base64'), tool_name: 'Seaworthy' },
    ...ASKED,
  });
  if (result.kind === 'refused') {
    const { reason, hint, isSetting } = result.refusal;
    return { kind: 'refused', reason, hint: hint || placeHint(reason), isSetting };
  }
  const { id, url } = objectOf(result.body);
  return { kind: 'uploaded', id: textOf(id), url: textOf(url), isProcessed: false };
}

function refusePlace(sha: string, ref: string): UploadResult | undefined {
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha) && /^refs\/(?:heads|tags|pull)\/./.test(ref)) return undefined;
  return {
    kind: 'refused',
    reason: `code scanning keeps reports by commit and branch, tag or pull request, and this run has ${sha || 'no commit'} and ${ref || 'no reference'}`,
    hint: 'run the workflow on push, pull_request, merge_group or schedule',
    isSetting: false,
  };
}

type Uploaded = Extract<UploadResult, { kind: 'uploaded' }>;

async function look(api: GithubApi, { repository }: UploadPlace, upload: Uploaded): Promise<UploadResult | 'pending'> {
  const path = `${repositoryPath(repository)}/code-scanning/sarifs/${encodeURIComponent(upload.id)}`;
  const answer = await api.request({ method: 'GET', path, ...ASKED, what: 'question what became of the upload' });
  // The report is there, whatever becomes of questions about it. One that is not known yet will be.
  if (answer.kind === 'refused') return answer.refusal.status === 404 ? 'pending' : upload;
  const { processing_status: status, errors } = objectOf(answer.body);
  if (status === 'complete') return { ...upload, isProcessed: true };
  return status === 'failed' ? failed(upload, listOf(errors).map(textOf)) : 'pending';
}

function failed({ id }: Uploaded, errors: readonly string[]): UploadResult {
  const said = errors.filter((error) => error !== '');
  const hint = said.map(errorHint).find((found) => found !== '') ?? '';
  return { kind: 'failed', id, errors: said.length === 0 ? ['GitHub gives no reason'] : said, hint };
}

/** What to do about the errors of processing that are known. */
function errorHint(error: string): string {
  if (/multiple runs with the same category/i.test(error))
    return 'two steps of one job upload the same targets; scan each target in one step';
  if (/too many logical alerts/i.test(error))
    return 'the repository has more alerts than GitHub keeps; close or mend some, or raise the severity that is reported';
  if (
    /rejecting SARIF|could not convert|invalid URI|expected artifact location|did not match the checkout URI/i.test(
      error,
    )
  )
    return 'this is a bug of Seaworthy; please report it with the SARIF file';
  return '';
}

/** Refusals that are about the commit or the reference. */
function placeHint(reason: string): string {
  return /commit not found|ref .*not found/i.test(reason)
    ? 'the commit that was checked out is not in this repository; check out the one that started the workflow'
    : '';
}
