// One rule file: its text becomes a Rule, and everything it says is checked against the declared facts.
import type { Rule } from '../model/rule.ts';
import type { SubjectKind } from '../model/subject.ts';
import { subjects } from '../model/subjects.ts';
import { type Blame, policyError } from './blame.ts';
import type { Compiler } from './compiler.ts';
import { suggest } from './did-you-mean.ts';
import { elementType } from './field-paths.ts';
import { placeholders } from './message.ts';
import type { PolicyFile } from './policy-source.ts';
import { listProblems, type Problem, readYaml, type YamlFile } from './read-yaml.ts';
import { ruleShape } from './shape.ts';

/** A rule together with the places of its parts. */
export interface RuleFile {
  readonly rule: Rule;
  readonly blame: Blame;
  readonly locate: YamlFile<unknown>['locate'];
}

/** Reads the rule in a file. A built-in one lies in the folder of its subject; that of an organisation is named `org/name`. */
export function readRule({ file, name, text }: PolicyFile, blame: Blame): RuleFile {
  const { value, locate } = readYaml(text, file, ruleShape, blame);
  const { each, ...rest } = value;
  const [kind = '', list] = each.split('.');
  const refuse = (key: string, message: string) => policyError(blame, listProblems([{ at: locate([key]), message }]));
  const subject = subjectKind(kind);
  if (subject === undefined) {
    throw refuse('each', `\`each\`: unknown kind of subject \`${kind}\`${suggest(kind, Object.keys(subjects))}`);
  }
  const noList = wrongList(subject, list);
  if (noList !== undefined) throw refuse('each', noList);
  if (value.files !== undefined && subject !== 'file')
    throw refuse('files', `\`files\`: only a rule about files may ask for paths, and this one is about ${subject}`);
  const wrongName = wrongId(value.id, name, blame) ?? wrongFolder(kind, name, blame);
  if (wrongName !== undefined) throw refuse('id', wrongName);
  return { rule: { ...rest, subject, ...(list === undefined ? {} : { list }), file }, blame, locate };
}

/** Checks the expressions, paths and placeholders of rules; throws one error per file that names every problem. */
export function checkRule({ rule, blame, locate }: RuleFile, compiler: Compiler): void {
  const scope = { subject: rule.subject, ...(rule.list === undefined ? {} : { list: rule.list }) };
  const problems: Problem[] = [];
  for (const key of ['where', 'deny', 'milder'] as const) {
    const text = rule[key];
    if (text === undefined) continue;
    for (const { message, start } of compiler.check(text, scope))
      problems.push({ at: locate([key], start), message: `\`${key}\`: ${message}` });
  }
  if (rule.list !== undefined && !/\bit\b/.test(rule.deny)) {
    problems.push({
      at: locate(['deny']),
      message: `\`deny\` says nothing about \`it\`, the element of ${rule.subject}.${rule.list}`,
    });
  }
  for (const { path, start } of placeholders(rule.message)) {
    const message = compiler.checkPath(path, scope);
    if (message !== undefined)
      problems.push({ at: locate(['message'], start), message: `\`message\`: {${path}}: ${message}` });
  }
  const at = rule.at === undefined ? undefined : compiler.checkPath(rule.at, scope);
  if (at !== undefined) problems.push({ at: locate(['at']), message: `\`at\`: ${at}` });
  if (problems.length > 0) throw policyError(blame, listProblems(problems));
}

function wrongId(id: string, name: string, blame: Blame): string | undefined {
  const [org, own] = id.includes('/') ? id.split('/', 2) : [undefined, id];
  if (blame === 'user' && org === undefined)
    return `the id of an organisation's rule must be \`org/name\`, for example \`acme/${id}\``;
  if (blame === 'built-in' && org !== undefined) return `the id of a built-in rule has no \`/\``;
  const fileName = name.slice(name.lastIndexOf('/') + 1);
  return own === fileName ? undefined : `the id \`${id}\` must be that of the file: name the file ${own}.yaml`;
}

function wrongFolder(kind: string, name: string, blame: Blame): string | undefined {
  if (blame === 'user') return undefined;
  return name === `${kind}/${name.slice(name.lastIndexOf('/') + 1)}`
    ? undefined
    : `a rule about ${kind} must lie in policies/rules/${kind}`;
}

function subjectKind(word: string): SubjectKind | undefined {
  return (Object.keys(subjects) as SubjectKind[]).find((kind) => kind === word);
}

function wrongList(subject: SubjectKind, list: string | undefined): string | undefined {
  if (list === undefined) return undefined;
  const lists = Object.entries(subjects[subject].fields).flatMap(([name, { type }]) =>
    elementType(type) === undefined ? [] : [name],
  );
  return lists.includes(list) ? undefined : `\`each\`: ${subject} has no list \`${list}\`${suggest(list, lists)}`;
}
