// `seaworthy explain`: what a rule or a control asks, and which facts, from which lines, led to its verdicts.
import type { Control, Framework } from '../model/control.ts';
import { UsageError } from '../model/errors.ts';
import type { Rule } from '../model/rule.ts';
import type { Run } from '../model/run.ts';
import type { Verdict } from '../model/verdict.ts';
import { packageRoot } from '../package-info.ts';
import { nearest } from '../parse/nearest.ts';
import { loadPolicies } from '../policies.ts';
import { secretLines } from '../reports/text/secret-lines.ts';
import { visible } from '../reports/visible-text.ts';
import { scan } from '../scan.ts';
import { type CommonFlags, settle } from './flags.ts';
import { type Shell, shellLogger } from './shell.ts';
import { lendWorld } from './world.ts';

interface Subjects {
  readonly rules: readonly Rule[];
  readonly control?: { readonly framework: Framework; readonly control: Control };
}

/** Explains a rule or a control; with targets, also each verdict it gives there. Answers 0, or 2 when a target could not be read. */
export async function runExplain(
  name: string,
  words: readonly string[],
  flags: CommonFlags,
  shell: Shell,
): Promise<number> {
  const settings = await settle(words, flags, shell);
  const policies = await loadPolicies(settings, { cwd: shell.cwd, root: packageRoot });
  const subjects = find(name, policies.rules, policies.frameworks);
  shell.out(describe(subjects));
  if (words.length === 0) return 0;

  const log = shellLogger(shell);
  const run = await lendWorld(shell, { log, settings, flags }, (world) => scan(settings, world));
  log.clear();
  const ids = new Set(subjects.rules.map((rule) => rule.id));
  const verdicts = run.verdicts.filter((verdict) => ids.has(verdict.rule));
  shell.out(
    verdicts.length === 0
      ? '\nno verdict: nothing in these targets is of the kind it judges\n'
      : `\n${verdicts.map((verdict) => trace(verdict, run)).join('')}`,
  );
  for (const error of run.targets.flatMap((target) => target.errors)) shell.err(`seaworthy: ${error.message}\n`);
  return run.summary.errors > 0 ? 2 : 0;
}

function find(name: string, rules: readonly Rule[], frameworks: readonly Framework[]): Subjects {
  const rule = rules.find((known) => known.id === name);
  if (rule !== undefined) return { rules: [rule] };
  const wanted = name.replace(/^[a-z]+[ :]/i, '');
  for (const framework of frameworks) {
    const control = framework.controls.find((known) => known.id === wanted);
    if (control !== undefined)
      return { rules: rules.filter((known) => control.rules.includes(known.id)), control: { framework, control } };
  }
  const near = nearest(name, [
    ...rules.map((known) => known.id),
    ...frameworks.flatMap((framework) => framework.controls.map((control) => control.id)),
  ]);
  throw new UsageError(
    `"${name}" is neither a rule nor a control${near === undefined ? '; see seaworthy rules and seaworthy frameworks' : `. Did you mean ${near}?`}`,
  );
}

function describe({ rules, control }: Subjects): string {
  const head =
    control === undefined
      ? ''
      : `${control.framework.short} ${control.control.id}  ${control.control.title}\n${control.control.manual === undefined ? '' : `  manual: ${control.control.manual}\n`}\n`;
  return head + rules.map(describeRule).join('\n');
}

function describeRule(rule: Rule): string {
  const each = rule.list === undefined ? rule.subject : `${rule.subject}.${rule.list}`;
  const lines = [
    `${rule.id}  (${rule.severity}, each ${each})`,
    `  ${rule.title}`,
    `  why:  ${rule.why.trim()}`,
    `  fix:  ${rule.fix.trim()}`,
    ...(rule.where === undefined ? [] : [`  where: ${rule.where}`]),
    `  deny: ${rule.deny}`,
    ...(rule.milder === undefined ? [] : [`  milder: ${rule.milder}`]),
    `  from: ${rule.file}`,
  ];
  return `${lines.join('\n')}\n`;
}

function trace(verdict: Verdict, run: Run): string {
  const { file, startLine, startColumn } = verdict.location;
  const isSecret = secretLines(run.verdicts, new Map(run.rules.map((rule) => [rule.id, rule])));
  const source = isSecret(file, startLine) ? undefined : run.sources.get(file)?.split('\n')[startLine - 1]?.trim();
  const lines = [
    `${verdict.outcome.padEnd(7)} ${visible(verdict.subject.name)}${verdict.element === undefined ? '' : ` ${verdict.element}`}  ${verdict.rule}`,
    `  ${visible(verdict.message)}`,
    `  at ${visible(file)}:${startLine}:${startColumn}${source === undefined ? '' : `  ${visible(source.slice(0, 160))}`}`,
    ...verdict.related.map((place) => `  also ${visible(place.file)}:${place.startLine}:${place.startColumn}`),
    ...(verdict.missing ?? []).map(
      ({ fact, reason, hint }) =>
        `  missing ${fact}: ${visible(reason)}${hint === undefined ? '' : ` (${visible(hint)})`}`,
    ),
    ...(verdict.waiver === undefined ? [] : [`  waived: ${visible(verdict.waiver.reason)}`]),
  ];
  return `${lines.join('\n')}\n`;
}
