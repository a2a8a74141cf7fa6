// The scan of the Action: policy, baseline and settings put together, everything that was opened closed again.
import { findBaseline, needsBaseline } from '../cli/baseline.ts';
import { lendSandbox } from '../cli/sandbox.ts';
import type { Shell } from '../cli/shell.ts';
import { lendWorld } from '../cli/world.ts';
import type { GithubContext } from '../model/action-context.ts';
import type { Run } from '../model/run.ts';
import { scan, type World } from '../scan.ts';
import type { Settings } from '../settings.ts';
import { type Base, findBase } from './base.ts';
import type { ActionConsole } from './console.ts';
import type { ActionEvent } from './event.ts';
import type { ActionInputs } from './inputs.ts';
import { openPolicy } from './policy.ts';
import { settle } from './settle.ts';
import type { Trust } from './trust.ts';

export interface JudgeOptions {
  readonly inputs: ActionInputs;
  /** The shell as far as it is lent: the environment holds no token. */
  readonly shell: Shell;
  readonly console: ActionConsole;
  readonly event: ActionEvent;
  /** Folder of the checkout, absolute. */
  readonly workspace: string;
  readonly context: GithubContext | undefined;
  readonly trust: Trust;
  /** Commit that started the workflow. */
  readonly started: string;
}

/** Judges what the inputs name. */
export async function judge(options: JudgeOptions): Promise<Run> {
  const { inputs, shell, console, event, context, trust, started } = options;
  const { cwd, environment: lent } = shell;
  const base = await findBase(event, context, { cwd, lent });
  const policy = await openPolicy({ ref: inputs.policyRef, base, trust, started, cwd, lent });
  try {
    if (policy.note !== undefined) console.log.notice(policy.note);
    if (policy.warning !== undefined) console.log.warning(policy.warning);
    const settings = await settle(inputs, { policyRoot: policy.directory, base, trust });
    sayBaseline(inputs, base, console);
    return await lendWorld(shell, { log: console.log, settings, flags: {} }, async (lending) => {
      const confined = trust.reason === undefined ? {} : { confinedTo: options.workspace };
      const world: World = { ...lending, ...confined, policyRoot: policy.directory };
      const baseline = await baselineOf(settings, base, world);
      const known = baseline === undefined ? world : { ...world, baseline };
      if (!inputs.smoke) return await scan(settings, known);
      return await lendSandbox(shell, { log: console.log, onEvent: () => {} }, async (sandbox) => {
        const { smokeImages } = await import('../smoke.ts');
        return await smokeImages({ limits: {}, runtime: 'auto', allow: [] }, settings, { ...known, sandbox });
      });
    });
  } finally {
    await policy.remove();
  }
}

/** The baseline, named after the branch where it is one. */
async function baselineOf(settings: Settings, base: Base, world: World): Promise<World['baseline']> {
  if (!needsBaseline(settings)) return undefined;
  if (base.kind !== 'here' || settings.baselineRef !== base.commit) return await findBaseline(settings, world);
  const { log } = world;
  const notice = (message: string) => log.notice(message.replaceAll(base.commit, base.name));
  const baseline = await findBaseline(settings, { ...world, log: { ...log, notice } });
  return baseline === undefined ? undefined : { ...baseline, source: `${base.name} (${base.commit.slice(0, 12)})` };
}

/** A baseline that is expected and not there is said: everything counts then. */
function sayBaseline({ baseline }: ActionInputs, base: Base, console: ActionConsole): void {
  if (baseline.kind === 'auto' && base.kind === 'missing')
    console.log.warning(
      `The base branch ${base.name} is not in this checkout, so every finding counts as new. To fail on new findings only, ${base.mend}.`,
    );
  if (baseline.kind === 'base-branch' && base.kind === 'none')
    console.log.notice('input baseline: this event has no base branch, so every finding counts');
}
