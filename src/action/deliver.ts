// What is asked of GitHub and sent to it: the lines of the change, findings for code scanning, a comment. Each request may fail and is then said.
import type { ChangedLines, GithubContext } from '../model/action-context.ts';
import type { Run } from '../model/run.ts';
import { explain } from './explain.ts';
import type { LentApi } from './github.ts';
import type { Links } from './links.ts';
import type { Publication } from './publication.ts';

export interface Delivery {
  /** Everything that was to be uploaded was. */
  readonly uploaded: boolean;
  readonly sarifIds: readonly string[];
  /** What people should know of it. */
  readonly notes: readonly string[];
}

export interface DeliverOptions {
  readonly context: GithubContext;
  readonly publication: Publication;
  readonly api: LentApi;
  readonly links: Links;
  readonly changed: ChangedLines | undefined;
  readonly heading: string;
  /** Directory that the paths of the run start from. */
  readonly root: string;
}

/** Lines that the change touches: from the checkout where it holds enough of the history, else from GitHub. */
export async function findChanged(
  context: GithubContext,
  { shell, console }: Publication,
  api: LentApi,
): Promise<ChangedLines | undefined> {
  if (context.pull === undefined) return undefined;
  const { findChangedLines } = await import('../github/changed-lines.ts');
  const checkout = { cwd: shell.cwd, environment: shell.environment };
  const known = await findChangedLines(context, checkout, undefined);
  const found = known.kind === 'known' ? known : await findChangedLines(context, checkout, await api.open());
  if (found.kind === 'refused') console.log.notice(`The lines of the change are not known: ${explain(found)}`);
  return found.kind === 'known' ? found.lines : undefined;
}

/** Sends what the inputs ask for. Under events that run with the rights of the repository for others nothing is sent. */
export async function deliver(run: Run, options: DeliverOptions): Promise<Delivery> {
  const { inputs, trust, console } = options.publication;
  if (inputs.uploadSarif === 'off' && inputs.comment === 'off') return NOTHING;
  if (!trust.mayWrite) return withoutSending(options, `Nothing was sent to GitHub, since ${trust.reason}.`);
  const api = await options.api.open();
  if (api === undefined) return withoutSending(options, 'Nothing was sent to GitHub: the input token is empty.');
  const uploaded = await uploadFindings(run, options);
  const { converse } = await import('./converse.ts');
  const { context, changed, links, heading } = options;
  const refused = await converse({ run, context, changed, links, heading }, inputs.comment, api);
  for (const text of refused) console.say('notice', text, 'Seaworthy');
  return { ...uploaded, notes: [...uploaded.notes, ...refused] };
}

const NOTHING: Delivery = { uploaded: false, sarifIds: [], notes: [] };

async function uploadFindings(run: Run, { context, publication, api: lent, root }: DeliverOptions): Promise<Delivery> {
  const { inputs, console } = publication;
  const api = await lent.open();
  if (inputs.uploadSarif === 'off' || api === undefined) return NOTHING;
  const { upload } = await import('./upload.ts');
  const { ok, ids, troubles, notes } = await upload(run, api, context, root);
  for (const note of notes) console.log.notice(note);
  for (const { text, isSetting } of troubles) {
    const level = inputs.uploadSarif === 'required' ? 'error' : isSetting ? 'notice' : 'warning';
    console.say(level, text, 'Seaworthy');
  }
  return { uploaded: ok, sarifIds: ids, notes: [...troubles.map(({ text }) => text), ...notes] };
}

function withoutSending({ publication: { inputs, console } }: DeliverOptions, why: string): Delivery {
  console.say(inputs.uploadSarif === 'required' ? 'error' : 'notice', why, 'Seaworthy');
  return { ...NOTHING, notes: [why] };
}
