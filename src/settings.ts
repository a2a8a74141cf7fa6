// Everything a user can set, whatever shell it came from, and how a settings file and flags join.
import { UsageError } from './model/errors.ts';
import type { Policy, RuleOverride } from './model/policy.ts';
import { type Severity, severities } from './model/severity.ts';
import type { Waiver } from './model/waiver.ts';
import { nearest } from './parse/nearest.ts';

export interface Settings {
  readonly targets: readonly string[];
  /** Id of a built-in profile, or a path. */
  readonly profile: string;
  readonly failOn?: Severity | 'none';
  readonly frameworks: readonly string[];
  readonly rules: Readonly<Record<string, RuleOverride>>;
  readonly policy: Policy;
  readonly waivers: readonly Waiver[];
  /** Globs of paths that a directory search leaves out. */
  readonly exclude: readonly string[];
  readonly envFiles: readonly string[];
  readonly composeProfiles: readonly string[];
  /** `--build-arg`: values of build arguments of every Dockerfile, by name. */
  readonly buildArgs: Readonly<Record<string, string>>;
  /** `--target`: the stage that is built; empty for the last one. */
  readonly buildTarget: string;
  /** Folders of an organisation's rules beside `.seaworthy/rules`. */
  readonly ruleFolders: readonly string[];
  /** Lend the environment of the process to the scan. */
  readonly lendEnvironment: boolean;
}

/** What `.seaworthy.yaml` may say. */
export type FileSettings = Partial<Omit<Settings, 'ruleFolders' | 'lendEnvironment' | 'buildTarget'>>;

/** What flags of the terminal or inputs of the Action may say; they win over the file. */
export type FlagSettings = Partial<Omit<Settings, 'rules' | 'policy' | 'waivers'>>;

/** Joins file and flags: a flag that is given wins, and a list of flags replaces that of the file; only `exclude` adds up. */
export function joinSettings(file: FileSettings, flags: FlagSettings): Settings {
  const failOn = flags.failOn ?? file.failOn;
  const choose = <T>(given: readonly T[] | undefined, written: readonly T[] | undefined, otherwise: readonly T[]) =>
    given !== undefined && given.length > 0 ? given : (written ?? otherwise);
  return {
    targets: choose(flags.targets, file.targets, ['.']),
    profile: flags.profile ?? file.profile ?? 'default',
    ...(failOn === undefined ? {} : { failOn }),
    frameworks: choose(flags.frameworks, file.frameworks, ['cis-docker-1.6.0']),
    rules: file.rules ?? {},
    policy: file.policy ?? {},
    waivers: file.waivers ?? [],
    exclude: [...(file.exclude ?? []), ...(flags.exclude ?? [])],
    envFiles: choose(flags.envFiles, file.envFiles, []),
    composeProfiles: choose(flags.composeProfiles, file.composeProfiles, ['*']),
    buildArgs: { ...file.buildArgs, ...flags.buildArgs },
    buildTarget: flags.buildTarget ?? '',
    ruleFolders: flags.ruleFolders ?? [],
    lendEnvironment: flags.lendEnvironment ?? false,
  };
}

/** Reads the word given for a severity threshold; `flag` names it in the error. */
export function parseFailOn(word: string, flag: string): Severity | 'none' {
  const choices = [...severities, 'none'] as const;
  const choice = choices.find((known) => known === word);
  if (choice !== undefined) return choice;
  const near = nearest(word, choices);
  const hint = near === undefined ? '' : `. Did you mean ${near}?`;
  throw new UsageError(`${flag} takes ${choices.join(', ')}; "${word}" is none of them${hint}`);
}
