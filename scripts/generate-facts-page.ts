// The page about everything that a rule can ask: facts, policy, lists and functions, made from their declarations.
import type { Fields } from '../src/model/fields.ts';
import { policyFields } from '../src/model/policy.ts';
import { subjects } from '../src/model/subjects.ts';
import { operations } from '../src/rules/functions.ts';
import type { WordLists } from '../src/rules/language.ts';
import { textFunctions } from '../src/rules/text-functions.ts';

/** Describes every fact with its type, and the other words of the rule language. */
export function factsPage(lists: WordLists): string {
  const lines = [
    '# Facts a rule can ask',
    '',
    '<!-- Made by `npm run generate` from the declarations in src/model/. Edits here are lost. -->',
    '',
    'A fact that cannot be known is absent, and a rule that needs it answers unknown. What the user left out holds the default of the engine,',
    'which the description names.',
    ...Object.entries(subjects).flatMap(([kind, { doc, fields, elements }]) => [
      '',
      `## ${kind}`,
      '',
      doc,
      '',
      ...table(fields),
      ...Object.entries(elements).flatMap(([name, element]) => [
        '',
        `### ${name}`,
        '',
        element.doc,
        '',
        ...table(element.fields),
      ]),
    ]),
    '',
    '## policy',
    '',
    'What the organisation allows and asks for: `policy:` of the profile and of `.seaworthy.yaml`.',
    '',
    ...table(policyFields),
    '',
    '## lists',
    '',
    'Word lists of type `list<string>`, one file each in `policies/lists/`.',
    '',
    ...rows(
      ['list', 'words'],
      Object.entries(lists).map(([name, items]) => [`\`lists.${name}\``, String(items.length)]),
    ),
    '',
    '## Functions',
    '',
    'Operators and functions of CEL, by the types they take (`V` any type, `C` one whose values can be compared); a method is called on its first argument:',
    '',
    `${Object.keys(operations)
      .map((signature) => `\`${signature}\``)
      .join(', ')}.`,
    '',
    'Over lists, `exists`, `all`, `exists_one`, `filter` and `map`; besides, `&&`, `||`, `?:`, `cel.bind(name, value, expression)`,',
    '`policy.?field.orValue(other)`, `has(policy.field)`, `list[?position].orValue(other)` and `map[?key].orValue(other)`.',
    '',
    'Whole numbers are exact up to 2^53; a calculation that leaves that range breaks the rule. Functions of our own:',
    '',
    ...rows(
      ['function', 'answers true when'],
      textFunctions(() => ({ test: () => false })).map(({ signature, doc }) => [`\`${signature}\``, doc]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function table(fields: Fields): string[] {
  return rows(
    ['fact', 'type', 'states'],
    Object.entries(fields).map(([name, { type, doc }]) => [`\`${name}\``, `\`${type}\``, doc]),
  );
}

function rows(head: readonly string[], body: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)];
}
