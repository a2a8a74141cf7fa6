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
const LOOKS = [5_000, 10_000, 20_000, 40_000, 80_000];
const ASKED = { what: 'upload to code scanning', needs: 'security-events: write' };
const compress = promisify(gzip);

/** Uploads reports in order, then waits for all of them. After one that a setting refuses the others are not tried. */
export async function uploadSarif(
  api: GithubApi,
  place: UploadPlace,
  reports: readonly string[],
): Promise<UploadResult[]> {
  const sent: UploadResult[] = [];
  for (const report of reports) {
    const last = sent.at(-1);
    const isHopeless = last?.kind === 'refused' && last.isSetting;
    sent.push(isHopeless ? last : await send(api, place, report));
  }
  const results: UploadResult[] = [];
  let waited = 0;
  for (const upload of sent) {
    if (upload.kind !== 'uploaded') results.push(upload);
    else {
      const { result, looks } = await follow(api, place, upload, waited);
      results.push(result);
      waited = Math.max(waited, looks);
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

/** Looks until the report is processed. Looks that were waited for because of another report count. */
async function follow(
  api: GithubApi,
  { repository }: UploadPlace,
  upload: Uploaded,
  waited: number,
): Promise<{ readonly result: UploadResult; readonly looks: number }> {
  const path = `${repositoryPath(repository)}/code-scanning/sarifs/${encodeURIComponent(upload.id)}`;
  let looks = waited;
  // One that others were waited for is looked at at once.
  if (waited === 0) await api.sleep(LOOKS[looks++] ?? 0);
  for (;;) {
    const answer = await api.request({ method: 'GET', path, ...ASKED, what: 'question what became of the upload' });
    // The report is there, whatever becomes of questions about it.
    if (answer.kind === 'refused' && answer.refusal.status !== 404) return { result: upload, looks };
    const { processing_status: status, errors } = answer.kind === 'refused' ? objectOf({}) : objectOf(answer.body);
    if (status === 'complete') return { result: { ...upload, isProcessed: true }, looks };
    if (status === 'failed') return { result: failed(upload, listOf(errors).map(textOf)), looks };
    const pause = LOOKS[looks];
    if (pause === undefined) return { result: upload, looks };
    looks += 1;
    await api.sleep(pause);
  }
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
