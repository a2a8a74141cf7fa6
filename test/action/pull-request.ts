// The events of one repository, acme/shop, as GitHub sends them, and steps that run for them.
import type { Repository } from './git-workspace.ts';
import { runStep, type StepOptions, type StepResult } from './mini-runner.ts';

export interface PullOptions extends Partial<StepOptions> {
  /** What `fetch-depth` of actions/checkout says. */
  readonly depth?: number | 'full';
  /** `null` for a fork that was deleted. */
  readonly headRepository?: string | null;
  /** What was checked out; the merge commit when absent. */
  readonly commit?: string;
}

/** Runs a step for a pull request. */
export async function runPull(repository: Repository, options: PullOptions = {}): Promise<StepResult> {
  const { depth = 2, headRepository, commit, workspace, ...rest } = options;
  return await runStep({
    workspace: workspace ?? repository.checkout(commit ?? repository.mergeSha, depth),
    event: pullEvent(repository, headRepository),
    eventName: 'pull_request',
    ref: 'refs/pull/7/merge',
    sha: repository.mergeSha,
    ...rest,
  });
}

/** The payload of pull request 7. */
export function pullEvent(
  { baseSha, headSha }: Repository,
  headRepository: string | null = 'acme/shop',
): Record<string, unknown> {
  return {
    action: 'synchronize',
    number: 7,
    pull_request: {
      number: 7,
      head: { sha: headSha, ref: 'change', repo: headRepository === null ? null : { full_name: headRepository } },
      base: { sha: baseSha, ref: 'main', repo: { full_name: 'acme/shop' } },
    },
    repository: { full_name: 'acme/shop' },
  };
}

/** Runs a step for a push to main. */
export async function runPush(repository: Repository, options: PullOptions = {}): Promise<StepResult> {
  const { depth = 1, workspace, ...rest } = options;
  return await runStep({
    workspace: workspace ?? repository.checkout(repository.baseTip, depth),
    event: { after: repository.baseTip, ref: 'refs/heads/main', repository: { full_name: 'acme/shop' } },
    eventName: 'push',
    ref: 'refs/heads/main',
    sha: repository.baseTip,
    ...rest,
  });
}
