// Loads the policies in force: the built-in ones, compiled when that form is fresh, and those of an organisation.

import { join } from 'node:path';
import type { Framework } from '../model/control.ts';
import type { ThreatModel } from '../model/risk.ts';
import type { Rule } from '../model/rule.ts';
import type { SubjectKind } from '../model/subject.ts';
import { COMPILED_FILE, readCompiled } from './compiled.ts';
import { type Compiler, createCompiler } from './compiler.ts';
import { followReferences } from './control-references.ts';
import { hasPlan, type Plans, type Question, scopeKey, type WordLists } from './language.ts';
import type { ParsedPolicies, PolicyFiles } from './parse-policies.ts';
import { patternEngine } from './pattern-engine.ts';
import type { Plan } from './plan.ts';
import { digestOf, distinctFolders, readIfPresent, readPolicyFile, readPolicyFolder } from './policy-source.ts';
import { questionsOfModel } from './threat-model-questions.ts';

const MODEL_FILE = 'threat-model.yaml';

export interface Policies extends Omit<ParsedPolicies, 'unchecked' | 'uncheckedModel' | 'frameworks'> {
  readonly frameworks: readonly Framework[];
  /** Compiles expressions that may read the lists of these policies. */
  readonly compiler: Compiler;
  /** Loads what the rules about these kinds of subjects need before they are asked, where `patternsLater` left it out. */
  readonly ready: (kinds: Iterable<SubjectKind>) => Promise<void>;
}

export interface LoadOptions {
  /** Folder that holds `policies/`. */
  readonly root: string;
  /** Directory against which the folders below are read. */
  readonly cwd: string;
  /** Folders with rules of an organisation. Each must exist. */
  readonly ruleFolders?: readonly string[];
  /** Folders with frameworks of an organisation. Each must exist. */
  readonly frameworkFolders?: readonly string[];
  /** Read the examples of built-in rules too, which the compiled form leaves out. */
  readonly examples?: boolean;
  /** Load the engine of patterns when `ready` is called, and only if rules about those kinds need it. */
  readonly patternsLater?: boolean;
}

/** Loads and checks all policies. Throws UsageError for a file of the organisation, BrokenPolicyError for one of ours. */
export async function loadPolicies(options: LoadOptions): Promise<Policies> {
  const files = readBuiltInFiles(options.root);
  const compiled =
    options.examples === true
      ? undefined
      : readCompiled(readIfPresent(join(options.root, 'policies', COMPILED_FILE)), digestFiles(files));
  const builtIn = compiled ?? (await import('./parse-policies.ts')).parseBuiltIn(files);
  const parsed = await addOwnFiles(builtIn, options);
  const plans = compiled?.plans ?? {};
  const engine = patternEngine();
  const isPlanned = parsed === compiled;
  if (options.patternsLater !== true || !isPlanned) await engine.load(questionsIn(parsed).map(({ text }) => text));
  // The compiled form holds the plan of every expression in it.
  const language =
    isPlanned || questionsIn(parsed).every((question) => hasPlan(plans, question))
      ? undefined
      : (await import('./cel.ts')).createLanguage(parsed.lists, engine.compile);
  const compiler = createCompiler({ lists: parsed.lists, engine, plans, language });
  if (parsed.unchecked.length > 0) {
    const { checkRule } = await import('./parse-policies.ts');
    for (const file of parsed.unchecked) checkRule(file, compiler);
  }
  if (parsed.uncheckedModel !== undefined) {
    const { checkThreatModel } = await import('./parse-policies.ts');
    checkThreatModel(parsed.uncheckedModel, compiler);
  }
  const { rules, lists, profiles, threatModel } = parsed;
  const asked = new Set<SubjectKind>();
  const ready = async (kinds: Iterable<SubjectKind>) => {
    for (const kind of kinds) {
      if (asked.has(kind)) continue;
      await engine.load(questionsIn(parsed, kind).map(({ text }) => text));
      asked.add(kind);
    }
  };
  return { rules, lists, profiles, threatModel, frameworks: followReferences(parsed.frameworks), compiler, ready };
}

/** The expressions of rules and of the threat model, or those about one kind of subject. */
function questionsIn(
  { rules, threatModel }: Pick<ParsedPolicies, 'rules' | 'threatModel'>,
  kind?: SubjectKind,
): Question[] {
  const ofRules = rules.filter(({ subject }) => kind === undefined || subject === kind).flatMap(questionsOf);
  const ofModel = questionsOfModel(threatModel).filter(({ scope }) => kind === undefined || scope.subject === kind);
  return [...ofRules, ...ofModel];
}

function questionsOf({ subject, list, deny, where, milder }: Rule): Question[] {
  const scope = { subject, ...(list === undefined ? {} : { list }) };
  return [where, deny, milder].flatMap((text) => (text === undefined ? [] : [{ text, scope }]));
}

/** Plans every expression of rules and of a threat model that have been checked, for the compiled form. */
export async function planRules(rules: readonly Rule[], lists: WordLists, model?: ThreatModel): Promise<Plans> {
  const { createLanguage } = await import('./cel.ts');
  const language = createLanguage(lists, () => ({ test: () => false }));
  const plans: Record<string, Record<string, Plan>> = {};
  for (const { text, scope } of [...rules.flatMap(questionsOf), ...questionsOfModel(model)]) {
    const key = scopeKey(scope);
    plans[key] ??= {};
    plans[key][text] = language.plan(text, scope);
  }
  return plans;
}

/** Reads the built-in policy files without parsing them. */
export function readBuiltInFiles(root: string): PolicyFiles {
  const read = (folder: string) => readPolicyFolder(join(root, 'policies', folder), `policies/${folder}`, 'built-in');
  return {
    rules: read('rules'),
    lists: read('lists'),
    profiles: read('profiles'),
    frameworks: read('frameworks'),
    threatModel: readPolicyFile(join(root, 'policies', MODEL_FILE), `policies/${MODEL_FILE}`),
  };
}

/** The digest that tells whether the compiled form was made from these files. */
export function digestFiles({ rules, lists, profiles, frameworks, threatModel }: PolicyFiles): string {
  const model = threatModel === undefined ? [] : [threatModel];
  return digestOf([...rules, ...lists, ...profiles, ...frameworks, ...model]);
}

async function addOwnFiles(
  builtIn: ParsedPolicies,
  { cwd, ruleFolders = [], frameworkFolders = [] }: LoadOptions,
): Promise<ParsedPolicies> {
  if (ruleFolders.length === 0 && frameworkFolders.length === 0) return builtIn;
  const read = (folders: readonly string[]) =>
    distinctFolders(cwd, folders).flatMap(({ path, shown }) => readPolicyFolder(path, shown, 'user'));
  const { addOwn } = await import('./parse-policies.ts');
  return addOwn(builtIn, { rules: read(ruleFolders), frameworks: read(frameworkFolders) });
}
