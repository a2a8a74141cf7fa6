// The one schema of everything a user can set: `.seaworthy.yaml`, flags of the terminal and inputs of the Action.
import * as v from 'valibot';
import { UsageError } from './model/errors.ts';
import type { Policy, RuleOverride } from './model/policy.ts';
import { type Severity, severities } from './model/severity.ts';
import type { Waiver } from './model/waiver.ts';
import { nearest } from './parse/nearest.ts';
import { readYaml } from './rules/read-yaml.ts';
import { policyShape, ruleOverridesShape, waiverShape } from './rules/shape.ts';

const text = (description: string) => v.pipe(v.string(), v.nonEmpty('must not be empty'), v.description(description));
const texts = (description: string) =>
  v.pipe(v.array(v.pipe(v.string(), v.nonEmpty('must not be empty'))), v.description(description));

export const failOnShape = v.pipe(
  v.picklist([...severities, 'none']),
  v.description('Severity at or above which a finding fails the run, or none.'),
);

/** Shape of `.seaworthy.yaml`; the editor schema is generated from it. */
export const configShape = v.strictObject({
  targets: v.optional(texts('What to scan when the command line names nothing: paths, or `kind:text`.')),
  profile: v.optional(
    text('A built-in profile (default, development, production, strict) or the path of a profile file.'),
  ),
  failOn: v.optional(failOnShape),
  frameworks: v.optional(texts('Frameworks to report on, by id.')),
  rules: v.optional(ruleOverridesShape),
  policy: v.optional(policyShape),
  waivers: v.optional(v.pipe(v.array(waiverShape), v.description('Exceptions, each with a reason.'))),
  exclude: v.optional(texts('Globs of paths that a directory search leaves out.')),
  envFiles: v.optional(texts('Env files for compose projects, instead of `.env`.')),
  composeProfiles: v.optional(texts('Compose profiles to switch on; all when none is named.')),
});

type Config = v.InferOutput<typeof configShape>;

/** Everything that steers a scan, whatever shell it came from. */
export interface Settings {
  readonly targets: readonly string[];
  readonly profile: string;
  readonly failOn?: Severity | 'none';
  readonly frameworks: readonly string[];
  readonly rules: Readonly<Record<string, RuleOverride>>;
  readonly policy: Policy;
  readonly waivers: readonly Waiver[];
  readonly exclude: readonly string[];
  readonly envFiles: readonly string[];
  readonly composeProfiles: readonly string[];
  /** Folders of an organisation's rules beside `.seaworthy/rules`. */
  readonly ruleFolders: readonly string[];
  /** Lend the environment of the process to the scan. */
  readonly lendEnvironment: boolean;
}

/** Settings given on a command line or as inputs of the Action; they win over the file. */
export type Flags = Partial<Omit<Settings, 'rules' | 'policy' | 'waivers'>>;

/** Reads the text of a `.seaworthy.yaml`. Every problem is a UsageError with its line. */
export function readConfig(source: string, file: string): Config & { readonly waiverList: readonly Waiver[] } {
  const { value, locate } = readYaml(source, file, configShape, 'user');
  const waiverList = (value.waivers ?? []).map(
    (waiver, index): Waiver => ({ ...waiver, kind: 'config', at: locate(['waivers', index]) }),
  );
  return { ...value, waiverList };
}

/** Joins the file and the flags; a flag that is given wins, lists of the file are replaced by lists of the flags. */
export function joinSettings(config: ReturnType<typeof readConfig> | undefined, flags: Flags): Settings {
  const failOn = flags.failOn ?? config?.failOn;
  return {
    targets: flags.targets?.length ? flags.targets : (config?.targets ?? ['.']),
    profile: flags.profile ?? config?.profile ?? 'default',
    ...(failOn === undefined ? {} : { failOn }),
    frameworks: flags.frameworks?.length ? flags.frameworks : (config?.frameworks ?? ['cis-docker-1.6.0']),
    rules: config?.rules ?? {},
    policy: config?.policy ?? {},
    waivers: config?.waiverList ?? [],
    exclude: [...(config?.exclude ?? []), ...(flags.exclude ?? [])],
    envFiles: flags.envFiles?.length ? flags.envFiles : (config?.envFiles ?? []),
    composeProfiles: flags.composeProfiles?.length ? flags.composeProfiles : (config?.composeProfiles ?? ['*']),
    ruleFolders: flags.ruleFolders ?? [],
    lendEnvironment: flags.lendEnvironment ?? false,
  };
}

/** Checks one word given for a setting that takes a choice. */
export function parseFailOn(word: string, flag: string): Severity | 'none' {
  const choices = [...severities, 'none'] as const;
  const choice = choices.find((known) => known === word);
  if (choice !== undefined) return choice;
  const near = nearest(word, choices);
  throw new UsageError(
    `${flag} takes ${choices.join(', ')}; "${word}" is none of them${near === undefined ? '' : `. Did you mean ${near}?`}`,
  );
}
