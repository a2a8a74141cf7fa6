// The event that started the workflow, as far as it matters: the pull request, and the commit to compare with.
import { readFileSync, statSync } from 'node:fs';
import type { PullRequest } from '../model/action-context.ts';

/** GitHub sends at most 25 MB. */
const MAX_BYTES = 32 * 1024 * 1024;

export interface ActionEvent {
  readonly pull?: PullRequest;
  /** The commit and the branch that a change is made to: of a pull request or of an entry of a merge queue. */
  readonly base?: { readonly sha: string; readonly name: string };
}

/** Reads the event file of the runner. What is missing or of another shape is left out: the scan does not depend on it. */
export function readEvent(path: string | undefined): ActionEvent {
  const payload = readPayload(path);
  const pull = readPull(objectOf(payload?.pull_request), textOf(objectOf(payload?.repository)?.full_name));
  if (pull !== undefined) return { pull, base: { sha: pull.baseSha, name: pull.baseRef } };
  const group = objectOf(payload?.merge_group);
  const sha = textOf(group?.base_sha);
  if (!isCommit(sha)) return {};
  return { base: { sha, name: textOf(group?.base_ref).replace(/^refs\/heads\//, '') } };
}

/** Whether a text is the name of a commit and nothing else. */
export function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

type Json = Readonly<Record<string, unknown>>;

function readPull(pull: Json | undefined, repository: string): PullRequest | undefined {
  const head = objectOf(pull?.head);
  const base = objectOf(pull?.base);
  const number = pull?.number;
  const [headSha, baseSha] = [textOf(head?.sha), textOf(base?.sha)];
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) return undefined;
  if (!isCommit(headSha) || !isCommit(baseSha)) return undefined;
  const headRepository = textOf(objectOf(head?.repo)?.full_name);
  return {
    number,
    headSha,
    headRef: textOf(head?.ref),
    baseSha,
    baseRef: textOf(base?.ref),
    // A fork that was deleted has no repository any more; it was one all the same.
    fork: headRepository === '' || headRepository.toLowerCase() !== repository.toLowerCase(),
    ...(headRepository === '' ? {} : { headRepository }),
  };
}

function readPayload(path: string | undefined): Json | undefined {
  if (path === undefined || path === '') return undefined;
  try {
    if (statSync(path).size > MAX_BYTES) return undefined;
    return objectOf(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
