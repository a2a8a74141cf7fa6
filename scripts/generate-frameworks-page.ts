// The page about frameworks, made from the policies.
import type { Control, Framework } from '../src/model/control.ts';
import type { Policies } from '../src/rules/load.ts';
import { anchorOf, GENERATED, oneLine, row } from './markdown.ts';

/** One table per framework, with the rules behind each control or the reason why there are none. */
export function frameworksPage({ frameworks }: Policies): string {
  const lines = [
    '# Frameworks',
    '',
    GENERATED,
    '',
    'A control fails if one of its rules fails; else it is unknown if one is unknown; else it passes if one passes; else it does not apply. A',
    'control with a manual reason is decided by a person: its rules, where there are any, can show that it is broken, and never that it',
    'holds. Where a control rests on controls of another framework, it has their rules, and it is manual where one of them is.',
    '',
    '`seaworthy scan` reports on `cis-docker-1.6.0` unless `--framework` names others; `--framework all` takes all. `--format controls` prints',
    'the table of a scan: every control with its status, what failed in which target, and what evidence is missing. A file in',
    '`.seaworthy/frameworks/` adds a framework of your own, which may rest on the controls of these:',
    '',
    '```yaml',
    'id: acme-baseline',
    'title: Container baseline of Acme',
    'version: "3"',
    'short: ACME',
    'controls:',
    '  - id: "1"',
    '    title: Containers hold no rights over their host',
    '    rules: [acme/foreign-image]',
    '    controls:',
    '      cis-docker-1.6.0: ["5.4", "5.5", "5.32"]',
    '  - id: "2"',
    '    title: An owner is named for every service',
    '    manual: The list of services and their owners would decide.',
    '```',
    '',
    row(['framework', 'controls', 'decided by rules', 'rules can show that it is broken', 'rules say nothing']),
    row(['---', '---', '---', '---', '---']),
    ...frameworks.map(summaryRow),
    ...frameworks.flatMap((framework) => ['', ...frameworkSection(framework, frameworks)]),
  ];
  return `${lines.join('\n')}\n`;
}

function summaryRow({ id, title, version, controls }: Framework): string {
  const decided = controls.filter(({ manual }) => manual === undefined).length;
  const silent = controls.filter(({ rules }) => rules.length === 0).length;
  const broken = controls.length - decided - silent;
  return row([
    `[${id}](#${anchorOf(id)}) ${title} ${version}`,
    ...[controls.length, decided, broken, silent].map(String),
  ]);
}

function frameworkSection({ id, title, version, about, controls }: Framework, all: readonly Framework[]): string[] {
  return [
    `## ${id}`,
    '',
    `**${title} ${version}.**${about === undefined ? '' : ` ${oneLine(about)}`}`,
    '',
    row(['control', 'title', 'level, assessment', 'rules, or why there are none']),
    row(['---', '---', '---', '---']),
    ...controls.flatMap((control) => [
      ...(control.heading === undefined ? [] : [row(['', `**${control.heading}**`, '', ''])]),
      row([control.id, control.title, levelText(control), evidenceText(control, all)]),
    ]),
  ];
}

function levelText({ level, assessment }: Control): string {
  return [level === undefined ? '' : String(level), assessment ?? ''].join(' ').trim();
}

function evidenceText({ rules, controls = {}, ownRules = rules, manual }: Control, all: readonly Framework[]): string {
  const others = Object.entries(controls).map(([id, named]) => {
    const short = all.find((framework) => framework.id === id)?.short ?? id;
    return `those of [${short}](#${anchorOf(id)}) ${named.join(', ')}`;
  });
  const own = ownRules.map((rule) => `[${rule}](rules.md#${rule})`).join(', ');
  const parts = [...(own === '' ? [] : [own]), ...others];
  return [...parts, ...(manual === undefined ? [] : [`manual: ${oneLine(manual)}`])].join('; ');
}
