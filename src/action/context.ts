// The context of a run: repository, commit, reference and change, from the variables of the runner, the event and the checkout.
import { findCommit, parentsOf } from '../machine/git-commits.ts';
import type { GithubContext } from '../model/action-context.ts';
import { type ActionEvent, isCommit } from './event.ts';

export interface ContextSources {
  /** As the runner set it. */
  readonly environment: Readonly<Record<string, string>>;
  /** What programs may see of it. */
  readonly lent: Readonly<Record<string, string>>;
  /** Directory of the checkout that is scanned. */
  readonly cwd: string;
  readonly workspace: string;
  readonly event: ActionEvent;
}

/** The context; `undefined` where the runner names no repository or no commit. */
export async function readContext(sources: ContextSources): Promise<GithubContext | undefined> {
  const { environment, lent, cwd, workspace, event } = sources;
  const variable = (name: string) => environment[`GITHUB_${name}`] ?? '';
  const [owner = '', name = '', ...rest] = variable('REPOSITORY').split('/');
  const head = await findCommit('HEAD', cwd, lent);
  const sha = head ?? variable('SHA');
  if (owner === '' || name === '' || rest.length > 0 || !isCommit(sha)) return undefined;
  const serverUrl = addressOf(variable('SERVER_URL'), 'https://github.com');
  const apiUrl = addressOf(variable('API_URL'), 'https://api.github.com');
  const pull = event.pull;
  const parents = pull === undefined || head === undefined ? [] : await parentsOf(head, cwd, lent);
  return {
    serverUrl,
    apiUrl,
    repository: { owner, name },
    sha,
    ref: refOf({ ref: variable('REF'), started: variable('SHA'), sha, event, parents }),
    eventName: variable('EVENT_NAME'),
    ...(pull === undefined ? {} : { pull }),
    isEnterprise: isEnterprise(serverUrl),
    workspace,
    runUrl: `${serverUrl}/${owner}/${name}/actions/runs/${variable('RUN_ID')}`,
  };
}

interface Checkout {
  readonly ref: string;
  /** Commit that started the workflow. */
  readonly started: string;
  /** Commit that was checked out. */
  readonly sha: string;
  readonly event: ActionEvent;
  readonly parents: readonly string[];
}

/** Results belong to what was checked out, which need not be what started the workflow. */
function refOf({ ref, started, sha, event: { pull }, parents }: Checkout): string {
  if (pull === undefined || sha === started) return ref;
  if (sha === pull.headSha) return `refs/pull/${pull.number}/head`;
  if (parents[1] === pull.headSha) return `refs/pull/${pull.number}/merge`;
  return ref.startsWith('refs/pull/') ? `refs/pull/${pull.number}/head` : ref;
}

function addressOf(text: string, otherwise: string): string {
  return text === '' ? otherwise : text.replace(/\/+$/, '');
}

function isEnterprise(serverUrl: string): boolean {
  const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname : '';
  return host !== 'github.com' && !host.endsWith('.ghe.com');
}
