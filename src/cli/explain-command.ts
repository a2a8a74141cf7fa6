// `seaworthy explain`: what a rule or a control asks, and which facts, from which lines, led to its verdicts.
import type { Framework } from '../model/control.ts';
import { UsageError } from '../model/errors.ts';
import type { Location } from '../model/location.ts';
import type { Rule } from '../model/rule.ts';
import type { Run, TargetFacts } from '../model/run.ts';
import type { Subject } from '../model/subject.ts';
import type { Verdict } from '../model/verdict.ts';
import { packageRoot } from '../package-info.ts';
import { nearest } from '../parse/nearest.ts';
import { loadPolicies } from '../policies.ts';
import { secretLines } from '../reports/text/secret-lines.ts';
import { visible } from '../reports/visible-text.ts';
import { scan } from '../scan.ts';
import { traceRule } from '../trace-rule.ts';
import { describeExplained, type Explained } from './describe-rule.ts';
import { findControl } from './find-control.ts';
import { type CommonFlags, settle } from './flags.ts';
import { type Shell, shellLogger } from './shell.ts';
import { traceLines } from './trace-rule.ts';
import { lendWorld } from './world.ts';

/** Explains a rule or a control; with targets, also each verdict it gives there. Answers 0, or 2 when a target could not be read. */
export async function runExplain(
  name: string,
  words: readonly string[],
  flags: CommonFlags,
  shell: Shell,
): Promise<number> {
  const settings = await settle(words, flags, shell);
  const policies = await loadPolicies(
    { ...settings, examples: words.length === 0 },
    { cwd: shell.cwd, root: packageRoot },
  );
  const wanted = find(name, policies.rules, policies.frameworks);
  shell.out(describeExplained(wanted, policies.frameworks, policies.threatModel));
  if (words.length === 0) return 0;

  const log = shellLogger(shell);
  const ids = new Set(wanted.rules.map((rule) => rule.id));
  const kinds = new Set(wanted.rules.map((rule) => rule.subject));
  const facts = new Map<string, Subject>();
  const onFacts = ({ id, subjects }: TargetFacts) => {
    for (const subject of subjects)
      if (kinds.has(subject.kind)) facts.set(keyOf(id, subject, subject.declared), subject);
  };
  const run = await lendWorld(shell, { log, settings, flags }, (world) => scan(settings, { ...world, onFacts }));
  log.clear();
  const verdicts = run.verdicts.filter((verdict) => ids.has(verdict.rule));
  if (verdicts.length === 0) shell.out('\nno verdict: nothing in these targets is of the kind it judges\n');
  else shell.out('\n');
  for (const verdict of verdicts) {
    const rule = wanted.rules.find(({ id }) => id === verdict.rule);
    const subject = findSubject(facts, verdict);
    shell.out(trace(verdict, run));
    if (rule !== undefined && subject !== undefined)
      shell.out(traceLines(await traceRule(rule, { subject, verdict, profile: run.profile, policies })));
  }
  for (const error of run.targets.flatMap((target) => target.errors)) shell.err(`seaworthy: ${error.message}\n`);
  return run.summary.errors > 0 ? 2 : 0;
}

function keyOf(target: string, { kind, id }: Pick<Subject, 'kind' | 'id'>, { file, startLine }: Location): string {
  return JSON.stringify([target, kind, id, file, startLine]);
}

/** The facts behind a verdict: those of the subject of its name. Two of one name are told apart by their place, which a verdict need not show. */
function findSubject(facts: ReadonlyMap<string, Subject>, verdict: Verdict): Subject | undefined {
  const exact = facts.get(keyOf(verdict.target, verdict.subject, verdict.location));
  if (exact !== undefined) return exact;
  const prefix = JSON.stringify([verdict.target, verdict.subject.kind, verdict.subject.id]).slice(0, -1);
  const named = [...facts].filter(([key]) => key.startsWith(`${prefix},`));
  return named.length === 1 ? named[0]?.[1] : undefined;
}

function find(name: string, rules: readonly Rule[], frameworks: readonly Framework[]): Explained {
  const rule = rules.find((known) => known.id === name);
  if (rule !== undefined) return { rules: [rule] };
  const found = findControl(name, frameworks);
  if (found !== undefined)
    return { rules: rules.filter((known) => found.control.rules.includes(known.id)), control: found };
  const near = nearest(name, [
    ...rules.map((known) => known.id),
    ...frameworks.flatMap((framework) => framework.controls.map((control) => control.id)),
  ]);
  throw new UsageError(
    `"${name}" is neither a rule nor a control${near === undefined ? '; see seaworthy rules and seaworthy frameworks' : `. Did you mean ${near}?`}`,
  );
}

function trace(verdict: Verdict, run: Run): string {
  const { file, startLine, startColumn } = verdict.location;
  const isSecret = secretLines(run);
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
