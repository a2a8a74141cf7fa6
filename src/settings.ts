// Everything a user can set, whatever shell it came from, and how a settings file and flags join.
import { UsageError } from './model/errors.ts';
import type { Policy, RuleOverride } from './model/policy.ts';
import { type Severity, severities } from './model/severity.ts';
import type { Waiver } from './model/waiver.ts';
import { nearest } from './parse/nearest.ts';
import { parsePlatform } from './parse/oci/platform.ts';
import type { SmokeSettings } from './smoke/settings-shape.ts';

export interface Settings {
  readonly targets: readonly string[];
  /** Id of a built-in profile, or a path. */
  readonly profile: string;
  /** Profiles of targets by their path; the first that covers it wins over `profile`. Empty when a flag names one for all. */
  readonly scopes: readonly ProfileScope[];
  readonly failOn?: Severity | 'none';
  /** By id, or `all`. */
  readonly frameworks: readonly string[];
  /** Controls above this level are left out; those without a level stay. */
  readonly level?: 1 | 2;
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
  /** `--platform`: platforms of images, `os/architecture[/variant]` or `all`; empty for the usual one. */
  readonly platforms: readonly string[];
  /** `--config-only`: read the configuration of images and no layer. */
  readonly configOnly: boolean;
  /** `--with-images`: where images that containers name are fetched from. */
  readonly withImages: ImageOrigin;
  /** `--insecure-registry`: registries that may be asked over plain HTTP or with a certificate that nobody vouches for. */
  readonly insecureRegistries: readonly string[];
  /** `--baseline`: the file of findings that are known already. */
  readonly baselineFile?: string;
  /** `--baseline-ref`: the git reference whose tree holds the findings that are known already. */
  readonly baselineRef?: string;
  /** `--update-baseline`: write the findings of this run to the baseline file. */
  readonly updateBaseline: boolean;
  /** Folders of an organisation's rules beside `.seaworthy/rules`. */
  readonly ruleFolders: readonly string[];
  /** How images are run in the sandbox, where no flag says otherwise. */
  readonly smoke: SmokeSettings;
  /** Lend the environment of the process to the scan. */
  readonly lendEnvironment: boolean;
}

/** Where the images of containers come from: they are not read, or an engine or a registry is asked for them. */
export type ImageOrigin = (typeof imageOrigins)[number];
export const imageOrigins = ['none', 'engine', 'registry'] as const;

/** Paths that are judged by a profile of their own. */
export interface ProfileScope {
  /** Globs. */
  readonly paths: readonly string[];
  readonly profile: string;
}

/** What `.seaworthy.yaml` may say. */
export type FileSettings = Partial<
  Omit<Settings, 'ruleFolders' | 'lendEnvironment' | 'buildTarget' | 'baselineRef' | 'updateBaseline'>
> & {
  /** Profiles by the name of an environment, beside the built-in ones. */
  readonly environments?: Readonly<Record<string, string>>;
};

/** What flags of the terminal or inputs of the Action may say; they win over the file. */
export type FlagSettings = Partial<Omit<Settings, 'rules' | 'policy' | 'waivers' | 'scopes' | 'smoke'>> & {
  /** `--environment`: chooses the profile. */
  readonly environment?: string;
};

/** Profiles of the environments that everybody knows. */
const ENVIRONMENTS: Readonly<Record<string, string>> = {
  dev: 'development',
  development: 'development',
  staging: 'production',
  prod: 'production',
  production: 'production',
};

/** Joins file and flags: a flag that is given wins, and a list of flags replaces that of the file; only `exclude` adds up. */
export function joinSettings(file: FileSettings, flags: FlagSettings): Settings {
  const failOn = flags.failOn ?? file.failOn;
  const level = flags.level ?? file.level;
  const baselineFile = flags.baselineFile ?? (flags.baselineRef === undefined ? file.baselineFile : undefined);
  if (flags.baselineFile !== undefined && flags.baselineRef !== undefined)
    throw new UsageError('--baseline and --baseline-ref exclude each other; give one');
  if (flags.updateBaseline === true && baselineFile === undefined)
    throw new UsageError('--update-baseline needs the file to write: --baseline FILE');
  const choose = <T>(given: readonly T[] | undefined, written: readonly T[] | undefined, otherwise: readonly T[]) =>
    given !== undefined && given.length > 0 ? given : (written ?? otherwise);
  return {
    targets: choose(flags.targets, file.targets, ['.']),
    profile: flags.profile ?? profileOf(flags.environment, file.environments) ?? file.profile ?? 'default',
    scopes: flags.profile === undefined ? (file.scopes ?? []) : [],
    ...(failOn === undefined ? {} : { failOn }),
    frameworks: choose(flags.frameworks, file.frameworks, ['cis-docker-1.6.0']),
    ...(level === undefined ? {} : { level }),
    rules: file.rules ?? {},
    policy: file.policy ?? {},
    waivers: file.waivers ?? [],
    exclude: [...(file.exclude ?? []), ...(flags.exclude ?? [])],
    envFiles: choose(flags.envFiles, file.envFiles, []),
    composeProfiles: choose(flags.composeProfiles, file.composeProfiles, ['*']),
    buildArgs: { ...file.buildArgs, ...flags.buildArgs },
    buildTarget: flags.buildTarget ?? '',
    platforms: checkPlatforms(choose(flags.platforms, file.platforms, [])),
    configOnly: flags.configOnly ?? file.configOnly ?? false,
    withImages: flags.withImages ?? file.withImages ?? 'none',
    insecureRegistries: [...(file.insecureRegistries ?? []), ...(flags.insecureRegistries ?? [])],
    ...(baselineFile === undefined ? {} : { baselineFile }),
    ...(flags.baselineRef === undefined ? {} : { baselineRef: flags.baselineRef }),
    updateBaseline: flags.updateBaseline ?? false,
    ruleFolders: flags.ruleFolders ?? [],
    smoke: file.smoke ?? {},
    lendEnvironment: flags.lendEnvironment ?? false,
  };
}

/** A mistyped platform is an error also where no image is read. */
function checkPlatforms(platforms: readonly string[]): readonly string[] {
  for (const platform of platforms) if (platform !== 'all') parsePlatform(platform);
  return platforms;
}

/** The profile of an environment; one of the settings wins over a built-in one. */
function profileOf(environment: string | undefined, own: FileSettings['environments']): string | undefined {
  if (environment === undefined) return undefined;
  const known = new Map([...Object.entries(ENVIRONMENTS), ...Object.entries(own ?? {})]);
  const profile = known.get(environment);
  if (profile !== undefined) return profile;
  const near = nearest(environment, [...known.keys()]);
  throw new UsageError(
    `--environment ${environment}: there are ${[...known.keys()].join(', ')}; name others under environments in .seaworthy.yaml${near === undefined ? '' : `. Did you mean ${near}?`}`,
  );
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

/** Reads the word given for the level of a framework; `flag` names it in the error. */
export function parseLevel(word: string, flag: string): 1 | 2 {
  if (word === '1') return 1;
  if (word === '2') return 2;
  throw new UsageError(
    `${flag} takes 1, for the controls of level 1 alone, or 2, for those of both; "${word}" is neither`,
  );
}
