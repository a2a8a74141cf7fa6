// What a run inside GitHub Actions knows of its event, its repository and the change it judges.

export interface GithubContext {
  /** Where people look: `https://github.com`, without a slash at the end. */
  readonly serverUrl: string;
  /** Where programs ask: `https://api.github.com`, or `https://HOST/api/v3` of an Enterprise Server. */
  readonly apiUrl: string;
  readonly repository: RepositoryName;
  /** The commit that was checked out, 40 or 64 hexadecimal digits. */
  readonly sha: string;
  /** The full reference that belongs to `sha`, such as `refs/pull/7/merge`; `refs/pull/7/head` when the head was checked out. */
  readonly ref: string;
  /** `push`, `pull_request`, `merge_group` ... */
  readonly eventName: string;
  /** Present for pull_request and pull_request_target. */
  readonly pull?: PullRequest;
  /** An Enterprise Server: some features are missing there. */
  readonly isEnterprise: boolean;
  /** Directory of the checkout, absolute. */
  readonly workspace: string;
  /** Page of the workflow run. */
  readonly runUrl: string;
}

export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

export interface PullRequest {
  readonly number: number;
  readonly headSha: string;
  /** Branch names, as people typed them: text to escape. */
  readonly headRef: string;
  readonly baseSha: string;
  readonly baseRef: string;
  /** The head lives in another repository, or in one that is gone. */
  readonly fork: boolean;
  /** `owner/name` of the head; absent when that repository was deleted. */
  readonly headRepository?: string;
}

/** Lines of a change by file: all of them, or ranges with both ends included. Paths are relative to the root of the repository. */
export type ChangedLines = ReadonlyMap<string, 'all' | readonly (readonly [start: number, end: number])[]>;
