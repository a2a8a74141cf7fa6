// Parses policy files; loaded only when the compiled form cannot be used or an organisation brings files of its own.
import type { DeclaredFramework } from '../model/control.ts';
import type { Profile } from '../model/policy.ts';
import type { ThreatModel } from '../model/risk.ts';
import type { Rule } from '../model/rule.ts';
import { type Blame, policyError } from './blame.ts';
import { readFrameworks, readList } from './framework-file.ts';
import type { WordLists } from './language.ts';
import type { PolicyFile } from './policy-source.ts';
import { readProfiles } from './profile-file.ts';
import { type RuleFile, readRule } from './rule-file.ts';
import { readThreatModel, type ThreatModelFile } from './threat-model-file.ts';

export { checkRule } from './rule-file.ts';
export { checkThreatModel } from './threat-model-file.ts';

/** Policy files by what they hold. */
export interface PolicyFiles {
  readonly rules: readonly PolicyFile[];
  readonly lists: readonly PolicyFile[];
  readonly profiles: readonly PolicyFile[];
  readonly frameworks: readonly PolicyFile[];
  readonly threatModel: PolicyFile | undefined;
}

export interface ParsedPolicies {
  readonly rules: readonly Rule[];
  readonly lists: WordLists;
  readonly profiles: ReadonlyMap<string, Profile>;
  /** As their files say it: the controls on which others rest are not followed yet. */
  readonly frameworks: readonly DeclaredFramework[];
  /** Absent in a folder that holds none: nothing is scored then. */
  readonly threatModel: ThreatModel | undefined;
  /** The threat model, if its expressions are not checked yet. */
  readonly uncheckedModel: ThreatModelFile | undefined;
  /** Rules whose expressions are not checked yet. */
  readonly unchecked: readonly RuleFile[];
}

/** Parses the policies that ship with the tool. */
export function parseBuiltIn(files: PolicyFiles): ParsedPolicies {
  const unchecked = parseRules(files.rules, [], 'built-in');
  const rules = sortRules(unchecked.map(({ rule }) => rule));
  const ruleIds = new Set(rules.map((rule) => rule.id));
  const uncheckedModel =
    files.threatModel === undefined ? undefined : readThreatModel(files.threatModel, ruleIds, 'built-in');
  return {
    rules,
    lists: Object.fromEntries(files.lists.map((file) => readList(file, 'built-in'))),
    profiles: readProfiles(files.profiles, ruleIds, 'built-in'),
    frameworks: readFrameworks(files.frameworks, [], ruleIds, 'built-in'),
    threatModel: uncheckedModel?.model,
    uncheckedModel,
    unchecked,
  };
}

/** Adds the rules and frameworks of an organisation. They may not redefine what is there. */
export function addOwn(base: ParsedPolicies, files: Pick<PolicyFiles, 'rules' | 'frameworks'>): ParsedPolicies {
  const own = parseRules(files.rules, base.rules, 'user');
  const rules = sortRules([...base.rules, ...own.map(({ rule }) => rule)]);
  const ruleIds = new Set(rules.map((rule) => rule.id));
  const frameworks = [...base.frameworks, ...readFrameworks(files.frameworks, base.frameworks, ruleIds, 'user')];
  return { ...base, rules, frameworks, unchecked: [...base.unchecked, ...own] };
}

function parseRules(files: readonly PolicyFile[], known: readonly Rule[], blame: Blame): RuleFile[] {
  const definedIn = new Map(known.map((rule) => [rule.id, rule.file]));
  return files.map((file) => {
    const parsed = readRule(file, blame);
    const other = definedIn.get(parsed.rule.id);
    if (other !== undefined)
      throw policyError(blame, `${file.file}: rule ${parsed.rule.id} is already defined in ${other}`);
    definedIn.set(parsed.rule.id, file.file);
    return parsed;
  });
}

function sortRules(rules: readonly Rule[]): Rule[] {
  return [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
}
