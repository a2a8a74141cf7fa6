// A fake GitHub and a client that speaks to it without ever really waiting.
import { afterEach, expect } from 'vitest';
import { type ApiOptions, type GithubApi, openApi } from '../../src/github/api.ts';
import { fakeTokens, mergeSha } from '../fake-github/state.ts';
import { type FakeGithub, startFakeGithub } from '../fake-github.ts';

export interface WithGithub {
  readonly github: FakeGithub;
  readonly api: GithubApi;
  /** Milliseconds that were waited, in order. */
  readonly waits: number[];
  /** Another client, for example with another token. */
  readonly open: (options: Partial<ApiOptions>) => GithubApi;
}

export const repository = { owner: 'acme', name: 'shop' } as const;
export const place = { repository, sha: mergeSha, ref: 'refs/pull/7/merge' } as const;
/** The time of day in tests: 2026-01-02T03:04:05Z. */
export const now = 1_767_323_045_000;

const opened: { readonly github: FakeGithub; readonly apis: GithubApi[] }[] = [];

/** Starts both. They are closed after the test, which fails if GitHub would not have taken a request. */
export async function withGithub(options: { readonly enterprise?: string } = {}): Promise<WithGithub> {
  const github = await startFakeGithub(options);
  const waits: number[] = [];
  const apis: GithubApi[] = [];
  opened.push({ github, apis });
  const open = (more: Partial<ApiOptions>): GithubApi => {
    const api = openApi({
      apiUrl: github.apiUrl,
      token: fakeTokens.job,
      isEnterprise: options.enterprise !== undefined,
      isFork: false,
      environment: {},
      sleep: async (milliseconds) => void waits.push(milliseconds),
      now: () => now,
      random: () => 0,
      ...more,
    });
    apis.push(api);
    return api;
  };
  return { github, waits, open, api: open({}) };
}

afterEach(async () => {
  const started = opened.splice(0);
  for (const { github, apis } of started) {
    await Promise.all(apis.map((api) => api.close()));
    await github.close();
  }
  expect(started.flatMap(({ github }) => github.problems)).toEqual([]);
});

/** The lines of the requests that were made, without their queries. */
export function linesOf({ requests }: FakeGithub): string[] {
  return requests.map(({ line }) => line.replace(/\?.*/, ''));
}
