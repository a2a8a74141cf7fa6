// The report for test viewers: JUnit XML, one suite for each target, one case for each rule and subject.
import type { Run, TargetResult } from '../model/run.ts';
import type { Verdict } from '../model/verdict.ts';
import { groupBy } from './ranking.ts';
import { clip, escapeCharacter, visible } from './visible-text.ts';

const LONGEST_TEXT = 2000;

/** Renders a run as JUnit XML. A failure is a finding; what cannot be told, is waived or is known from a baseline is skipped, with the reason. */
export function junit(run: Run): string {
  const byTarget = groupBy(run.verdicts, ({ target }) => target);
  const fixes = new Map(run.rules.map(({ id, fix }) => [id, fix.trim().replace(/\s+/g, ' ')]));
  const suites = run.targets.map((target) => describeSuite(target, byTarget.get(target.id) ?? [], fixes));
  const errors = run.targets.reduce((sum, target) => sum + target.errors.length, 0);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name=${quoted(run.tool.name)} ${countsOf(run.verdicts, errors)}>`,
    ...suites.flat(),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

/** Numbers that viewers show without reading the cases. */
function countsOf(verdicts: readonly Verdict[], errors: number): string {
  const failures = verdicts.filter(isFailure).length;
  const skipped = verdicts.filter((verdict) => skipReason(verdict) !== undefined).length;
  return `tests="${verdicts.length + errors}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}

function describeSuite(
  target: TargetResult,
  verdicts: readonly Verdict[],
  fixes: ReadonlyMap<string, string>,
): string[] {
  const cases = verdicts.map((verdict) => describeCase(verdict, target, fixes));
  const errors = target.errors.map(({ message }) => [
    `    <testcase classname=${quoted(target.id)} name="read">`,
    `      <error message=${quoted(message)}/>`,
    '    </testcase>',
  ]);
  return [
    `  <testsuite name=${quoted(target.id)} ${countsOf(verdicts, errors.length)}>`,
    ...errors.flat(),
    ...cases.flat(),
    '  </testsuite>',
  ];
}

function describeCase(verdict: Verdict, { id }: TargetResult, fixes: ReadonlyMap<string, string>): string[] {
  const { rule, subject, element, location, message, severity } = verdict;
  const name = `${rule}: ${subject.name}${element === undefined ? '' : ` ${element}`}`;
  const open = `    <testcase classname=${quoted(id)} name=${quoted(name)} file=${quoted(location.file)} line="${location.startLine}"`;
  if (isFailure(verdict)) {
    const fix = fixes.get(rule) ?? '';
    const body = [`${location.file}:${location.startLine}`, ...(fix === '' ? [] : [`Fix: ${fix}`])];
    return [
      `${open}>`,
      `      <failure type=${quoted(severity)} message=${quoted(message)}>${escapeXml(body.join(' '))}</failure>`,
      '    </testcase>',
    ];
  }
  const reason = skipReason(verdict);
  return reason === undefined
    ? [`${open}/>`]
    : [`${open}>`, `      <skipped message=${quoted(reason)}/>`, '    </testcase>'];
}

function isFailure({ outcome, waiver, baseline }: Verdict): boolean {
  return outcome === 'fail' && waiver === undefined && baseline !== 'unchanged';
}

function skipReason({ outcome, waiver, baseline, message }: Verdict): string | undefined {
  if (outcome === 'unknown') return message;
  if (outcome !== 'fail') return undefined;
  if (waiver !== undefined) return `waived: ${waiver.reason}`;
  return baseline === 'unchanged' ? 'known from the baseline' : undefined;
}

function quoted(text: string): string {
  return `"${escapeXml(text)}"`;
}

/** XML 1.0 has no way to write control characters and two others: they are shown as text. */
function escapeXml(text: string): string {
  return (
    clip(visible(clip(text, 2 * LONGEST_TEXT)), LONGEST_TEXT)
      .replace(/[\ufffe\uffff]/g, escapeCharacter)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&apos;')
      // The report may stand in a log, where the Actions runner obeys this anywhere in a line.
      .replaceAll('##[', '#&#35;[')
  );
}
