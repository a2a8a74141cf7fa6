// The scan of the Action: policy, baseline and settings put together, everything that was opened closed again.
import { lendSandbox } from '../cli/sandbox.ts';
import type { Shell } from '../cli/shell.ts';
import { lendWorld } from '../cli/world.ts';
import type { GithubContext } from '../model/action-context.ts';
import type { Run } from '../model/run.ts';
import { scan } from '../scan.ts';
import { findBase } from './base.ts';
import { openKnown, sayBaseline } from './baseline.ts';
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
  const { inputs, shell, console, event, workspace, context, trust, started } = options;
  const { cwd, environment: lent } = shell;
  const base = await findBase(event, context, { cwd, lent });
  const policy = await openPolicy({ ref: inputs.policyRef, base, trust, started, cwd, lent });
  try {
    if (policy.note !== undefined) console.log.notice(policy.note);
    if (policy.warning !== undefined) console.log.warning(policy.warning);
    const settings = await settle(inputs, { policyRoot: policy.directory, workspace, base, trust });
    sayBaseline(inputs, base, console);
    return await lendWorld(shell, { log: console.log, settings, flags: {} }, async (lending) => {
      const confined = trust.reason === undefined ? {} : { confinedTo: workspace };
      const world = { ...lending, ...confined, policyRoot: policy.directory };
      const baseline = await openKnown(settings, { base, trust, world, workspace });
      const known = baseline === undefined ? world : { ...world, baseline };
      if (inputs.smoke === 'false') return await scan(settings, known);
      return await lendSandbox(shell, { log: console.log, onEvent: () => {} }, async (sandbox) => {
        const [{ smokeImages }, { choiceOf }, { checkCalls }] = await Promise.all([
          import('../smoke.ts'),
          import('../smoke/settings-choice.ts'),
          import('../sandbox/spec/seccomp.ts'),
        ]);
        const choice = choiceOf(settings.smoke);
        checkCalls(sandbox.seccomp, choice.allow);
        return await smokeImages(choice, settings, { ...known, sandbox });
      });
    });
  } finally {
    await policy.remove();
  }
}
