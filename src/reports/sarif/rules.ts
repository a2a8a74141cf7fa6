// Rules as SARIF reporting descriptors: what code scanning shows beside an alert.
import type { ReportingDescriptor } from 'sarif';
import type { Example, Rule } from '../../model/rule.ts';
import type { Severity } from '../../model/severity.ts';
import type { ControlLabel } from '../control-labels.ts';
import { clip, visibleLines } from '../visible-text.ts';

const SHORT = 1024;
const LONG = 10_000;
const LONGEST_EXAMPLE = 2000;
const MOST_TAGS = 10;

export const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const;

/** Code scanning sorts by this number: over 9 critical, from 7 high, from 4 medium. */
const securitySeverity: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
};

export interface RuleContext {
  /** Severity in force, which a profile may have changed. */
  readonly severity: Severity;
  readonly controls: readonly ControlLabel[];
  /** Address of the repository on the web. */
  readonly homepage?: string;
}

/** Describes a rule. */
export function describeRule(rule: Rule, { severity, controls, homepage }: RuleContext): ReportingDescriptor {
  const labels = controls.map(({ label }) => label);
  const name = pascalCase(rule.id);
  return {
    id: rule.id,
    // A name that says the same as the id has to be left out.
    ...(name.toLowerCase() === rule.id.toLowerCase() ? {} : { name: clip(name, 255) }),
    shortDescription: { text: shown(rule.title, SHORT) },
    fullDescription: { text: shown(rule.why, SHORT) },
    help: { text: shown(helpText(rule, labels), LONG), markdown: shown(helpMarkdown(rule, controls), LONG) },
    ...(homepage === undefined || rule.id.includes('/')
      ? {}
      : { helpUri: `${homepage}/blob/main/docs/rules.md#${rule.id}` }),
    defaultConfiguration: { level: levels[severity] },
    properties: {
      'security-severity': securitySeverity[severity],
      precision: 'high',
      severity,
      tags: tagsOf(controls),
    },
  };
}

function helpText({ why, fix }: Rule, labels: readonly string[]): string {
  return [why.trim(), `Fix: ${fix.trim()}`, ...(labels.length === 0 ? [] : [`Controls: ${labels.join(', ')}`])].join(
    '\n\n',
  );
}

function helpMarkdown(rule: Rule, controls: readonly ControlLabel[]): string {
  const example = shortest(rule.examples.flatMap(deniedExample));
  return [
    `## ${rule.title}`,
    rule.why.trim(),
    `### Fix\n\n${rule.fix.trim()}`,
    ...(example === undefined ? [] : [`### Example of what is denied\n\n${example}`]),
    ...(controls.length === 0
      ? []
      : [`### Controls\n\n${controls.map(({ label, title }) => `- **${label}** ${title}`).join('\n')}`]),
  ].join('\n\n');
}

function deniedExample({ compose, run, inspect, denies = [] }: Example): string[] {
  if (denies.length === 0) return [];
  if (compose !== undefined) return [fence('yaml', compose)];
  if (run !== undefined) return [fence('sh', run)];
  return inspect === undefined ? [] : [fence('json', inspect)];
}

function shortest(texts: readonly string[]): string | undefined {
  return texts.reduce<string | undefined>(
    (best, text) => (best === undefined || text.length < best.length ? text : best),
    undefined,
  );
}

/** A code block whose fence is longer than any run of backticks in it. */
function fence(language: string, text: string): string {
  const shown = clip(text.trimEnd(), LONGEST_EXAMPLE);
  const longest = Math.max(2, ...Array.from(shown.matchAll(/`+/g), ([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${shown}\n${ticks}`;
}

function tagsOf(controls: readonly ControlLabel[]): string[] {
  const external = controls.map(({ framework, id }) => `external/${slug(framework)}/${slug(id)}`);
  return ['security', 'container', ...external].slice(0, MOST_TAGS);
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9.]+/g, '-');
}

function pascalCase(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** Code scanning refuses an empty text. */
function shown(text: string, limit: number): string {
  return clip(visibleLines(text).trim(), limit) || '-';
}
