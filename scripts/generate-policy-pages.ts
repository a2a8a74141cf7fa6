// The page about rules, made from the policies.
import { stringify } from 'yaml';
import type { Framework } from '../src/model/control.ts';
import type { Example, Rule } from '../src/model/rule.ts';
import { severities } from '../src/model/severity.ts';
import type { Policies } from '../src/rules/load.ts';
import { anchorOf, GENERATED, oneLine, row } from './markdown.ts';

/** One section per rule; its heading is the id, so that reports can link to it. */
export function rulesPage({ rules, frameworks }: Policies): string {
  const index = severities.flatMap((severity) =>
    rules
      .filter((rule) => rule.severity === severity)
      .map((rule) => row([severity, `[${rule.id}](#${rule.id})`, rule.title])),
  );
  const lines = [
    '# Rules',
    '',
    GENERATED,
    '',
    `${rules.length} rules ship with Seaworthy. Each names a bad state, asks one question in CEL, and is tested by the examples in its file.`,
    '',
    row(['severity', 'rule', 'what is wrong']),
    row(['---', '---', '---']),
    ...index,
    ...rules.flatMap((rule) => ['', ...ruleSection(rule, frameworks)]),
  ];
  return `${lines.join('\n')}\n`;
}

function ruleSection(rule: Rule, frameworks: readonly Framework[]): string[] {
  const each = rule.list === undefined ? rule.subject : `${rule.subject}.${rule.list}`;
  const evidence = frameworks.flatMap(({ id, short, controls }) => {
    const ids = controls.filter((control) => control.rules.includes(rule.id)).map((control) => control.id);
    return ids.length === 0 ? [] : [`[${short}](frameworks.md#${anchorOf(id)}) ${ids.join(', ')}`];
  });
  const denied = rule.examples.find((example) => (example.denies ?? []).length > 0);
  const clean = rule.examples.find(
    (example) => (example.denies ?? []).length === 0 && (example.unknown ?? []).length === 0,
  );
  return [
    `## ${rule.id}`,
    '',
    `**${rule.title}.** Severity ${rule.severity}, judged for each \`${each}\`; read from [\`${rule.file}\`](../${rule.file}).`,
    '',
    oneLine(rule.why),
    '',
    `**Fix.** ${oneLine(rule.fix)}`,
    '',
    ...fence(
      `${rule.where === undefined ? '' : `where  ${oneLine(rule.where)}\n`}deny   ${oneLine(rule.deny)}${rule.milder === undefined ? '' : `\nmilder ${oneLine(rule.milder)}`}`,
      'text',
    ),
    ...(denied === undefined
      ? []
      : ['', `Denied (${(denied.denies ?? []).map((name) => `\`${name}\``).join(', ')}):`, '', ...show(denied)]),
    ...(clean === undefined ? [] : ['', 'Clean:', '', ...show(clean)]),
    ...(evidence.length === 0 ? [] : ['', 'Evidence for:', '', ...evidence.map((line) => `- ${line}`)]),
  ];
}

/** The keys under which an example is one text, and the language it is highlighted as. */
const LANGUAGES = [
  ['compose', 'yaml'],
  ['dockerfile', 'dockerfile'],
  ['workflow', 'yaml'],
  ['devcontainer', 'json'],
  ['script', 'sh'],
  ['run', 'sh'],
  ['inspect', 'json'],
] as const;

function show(example: Example): string[] {
  for (const [key, language] of LANGUAGES) {
    const text = example[key];
    if (text !== undefined) return fence(text.trimEnd(), language);
  }
  if (example.smoke !== undefined) return fence(stringify({ smoke: example.smoke }).trimEnd(), 'yaml');
  const files = Object.entries(example.files ?? {});
  return files.flatMap(([path, text], index) => [
    ...(index === 0 ? [] : ['']),
    `\`${path}\`:`,
    '',
    ...fence(text.trimEnd(), languageOf(path)),
  ]);
}

function languageOf(path: string): string {
  if (/\.ya?ml$/.test(path)) return 'yaml';
  if (/\.json$/.test(path)) return 'json';
  if (/\.sh$/.test(path)) return 'sh';
  return /dockerfile$/i.test(path) ? 'dockerfile' : 'text';
}

/** A fence longer than any run of backticks in the text. */
function fence(text: string, language: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((match) => match[0].length));
  const mark = '`'.repeat(longest + 1);
  return [`${mark}${language}`, text, mark];
}
