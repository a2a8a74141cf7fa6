// Loads the policies in force: the built-in ones, compiled when that form is fresh, and those of an organisation.
import { join } from 'node:path';
import type { Rule } from '../model/rule.ts';
import { COMPILED_FILE, readCompiled } from './compiled.ts';
import { type Compiler, createCompiler } from './compiler.ts';
import { findPlanned, type Planned, type PlannedExpressions, scopeKey, type WordLists } from './language.ts';
import type { ParsedPolicies, PolicyFiles } from './parse-policies.ts';
import { digestOf, distinctFolders, readIfPresent, readPolicyFolder } from './policy-source.ts';
import type { CompilePattern } from './text-functions.ts';

export interface Policies extends Omit<ParsedPolicies, 'unchecked'> {
  /** Compiles expressions that may read the lists of these policies. */
  readonly compiler: Compiler;
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
  const known = compiled?.expressions ?? {};
  const compilePattern = await patternCompiler(parsed.rules);
  const language = parsed.rules.every((rule) => isPlanned(rule, known))
    ? undefined
    : (await import('./cel.ts')).createLanguage(parsed.lists, compilePattern);
  const compiler = createCompiler({ lists: parsed.lists, compilePattern, known, language });
  if (parsed.unchecked.length > 0) {
    const { checkRule } = await import('./parse-policies.ts');
    for (const file of parsed.unchecked) checkRule(file, compiler);
  }
  const { rules, lists, profiles, frameworks } = parsed;
  return { rules, lists, profiles, frameworks, compiler };
}

/** Tells whether a rule can be judged without the CEL library. */
function isPlanned({ subject, list, deny, where }: Rule, known: PlannedExpressions): boolean {
  const scope = { subject, ...(list === undefined ? {} : { list }) };
  return [deny, where].every((text) => text === undefined || findPlanned(known, text, scope)?.plan !== undefined);
}

/** Plans every expression of rules that have been checked, for the compiled form. */
export async function planRules(rules: readonly Rule[], lists: WordLists): Promise<PlannedExpressions> {
  const language = (await import('./cel.ts')).createLanguage(lists, await patternCompiler(rules));
  const planned: Record<string, Record<string, Planned>> = {};
  for (const { subject, list, deny, where } of rules) {
    const scope = { subject, ...(list === undefined ? {} : { list }) };
    const inScope = planned[scopeKey(scope)] ?? {};
    planned[scopeKey(scope)] = inScope;
    for (const text of where === undefined ? [deny] : [deny, where]) {
      const { plan, reads } = language.parse(text, scope);
      inScope[text] = { ...(plan === undefined ? {} : { plan }), reads };
    }
  }
  return planned;
}

/** Reads the built-in policy files without parsing them. */
export function readBuiltInFiles(root: string): PolicyFiles {
  const read = (folder: string) => readPolicyFolder(join(root, 'policies', folder), `policies/${folder}`, 'built-in');
  return { rules: read('rules'), lists: read('lists'), profiles: read('profiles'), frameworks: read('frameworks') };
}

/** The digest that tells whether the compiled form was made from these files. */
export function digestFiles({ rules, lists, profiles, frameworks }: PolicyFiles): string {
  return digestOf([...rules, ...lists, ...profiles, ...frameworks]);
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

/** The engine of `re` is heavy, so it is loaded only when some rule may call it. */
async function patternCompiler(rules: readonly Rule[]): Promise<CompilePattern> {
  const used = rules.some(({ deny, where = '' }) => /\bre\s*\(/.test(deny) || /\bre\s*\(/.test(where));
  if (!used) {
    return (pattern) => {
      throw new TypeError(`no engine is loaded for the pattern ${pattern}`);
    };
  }
  const { RE2JS } = await import('@bufbuild/re2');
  return (pattern) => new RE2JS(pattern);
}
