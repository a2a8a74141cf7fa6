// What the fake GitHub knows: one repository, its settings, its pull requests, and who may do what.

export type Permission = 'contents' | 'security-events' | 'pull-requests';

export interface FakeToken {
  readonly login: string;
  readonly type: 'Bot' | 'User';
  readonly permissions: Readonly<Partial<Record<Permission, 'read' | 'write'>>>;
}

export interface FakeFile {
  readonly filename: string;
  readonly status?: 'added' | 'removed' | 'modified' | 'renamed';
  readonly previous_filename?: string;
  readonly changes?: number;
  /** Absent for binary files and for changes that are too large. */
  readonly patch?: string;
}

export interface FakeComment {
  readonly id: number;
  readonly author: { readonly login: string; readonly type: 'Bot' | 'User' };
  body: string;
  edits: number;
}

export interface FakeReviewComment extends FakeComment {
  readonly path: string;
  readonly line: number;
  readonly review: number;
}

export interface FakePull {
  readonly headSha: string;
  files: readonly FakeFile[];
  locked: boolean;
  readonly comments: FakeComment[];
  readonly reviewComments: FakeReviewComment[];
}

export interface FakeAnalysis {
  readonly id: number;
  readonly sarifId: string;
  readonly ref: string;
  readonly commit: string;
  readonly category: string;
  readonly tool: string;
  readonly version: string | null;
  readonly rules: number;
  readonly results: readonly FakeResult[];
}

export interface FakeResult {
  readonly rule: string;
  readonly fingerprint: string;
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface FakeUpload {
  readonly id: string;
  /** Looks until it is processed. */
  pollsLeft: number;
  readonly errors: readonly string[];
  readonly analyses: readonly FakeAnalysis[];
}

export interface FakeState {
  readonly owner: string;
  readonly name: string;
  /** Version of an Enterprise Server; absent on github.com. */
  readonly enterprise: string | undefined;
  /** A private repository hides itself from a token that may not see it. */
  isPrivate: boolean;
  isArchived: boolean;
  codeScanning: boolean;
  /** Looks until an upload is processed. */
  polls: number;
  /** Requests until the limit of the hour; no limit when absent. */
  remaining: number | undefined;
  /** When the limit is lifted, in seconds since 1970. */
  reset: number;
  readonly tokens: Map<string, FakeToken>;
  readonly commits: Set<string>;
  readonly pulls: Map<number, FakePull>;
  readonly uploads: Map<string, FakeUpload>;
  /** Processed reports, oldest first. */
  readonly analyses: FakeAnalysis[];
  nextId: number;
  /** Where the API is, with its base path. */
  root: string;
}

/** Tokens as a job gets them, by what they are called in tests. */
export const fakeTokens = {
  job: 'ghs_jobTokenWithRightsToWrite000000000001',
  fork: 'ghs_forkTokenThatCanOnlyRead0000000000002',
} as const;

export const baseSha = 'b'.repeat(40);
export const headSha = 'a'.repeat(40);
export const mergeSha = 'c'.repeat(40);

/** The repository acme/shop with pull request 7. */
export function newState(enterprise: string | undefined): FakeState {
  const bot = { login: 'github-actions[bot]', type: 'Bot' } as const;
  return {
    owner: 'acme',
    name: 'shop',
    enterprise,
    isPrivate: false,
    isArchived: false,
    codeScanning: true,
    polls: 0,
    remaining: undefined,
    reset: 0,
    tokens: new Map<string, FakeToken>([
      [
        fakeTokens.job,
        { ...bot, permissions: { contents: 'read', 'security-events': 'write', 'pull-requests': 'write' } },
      ],
      [
        fakeTokens.fork,
        { ...bot, permissions: { contents: 'read', 'security-events': 'read', 'pull-requests': 'read' } },
      ],
    ]),
    commits: new Set([baseSha, headSha, mergeSha]),
    pulls: new Map([[7, { headSha, files: [], locked: false, comments: [], reviewComments: [] }]]),
    uploads: new Map(),
    analyses: [],
    nextId: 1000,
    root: '',
  };
}
