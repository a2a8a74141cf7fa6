// The parsed form of the built-in policies, kept beside them so that a start need not parse YAML. It holds only while its digest fits.
import type { Plans } from './language.ts';
import type { ParsedPolicies } from './parse-policies.ts';

/** Raised whenever the form below changes. */
const FORMAT = 5;

/** Name of the file in the folder of the policies. */
export const COMPILED_FILE = 'compiled.json';

interface Compiled extends Pick<ParsedPolicies, 'lists' | 'frameworks' | 'threatModel'> {
  readonly format: number;
  readonly digest: string;
  readonly rules: readonly Omit<ParsedPolicies['rules'][number], 'examples'>[];
  readonly plans: Plans;
  readonly profiles: readonly (readonly [string, ReturnType<ParsedPolicies['profiles']['get']> & object])[];
}

/** Parsed policies with the plans of their expressions. */
export interface CompiledPolicies extends ParsedPolicies {
  readonly plans: Plans;
}

/** Writes the parsed form. Examples are left out: only tests and docs need them. */
export function writeCompiled(policies: ParsedPolicies, plans: Plans, digest: string): string {
  const { lists, frameworks, threatModel } = policies;
  const rules = policies.rules.map(({ examples: _examples, ...rule }) => rule);
  const profiles = [...policies.profiles];
  const written = Object.fromEntries(
    Object.entries(plans).map(([scope, own]) => [
      scope,
      Object.fromEntries(
        Object.entries(own).map(([text, plan]) => [text, typeof plan === 'string' ? plan : JSON.stringify(plan)]),
      ),
    ]),
  );
  const compiled: Compiled = {
    format: FORMAT,
    digest,
    rules,
    plans: written,
    lists,
    profiles,
    frameworks,
    threatModel,
  };
  return `${escapeAll(JSON.stringify(compiled))}\n`;
}

/** One letter beyond ASCII doubles what the text takes in memory and the time in which it is parsed. */
function escapeAll(json: string): string {
  return json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Reads the parsed form back, unless it is absent, of another format, or made from other files. */
export function readCompiled(text: string | undefined, digest: string): CompiledPolicies | undefined {
  // The digest stands at the front, so that a stale file is told without parsing it.
  if (text === undefined || !text.slice(0, 200).includes(digest)) return undefined;
  const compiled = JSON.parse(text) as Compiled;
  if (compiled.format !== FORMAT || compiled.digest !== digest) return undefined;
  const rules = compiled.rules.map((rule) => ({ ...rule, examples: [] }));
  return {
    rules,
    lists: compiled.lists,
    profiles: new Map(compiled.profiles),
    frameworks: compiled.frameworks,
    threatModel: compiled.threatModel,
    uncheckedModel: undefined,
    unchecked: [],
    plans: compiled.plans,
  };
}
