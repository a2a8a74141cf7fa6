// Which policies are in force: the built-in ones, those of the organisation, and what the settings change in them.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Framework } from './model/control.ts';
import { UsageError } from './model/errors.ts';
import type { Profile } from './model/policy.ts';
import { globMatcher } from './parse/glob.ts';
import { nearest } from './parse/nearest.ts';
import { loadPolicies as loadPolicyFiles, type Policies } from './rules/load.ts';
import type { Settings } from './settings.ts';

export type { Policies };

/** Folders in which an organisation keeps rules and frameworks of its own, below the working directory. */
const OWN_RULES = '.seaworthy/rules';
const OWN_FRAMEWORKS = '.seaworthy/frameworks';

/** Loads the built-in policies and the organisation's own from `.seaworthy/` and from the folders named. */
export async function loadPolicies(
  settings: Pick<Settings, 'ruleFolders'> & { readonly examples?: boolean; readonly patternsLater?: boolean },
  world: { readonly cwd: string; readonly root: string },
): Promise<Policies> {
  const present = (folder: string) => existsSync(resolve(world.cwd, folder));
  const missing = settings.ruleFolders.find((folder) => !present(folder));
  if (missing !== undefined) throw new UsageError(`--rules ${missing}: no such folder`);
  return loadPolicyFiles({
    root: world.root,
    cwd: world.cwd,
    ruleFolders: [OWN_RULES, ...settings.ruleFolders].filter(present),
    examples: settings.examples ?? false,
    patternsLater: settings.patternsLater ?? false,
    frameworkFolders: [OWN_FRAMEWORKS].filter(present),
  });
}

/** The profile of a run, and those of targets that the settings judge by another one. */
export interface Profiles {
  readonly main: Profile;
  /** The profile of a target, by the path of its file. */
  readonly of: (file: string) => Profile;
  /** Every profile that may be used, `main` first. */
  readonly all: readonly Profile[];
}

/** The profiles named by the settings, built-in ones or files, with the changes of the settings on top. */
export async function chooseProfiles(settings: Settings, policies: Policies, cwd: string): Promise<Profiles> {
  const unknown = Object.keys(settings.rules).find((id) => !policies.rules.some((rule) => rule.id === id));
  if (unknown !== undefined) {
    const near = nearest(
      unknown,
      policies.rules.map((rule) => rule.id),
    );
    throw new UsageError(`rules.${unknown}: no such rule${near === undefined ? '' : `. Did you mean ${near}?`}`);
  }
  const main = await chooseProfile(settings.profile, settings, policies, cwd);
  const byName = new Map([[settings.profile, main]]);
  for (const { profile } of settings.scopes)
    if (!byName.has(profile)) byName.set(profile, await chooseProfile(profile, settings, policies, cwd));
  const scopes = settings.scopes.map(({ paths, profile }) => ({
    covers: paths.map((path) => globMatcher(path)),
    profile: byName.get(profile) ?? main,
  }));
  const of = (file: string) => scopes.find(({ covers }) => covers.some((matches) => matches(file)))?.profile ?? main;
  return { main, of, all: [...byName.values()] };
}

async function chooseProfile(name: string, settings: Settings, policies: Policies, cwd: string): Promise<Profile> {
  const profile = policies.profiles.get(name) ?? (await readProfileFile(name, policies, cwd));
  return {
    ...profile,
    policy: { ...profile.policy, ...settings.policy },
    rules: { ...profile.rules, ...settings.rules },
    failOn: settings.failOn ?? profile.failOn,
  };
}

async function readProfileFile(name: string, policies: Policies, cwd: string): Promise<Profile> {
  const known = [...policies.profiles.keys()];
  if (!/[/.]/.test(name)) {
    const near = nearest(name, known);
    throw new UsageError(
      `no profile named "${name}"; there are ${known.join(', ')}, or give the path of a file${near === undefined ? '' : `. Did you mean ${near}?`}`,
    );
  }
  const path = resolve(cwd, name);
  if (!existsSync(path)) throw new UsageError(`--profile ${name}: no such file`);
  const { readProfile } = await import('./rules/profile-file.ts');
  return readProfile(readFileSync(path, 'utf8'), name, policies);
}

/** The frameworks named by the settings, in that order, each with the controls up to the level that is asked for. */
export function chooseFrameworks(
  { frameworks, level }: Pick<Settings, 'frameworks' | 'level'>,
  policies: Policies,
): Framework[] {
  const named = frameworks.flatMap((id) => (id === 'all' ? policies.frameworks : [findFramework(id, policies)]));
  const chosen = [...new Set(named)];
  return level === undefined ? chosen : chosen.map((framework) => limitLevel(framework, level));
}

/** Leaves the controls above a level out. Those of a framework without levels, and those that have none, stay. */
function limitLevel(framework: Framework, level: 1 | 2): Framework {
  const controls = framework.controls.filter((control) => control.level === undefined || control.level <= level);
  return controls.length === framework.controls.length ? framework : { ...framework, level, controls };
}

/** The framework with this id. */
export function findFramework(id: string, policies: Policies): Framework {
  const found = policies.frameworks.find((framework) => framework.id === id);
  if (found !== undefined) return found;
  const known = policies.frameworks.map((framework) => framework.id);
  const near = nearest(id, known);
  throw new UsageError(
    `no framework named "${id}"; there are ${known.join(', ')}, and all${near === undefined ? '' : `. Did you mean ${near}?`}`,
  );
}
