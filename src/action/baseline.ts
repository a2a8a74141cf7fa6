// What was known before: the base branch or a file, and what is said where neither can be had.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findBaseline, needsBaseline } from '../cli/baseline.ts';
import type { Baseline } from '../model/baseline.ts';
import type { World } from '../scan.ts';
import type { Settings } from '../settings.ts';
import type { Base } from './base.ts';
import type { ActionConsole } from './console.ts';
import type { ActionInputs } from './inputs.ts';
import type { Trust } from './trust.ts';
import { isBelow } from './working-directory.ts';

export interface KnownSources {
  readonly base: Base;
  readonly trust: Trust;
  readonly world: World & { readonly policyRoot: string };
  /** Folder of the checkout, absolute. */
  readonly workspace: string;
}

/** The baseline, named after the branch where it is one. A file comes from where the policy does. */
export async function openKnown(settings: Settings, sources: KnownSources): Promise<Baseline | undefined> {
  if (!needsBaseline(settings)) return undefined;
  const { base, world } = sources;
  const { log } = world;
  const strange = refuseFile(settings, sources);
  if (strange !== undefined) {
    log.warning(strange);
    return undefined;
  }
  if (base.kind !== 'here' || settings.baselineRef !== base.commit) return await findBaseline(settings, world);
  const notice = (message: string) => log.notice(message.replaceAll(base.commit, base.name));
  const baseline = await findBaseline(settings, { ...world, log: { ...log, notice } });
  return baseline === undefined ? undefined : { ...baseline, source: `${base.name} (${base.commit.slice(0, 12)})` };
}

/** Code that is not trusted does not say itself which of its findings are known. */
function refuseFile({ baselineFile }: Settings, { trust, world, workspace }: KnownSources): string | undefined {
  if (trust.reason === undefined || baselineFile === undefined) return undefined;
  const path = resolve(world.policyRoot, baselineFile);
  const isTrusted = isBelow(path, world.policyRoot) || !isBelow(path, workspace);
  if (isTrusted && existsSync(path)) return undefined;
  return `input baseline: ${baselineFile} is read from the base branch alone, since ${trust.reason}, and is not there: every finding counts as new`;
}

/** A baseline that is expected and not there is said: everything counts then. */
export function sayBaseline({ baseline }: ActionInputs, base: Base, console: ActionConsole): void {
  if (baseline.kind === 'auto' && base.kind === 'missing')
    console.log.warning(
      `The base branch ${base.name} is not in this checkout, so every finding counts as new. To fail on new findings only, ${base.mend}.`,
    );
  if (baseline.kind === 'base-branch' && base.kind === 'none')
    console.log.notice('input baseline: this event has no base branch, so every finding counts');
}
