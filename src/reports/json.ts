// The report for programs: `seaworthy-report/1`, whose shape `report-schema.ts` declares.
import type { Location } from '../model/location.ts';
import type { Policy } from '../model/policy.ts';
import type { Run, TargetError, TargetResult } from '../model/run.ts';
import type { Verdict } from '../model/verdict.ts';
import { given } from './given.ts';
import { describeRisks, worstRisk } from './json-risks.ts';
import { describeSmoke } from './json-smoke.ts';
import { jsonText } from './json-text.ts';
import type { Report } from './report-schema.ts';

/** Renders a run as JSON. Every key is named here, so that their order is that of the schema whatever built the run. */
export function json(run: Run): string {
  return jsonText(describeRun(run));
}

function describeRun(run: Run): Report {
  const { tool, profile, decision, summary } = run;
  return {
    schema: 'seaworthy-report/1',
    tool: { name: tool.name, version: tool.version, ...given('homepage', tool.homepage) },
    profile: {
      id: profile.id,
      title: profile.title,
      file: profile.file,
      enforcement: profile.enforcement,
      failOn: profile.failOn,
      policy: describePolicy(profile.policy),
      rules: { ...profile.rules },
    },
    targets: run.targets.map(describeTarget),
    notRead: run.notRead.map(({ what, files }) => ({ what, files: [...files] })),
    verdicts: run.verdicts.map(describeVerdict),
    controls: run.controls.map(({ framework, id, title, status, rules, evidence, reason, hint }) => ({
      framework,
      id,
      title,
      status,
      rules: [...rules],
      evidence: describeCounts(evidence, ['pass', 'fail', 'unknown']),
      ...given('reason', reason),
      ...given('hint', hint),
    })),
    ...describeRisks(run),
    waivers: run.waivers.map(({ rule, subject, reason, owner, until, kind, at, status, broad, verdicts }) => ({
      rule,
      ...given('subject', subject),
      reason,
      ...given('owner', owner),
      ...given('until', until),
      kind,
      at: describePlace(at),
      status,
      broad,
      verdicts,
    })),
    ...given(
      'baseline',
      run.baseline && {
        source: run.baseline.source,
        new: run.baseline.new,
        unchanged: run.baseline.unchanged,
        mended: run.baseline.mended.map(({ rule, target, subject, message }) => ({ rule, target, subject, message })),
      },
    ),
    disabledRules: [...run.disabledRules],
    decision: { action: decision.action, reasons: [...decision.reasons], exitCode: decision.exitCode },
    summary: {
      targets: summary.targets,
      subjects: summary.subjects,
      outcomes: describeCounts(summary.outcomes, ['pass', 'fail', 'unknown']),
      findings: describeCounts(summary.findings, ['critical', 'high', 'medium', 'low']),
      waived: summary.waived,
      errors: summary.errors,
      ...given('risk', worstRisk(run)),
      frameworks: summary.frameworks.map((counts) => ({
        id: counts.id,
        ...given('level', counts.level),
        ...describeCounts(counts, ['total', 'pass', 'fail', 'unknown', 'not-applicable', 'manual']),
      })),
    },
  };
}

function describeTarget(target: TargetResult): Report['targets'][number] {
  const { id, kind, name, file, profile } = target;
  return {
    id,
    kind,
    name,
    ...given('file', file),
    ...given('profile', profile),
    subjects: target.subjects.map(({ kind, id, name, owner, image, declared }) => ({
      kind,
      id,
      name,
      ...given('owner', owner && { kind: owner.kind, id: owner.id }),
      ...given('image', image),
      ...given('declared', describeOptionalPlace(declared)),
    })),
    controls: target.controls.map(({ framework, id, status }) => ({ framework, id, status })),
    errors: target.errors.map(describeRemark),
    notices: target.notices.map(describeRemark),
    ...given('smoke', target.smoke && describeSmoke(target.smoke)),
  };
}

function describeVerdict(verdict: Verdict): Report['verdicts'][number] {
  const { rule, severity, outcome, target, subject, element, message, fingerprint, baseline, waiver } = verdict;
  return {
    rule,
    severity,
    outcome,
    target,
    subject: { kind: subject.kind, id: subject.id, name: subject.name },
    ...given('element', element),
    message,
    location: describePlace(verdict.location),
    related: verdict.related.map(describePlace),
    ...given(
      'missing',
      verdict.missing?.map(({ fact, reason, hint }) => ({ fact, reason, ...given('hint', hint) })),
    ),
    fingerprint,
    ...given(
      'waiver',
      waiver && { reason: waiver.reason, ...given('until', waiver.until), ...given('owner', waiver.owner) },
    ),
    ...given('baseline', baseline),
  };
}

function describeRemark({ message, location }: TargetError): { message: string; location?: Location } {
  return { message, ...given('location', describeOptionalPlace(location)) };
}

function describeOptionalPlace(location: Location | undefined): Location | undefined {
  return location && describePlace(location);
}

function describePlace({ file, startLine, startColumn, endLine, endColumn }: Location): Location {
  return { file, startLine, startColumn, endLine, endColumn };
}

function describePolicy(policy: Policy): Report['profile']['policy'] {
  const known = Object.entries(policy).flatMap(([field, value]) => {
    if (value === undefined) return [];
    return [[field, typeof value === 'object' ? value.filter((item) => item !== undefined) : value] as const];
  });
  return Object.fromEntries(known);
}

function describeCounts<K extends string>(counts: Readonly<Record<K, number>>, keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, counts[key]])) as Record<K, number>;
}
