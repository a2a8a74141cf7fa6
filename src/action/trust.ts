// Whether the code that is scanned was written by someone who may not write to the repository.
import type { GithubContext } from '../model/action-context.ts';

export interface Trust {
  /** Why the scanned code is not trusted; absent where it is. */
  readonly reason?: string;
  /** The token may be used to write: to code scanning, to a comment. */
  readonly mayWrite: boolean;
}

/** Events that run with the rights of the repository on behalf of whoever caused them. */
const PRIVILEGED = new Set([
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
  'check_run',
  'check_suite',
]);

/** Judges by the event alone. Of a fork under `pull_request` GitHub itself takes the rights to write, so an upload may be tried. */
export function judgeTrust(eventName: string, pull: GithubContext['pull']): Trust {
  if (PRIVILEGED.has(eventName)) return { reason: `the event is ${eventName}`, mayWrite: false };
  if (pull?.fork === true) return { reason: 'the pull request comes from a fork', mayWrite: true };
  return { mayWrite: true };
}
