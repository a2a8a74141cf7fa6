// Flags that several commands share, and how they become settings.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import {
  type FileSettings,
  type FlagSettings,
  type ImageOrigin,
  joinSettings,
  parseFailOn,
  parseLevel,
  type Settings,
} from '../settings.ts';
import type { Shell } from './shell.ts';

/** File looked for in the working directory when `--config` names none. */
export const CONFIG_NAMES = ['.seaworthy.yaml', '.seaworthy.yml'];
const MAX_CONFIG_BYTES = 1024 * 1024;

export interface CommonFlags {
  readonly config?: string;
  readonly profile?: string;
  readonly failOn?: string;
  readonly framework?: readonly string[];
  readonly level?: string;
  readonly rules?: readonly string[];
  readonly exclude?: readonly string[];
  readonly envFile?: readonly string[];
  readonly composeProfile?: readonly string[];
  readonly env?: boolean;
  readonly buildArg?: readonly string[];
  readonly target?: string;
  readonly environment?: string;
  readonly offline?: boolean;
  readonly cache?: boolean;
  readonly platform?: readonly string[];
  readonly configOnly?: boolean;
  readonly withImages?: ImageOrigin;
  readonly insecureRegistry?: readonly string[];
  readonly baseline?: string;
  readonly baselineRef?: string;
  readonly updateBaseline?: boolean;
}

/** Joins the configuration file with the flags. */
export async function settle(targets: readonly string[], flags: CommonFlags, shell: Shell): Promise<Settings> {
  const given: FlagSettings = {
    targets,
    ...(flags.profile === undefined ? {} : { profile: flags.profile }),
    ...(flags.failOn === undefined ? {} : { failOn: parseFailOn(flags.failOn, '--fail-on') }),
    ...(flags.framework === undefined ? {} : { frameworks: flags.framework }),
    ...(flags.level === undefined ? {} : { level: parseLevel(flags.level, '--level') }),
    ...(flags.rules === undefined ? {} : { ruleFolders: flags.rules }),
    ...(flags.exclude === undefined ? {} : { exclude: flags.exclude }),
    ...(flags.envFile === undefined ? {} : { envFiles: flags.envFile }),
    ...(flags.composeProfile === undefined ? {} : { composeProfiles: flags.composeProfile }),
    ...(flags.buildArg === undefined ? {} : { buildArgs: readBuildArgs(flags.buildArg, shell) }),
    ...(flags.target === undefined ? {} : { buildTarget: flags.target }),
    ...(flags.platform === undefined ? {} : { platforms: flags.platform }),
    ...(flags.configOnly === undefined ? {} : { configOnly: flags.configOnly }),
    ...(flags.withImages === undefined ? {} : { withImages: flags.withImages }),
    ...(flags.insecureRegistry === undefined ? {} : { insecureRegistries: flags.insecureRegistry }),
    ...(flags.environment === undefined ? {} : { environment: flags.environment }),
    ...(flags.baseline === undefined ? {} : { baselineFile: flags.baseline }),
    ...(flags.baselineRef === undefined ? {} : { baselineRef: flags.baselineRef }),
    ...(flags.updateBaseline === undefined ? {} : { updateBaseline: flags.updateBaseline }),
    ...(flags.env === undefined ? {} : { lendEnvironment: flags.env }),
  };
  return joinSettings(await readConfig(flags.config, shell.cwd), given);
}

/** The settings of the configuration file of a directory: the one named, else `.seaworthy.yaml` where there is one. */
export async function readConfig(named: string | undefined, cwd: string): Promise<FileSettings> {
  const file = findConfig(named, cwd);
  if (file === undefined) return {};
  const { readSettingsFile } = await import('../settings-file.ts');
  return readSettingsFile(readText(file, cwd), file);
}

/** `NAME=value`; a bare `NAME` takes its value from the environment, as docker build does. */
function readBuildArgs(words: readonly string[], shell: Shell): Record<string, string> {
  const pairs = words.flatMap((word): (readonly [string, string])[] => {
    const cut = word.indexOf('=');
    const name = cut === -1 ? word : word.slice(0, cut);
    if (!/^[A-Za-z_]\w*$/.test(name)) throw new UsageError(`--build-arg ${word}: write --build-arg NAME=value`);
    if (cut !== -1) return [[name, word.slice(cut + 1)]];
    const value = Object.hasOwn(shell.environment, name) ? shell.environment[name] : undefined;
    if (value === undefined)
      throw new UsageError(`--build-arg ${name}: the environment has no ${name}; write --build-arg ${name}=value`);
    return [[name, value]];
  });
  return Object.fromEntries(pairs);
}

function findConfig(named: string | undefined, cwd: string): string | undefined {
  const present = CONFIG_NAMES.filter((name) => existsSync(resolve(cwd, name)));
  if (named !== undefined) {
    if (!existsSync(resolve(cwd, named))) throw new UsageError(`--config ${named}: no such file`);
    return named;
  }
  if (present.length > 1)
    throw new UsageError(`both ${present.join(' and ')} exist; keep one, or name it with --config`);
  return present[0];
}

function readText(file: string, cwd: string): string {
  const path = resolve(cwd, file);
  const stat = statSync(path);
  if (!stat.isFile()) throw new UsageError(`${file} is not a file`);
  if (stat.size > MAX_CONFIG_BYTES)
    throw new UsageError(`${file} is larger than the limit of ${MAX_CONFIG_BYTES} bytes for a configuration file`);
  return readFileSync(path, 'utf8');
}
