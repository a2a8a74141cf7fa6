// What `explain` says of a rule or a control by itself: its text, its controls, and the first of its examples.
import type { Control, Framework } from '../model/control.ts';
import type { Factor, ThreatModel } from '../model/risk.ts';
import type { Example, Rule } from '../model/rule.ts';
import { visible } from '../reports/visible-text.ts';

export interface Explained {
  readonly rules: readonly Rule[];
  readonly control?: { readonly framework: Framework; readonly control: Control };
}

const MOST_EXAMPLES = 2;

/** The text about a rule, or about a control with the rules that evidence it. */
export function describeExplained(
  { rules, control }: Explained,
  frameworks: readonly Framework[],
  model: ThreatModel | undefined,
): string {
  const head =
    control === undefined
      ? ''
      : `${control.framework.short} ${control.control.id}  ${control.control.title}\n${control.control.manual === undefined ? '' : `  manual: ${control.control.manual}\n`}\n`;
  return head + rules.map((rule) => describeRule(rule, frameworks, model)).join('\n');
}

function describeRule(rule: Rule, frameworks: readonly Framework[], model: ThreatModel | undefined): string {
  const each = rule.list === undefined ? rule.subject : `${rule.subject}.${rule.list}`;
  const controls = frameworks.flatMap(({ short, controls: all }) =>
    all.filter(({ rules }) => rules.includes(rule.id)).map(({ id, title }) => `  ${short} ${id}  ${title}`),
  );
  const lines = [
    `${rule.id}  (${rule.severity}, each ${each})`,
    `  ${rule.title}`,
    `  why:  ${rule.why.trim()}`,
    `  fix:  ${rule.fix.trim()}`,
    ...(rule.where === undefined ? [] : [`  where: ${rule.where}`]),
    `  deny: ${rule.deny}`,
    ...(rule.milder === undefined ? [] : [`  milder: ${rule.milder}`]),
    `  from: ${rule.file}`,
    ...(controls.length === 0 ? [] : ['', ...controls]),
    ...describeThreats(rule.id, model),
    ...rule.examples.slice(0, MOST_EXAMPLES).flatMap(describeExample),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

const EFFECTS: Readonly<Record<Factor['effect'], string>> = {
  force: 'makes it likely at once',
  raise: 'makes it more likely',
  lower: 'makes it less likely',
};

/** The threats whose probability moves when the rule fails. */
function describeThreats(rule: string, model: ThreatModel | undefined): string[] {
  const lines = (model?.threats ?? []).flatMap(({ id, name, factors }) =>
    factors
      .filter(({ when: { all = [], any = [] } }) => [...all, ...any].includes(rule))
      .map(({ effect, says }) => `  ${id} ${name}: ${EFFECTS[effect]} (${says})`),
  );
  return lines.length === 0 ? [] : ['', ...lines];
}

function describeExample({ note, profile, denies = [], unknown = [], ...example }: Example): string[] {
  const texts = Object.entries(example).flatMap(([key, value]): (readonly [string, string])[] => {
    if (typeof value === 'string') return [[key, value]];
    // What differs from a run in which all is well.
    if (key === 'smoke') return [[key, JSON.stringify(value)]];
    return key === 'files' ? Object.entries(value as Readonly<Record<string, string>>) : [];
  });
  const result = [
    ...(denies.length === 0 ? [] : [`denies ${denies.join(', ')}`]),
    ...(unknown.length === 0 ? [] : [`cannot tell ${unknown.join(', ')}`]),
    ...(denies.length + unknown.length === 0 ? ['is clean'] : []),
  ];
  return [
    '',
    `  example${note === undefined ? '' : `: ${note}`}${profile === undefined ? '' : ` (profile ${profile})`}`,
    ...texts.flatMap(([name, text]) => [
      `    ${name}:`,
      ...text
        .trimEnd()
        .split('\n')
        .map((line) => `      ${line}`),
    ]),
    `    ${result.join('; ')}`,
  ];
}
