// Builds small, realistic runs for the tests of reports.
import { createHash } from 'node:crypto';
import type { Framework } from '../../src/model/control.ts';
import type { Location } from '../../src/model/location.ts';
import type { Profile } from '../../src/model/policy.ts';
import type { Rule } from '../../src/model/rule.ts';
import type { Run, TargetResult } from '../../src/model/run.ts';
import type { Severity } from '../../src/model/severity.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import type { WaiverReport } from '../../src/model/waiver.ts';
import { judgeControls } from '../../src/score/controls.ts';
import { decide } from '../../src/score/decide.ts';
import { summarise } from '../../src/score/summarise.ts';

/** Everything of a run that is not derived from the rest. */
export interface Ingredients {
  readonly rules?: readonly Rule[];
  readonly frameworks?: readonly Framework[];
  readonly targets?: readonly Omit<TargetResult, 'controls'>[];
  readonly verdicts?: readonly Verdict[];
  readonly waivers?: readonly WaiverReport[];
  readonly disabledRules?: readonly string[];
  readonly profile?: Profile;
  readonly sources?: Readonly<Record<string, string>>;
}

export const defaultProfile: Profile = {
  id: 'default',
  title: 'Sensible for most',
  policy: { allowNetworking: true, allowedCapabilities: ['NET_BIND_SERVICE'], maxCpus: 1.5, maxMemoryBytes: 0 },
  enforcement: 'strict',
  failOn: 'high',
  rules: {},
  file: 'policies/profiles/default.yaml',
};

/** Puts a run together; controls, decision and summary are derived as the pipeline does. */
export function runOf(given: Ingredients): Run {
  const {
    rules = [],
    frameworks = [],
    targets = [],
    verdicts = [],
    waivers = [],
    disabledRules = [],
    profile = defaultProfile,
  } = given;
  const incomplete = targets.some(({ errors }) => errors.length > 0);
  const controls = judgeControls(frameworks, { verdicts, disabledRules, incomplete });
  const results = targets.map((target): TargetResult => {
    const own = verdicts.filter((verdict) => verdict.target === target.id);
    const evidence = { verdicts: own, disabledRules, incomplete: target.errors.length > 0 };
    return {
      ...target,
      controls: judgeControls(frameworks, evidence).map(({ framework, id, status }) => ({ framework, id, status })),
    };
  });
  const summary = summarise(results, verdicts, frameworks, controls);
  const { id, enforcement, failOn } = profile;
  return {
    tool: { name: 'seaworthy', version: '0.1.0', homepage: 'https://example.org/seaworthy' },
    profile,
    rules,
    disabledRules,
    frameworks,
    targets: results,
    notRead: [],
    verdicts,
    controls,
    waivers,
    blocking: [],
    decision: decide(verdicts, { gate: { profile: id, enforcement, failOn }, errors: summary.errors }),
    summary,
    sources: new Map(Object.entries(given.sources ?? {})),
  };
}

/** The place of a text in a file, found by searching; `line` chooses among several. */
export function placeOf(file: string, source: string, text: string, line?: number): Location {
  const lines = source.split('\n');
  const index = line === undefined ? lines.findIndex((row) => row.includes(text)) : line - 1;
  const column = (lines[index] ?? '').indexOf(text);
  if (index < 0 || column < 0) throw new Error(`"${text}" does not stand in ${file}`);
  return {
    file,
    startLine: index + 1,
    startColumn: column + 1,
    endLine: index + 1,
    endColumn: column + 1 + text.length,
  };
}

/** A rule with the parts that reports show. */
export function ruleOf(id: string, severity: Severity, title: string, more: Partial<Rule> = {}): Rule {
  return {
    id,
    title,
    severity,
    subject: 'container',
    deny: 'container.privileged',
    message: '{container.name}',
    why: `Why ${title.toLowerCase()} matters.`,
    fix: `Mend ${id}.`,
    examples: [],
    file: `policies/rules/container/${id}.yaml`,
    ...more,
  };
}

/** A verdict about a container. */
export function verdictOf(
  rule: Rule,
  outcome: Verdict['outcome'],
  location: Location,
  more: Partial<Verdict> & { readonly container: string },
): Verdict {
  const { container, ...rest } = more;
  const target = rest.target ?? `compose:${location.file}`;
  return {
    rule: rule.id,
    severity: rule.severity,
    outcome,
    target,
    subject: { kind: 'container', id: container, name: container },
    message: rule.title,
    location,
    related: [],
    fingerprint: createHash('sha256')
      .update([rule.id, target, container, rest.element ?? ''].join('\n'))
      .digest('hex')
      .slice(0, 32),
    identity: createHash('sha256')
      .update([rule.id, container, rest.element ?? ''].join('\n'))
      .digest('hex')
      .slice(0, 32),
    ...rest,
  };
}
