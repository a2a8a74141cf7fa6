// Profiles: read from their files, with what they extend filled in.
import type { Profile } from '../model/policy.ts';
import { type Blame, policyError } from './blame.ts';
import { didYouMean } from './did-you-mean.ts';
import type { PolicyFile } from './policy-source.ts';
import { listProblems, type Path, readYaml, type YamlFile } from './read-yaml.ts';
import { profileShape } from './shape.ts';

type Written = ReturnType<typeof read>;

/** Reads all profiles of a folder. One may extend another in either order, but not itself. */
export function readProfiles(
  files: readonly PolicyFile[],
  ruleIds: ReadonlySet<string>,
  blame: Blame,
): Map<string, Profile> {
  const written = new Map(files.map((file) => [file.name, read(file, ruleIds, blame)]));
  for (const [name, profile] of written) {
    if (profile.value.id !== name) fail(profile, ['id'], `the id must be that of the file: ${name}`, blame);
  }
  const done = new Map<string, Profile>();
  for (const name of written.keys()) resolve(name, []);
  return done;

  function resolve(name: string, below: readonly string[]): Profile {
    const known = done.get(name);
    if (known !== undefined) return known;
    const own = written.get(name);
    if (own === undefined) throw new TypeError(`profile ${name} was not read`);
    const parent = own.value.extends;
    if (parent !== undefined && !written.has(parent)) {
      fail(own, ['extends'], `no profile \`${parent}\`${didYouMean(parent, written.keys())}`, blame);
    }
    const chain = [...below, name];
    if (parent !== undefined && chain.includes(parent))
      fail(own, ['extends'], `extends itself: ${[...chain, parent].join(' -> ')}`, blame);
    const profile = merge(parent === undefined ? undefined : resolve(parent, chain), own, blame);
    done.set(name, profile);
    return profile;
  }
}

/** Reads the profile of an organisation; it may extend the profiles given. */
export function readProfile(
  text: string,
  file: string,
  {
    profiles,
    rules,
  }: { readonly profiles: ReadonlyMap<string, Profile>; readonly rules: readonly { readonly id: string }[] },
): Profile {
  const own = read({ file, name: file, text }, new Set(rules.map((rule) => rule.id)), 'user');
  const parent = own.value.extends;
  const base = parent === undefined ? undefined : profiles.get(parent);
  if (parent !== undefined && base === undefined) {
    fail(own, ['extends'], `no profile \`${parent}\`${didYouMean(parent, profiles.keys())}`, 'user');
  }
  return merge(base, own, 'user');
}

function read({ file, text }: PolicyFile, ruleIds: ReadonlySet<string>, blame: Blame) {
  const { value, locate } = readYaml(text, file, profileShape, blame);
  const profile = { file, value, locate };
  for (const id of Object.keys(value.rules ?? {})) {
    if (!ruleIds.has(id)) fail(profile, ['rules', id], `unknown rule \`${id}\`${didYouMean(id, ruleIds)}`, blame);
  }
  return profile;
}

/** What the profile says wins; what it leaves out is that of the one it extends. */
function merge(base: Profile | undefined, own: Written, blame: Blame): Profile {
  const { id, title, policy, enforcement = base?.enforcement, failOn = base?.failOn, rules } = own.value;
  if (enforcement === undefined) return fail(own, [], '`enforcement` is missing', blame);
  if (failOn === undefined) return fail(own, [], '`failOn` is missing', blame);
  const changed = Object.entries(rules ?? {}).map(
    ([rule, change]) => [rule, { ...base?.rules[rule], ...change }] as const,
  );
  return {
    id,
    title,
    policy: { ...base?.policy, ...policy },
    enforcement,
    failOn,
    rules: { ...base?.rules, ...Object.fromEntries(changed) },
    file: own.file,
  };
}

function fail(
  { locate }: { readonly locate: YamlFile<unknown>['locate'] },
  path: Path,
  message: string,
  blame: Blame,
): never {
  throw policyError(blame, listProblems([{ at: locate(path), message }]));
}
