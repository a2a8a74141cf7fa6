// From the inputs of the Action to settings, through the one schema that flags of the terminal go through too.
import { CONFIG_NAMES, readConfig } from '../cli/flags.ts';
import { UsageError } from '../model/errors.ts';
import { type FlagSettings, joinSettings, type Settings } from '../settings.ts';
import type { Base } from './base.ts';
import type { ActionInputs } from './inputs.ts';
import type { Trust } from './trust.ts';
import { refuseLink } from './working-directory.ts';

export interface Circumstances {
  /** Directory that holds the configuration. */
  readonly policyRoot: string;
  /** Folder of the checkout, absolute. */
  readonly workspace: string;
  readonly base: Base;
  readonly trust: Trust;
}

/** Joins the configuration with the inputs. Code that is not trusted does not choose what is fetched. */
export async function settle(inputs: ActionInputs, circumstances: Circumstances): Promise<Settings> {
  const { policyRoot, workspace, base, trust } = circumstances;
  for (const name of inputs.config === undefined ? CONFIG_NAMES : [inputs.config])
    refuseLink(name, policyRoot, workspace);
  const file = await readConfig(inputs.config, policyRoot);
  const named = inputs.targets.length > 0 ? inputs.targets : (file.targets ?? ['.']);
  const { profile, frameworks, failOn, platforms } = inputs;
  const flags: FlagSettings = {
    targets: [...named, ...inputs.images.map(imageTarget)],
    ...(profile === undefined ? {} : { profile }),
    frameworks,
    ...(failOn === undefined ? {} : { failOn }),
    platforms,
    ...baselineOf(inputs, base),
    ...(trust.reason === undefined ? {} : { withImages: 'none' }),
  };
  const { baselineFile, ...rest } = joinSettings(file, flags);
  for (const name of ['.seaworthy', rest.profile, baselineFile ?? '']) refuseLink(name, policyRoot, workspace);
  // Without a baseline, that of the configuration does not count either.
  return baselineFile === undefined || inputs.baseline.kind === 'none' ? rest : { ...rest, baselineFile };
}

/** The kinds of target that are images. */
const IMAGE_KINDS = /^(?:docker|registry|archive|oci):/;

function imageTarget(text: string): string {
  return IMAGE_KINDS.test(text) ? text : `docker:${text}`;
}

/** The base branch wins over the file of the configuration: it is always up to date. */
function baselineOf({ baseline }: ActionInputs, base: Base): Pick<FlagSettings, 'baselineFile' | 'baselineRef'> {
  switch (baseline.kind) {
    case 'file':
      return { baselineFile: baseline.file };
    case 'none':
      return {};
    case 'base-branch':
      if (base.kind === 'missing')
        throw new UsageError(
          `input baseline: the base branch ${base.name} is not in this checkout, and nothing is fetched; ${base.mend}`,
        );
      return base.kind === 'here' ? { baselineRef: base.commit } : {};
    case 'auto':
      return base.kind === 'here' ? { baselineRef: base.commit } : {};
  }
}
