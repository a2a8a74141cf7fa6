// The report for code scanning: SARIF 2.1.0, one run per target, so that the alerts of each live and close on their own.
import type { Artifact, Log, Result, Run as SarifRun, Suppression } from 'sarif';
import type { Run, TargetResult } from '../model/run.ts';
import type { Verdict } from '../model/verdict.ts';
import { type ControlLabel, controlsByRule } from './control-labels.ts';
import { jsonText } from './json-text.ts';
import { groupBy } from './ranking.ts';
import { describeDriver } from './sarif/driver.ts';
import { lineHashes } from './sarif/line-hash.ts';
import { describeInvocation } from './sarif/notifications.ts';
import { artifactUri, isFile, ROOT } from './sarif/places.ts';
import { describeResult } from './sarif/results.ts';
import { describeRule } from './sarif/rules.ts';
import { clip, visible } from './visible-text.ts';

const LONGEST_ID = 1000;

export interface SarifOptions {
  /** `findings` are what code scanning should show; `all` adds what passed and what could not be told, which it would show as alerts too. */
  readonly results?: 'findings' | 'all';
  /** Whether waived findings are in it, marked as suppressed. Code scanning does not heed the mark, so an upload leaves them out. */
  readonly waived?: boolean;
}

/** Renders a run as SARIF. */
export function sarif(run: Run, options: SarifOptions = {}): string {
  return jsonText(describeLog(run, options));
}

/** Describes a run as a SARIF log. */
export function describeLog(run: Run, { results = 'findings', waived = true }: SarifOptions = {}): Log {
  const controls = controlsByRule(run.frameworks);
  const byTarget = groupBy(run.verdicts, ({ target }) => target);
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: run.targets.map((target) => {
      const verdicts = byTarget.get(target.id) ?? [];
      const shown = verdicts.filter(
        (verdict) => (results === 'all' || verdict.outcome === 'fail') && (waived || verdict.waiver === undefined),
      );
      const unknown = results === 'all' ? [] : verdicts.filter(({ outcome }) => outcome === 'unknown');
      return describeTarget(run, target, { verdicts, shown, unknown, controls });
    }),
  };
}

interface Contents {
  readonly verdicts: readonly Verdict[];
  readonly shown: readonly Verdict[];
  readonly unknown: readonly Verdict[];
  readonly controls: ReadonlyMap<string, readonly ControlLabel[]>;
}

function describeTarget(run: Run, target: TargetResult, { verdicts, shown, unknown, controls }: Contents): SarifRun {
  const { homepage } = run.tool;
  const severities = new Map(verdicts.map(({ rule, severity }) => [rule, severity]));
  const rules = run.rules.filter(({ id }) => severities.has(id));
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    tool: {
      driver: {
        ...describeDriver(run.tool),
        rules: rules.map((rule) =>
          describeRule(rule, {
            severity: severities.get(rule.id) ?? rule.severity,
            controls: controls.get(rule.id) ?? [],
            ...(homepage === undefined ? {} : { homepage }),
          }),
        ),
      },
    },
    automationDetails: { id: `seaworthy/${clip(visible(target.id), LONGEST_ID)}/` },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { description: { text: 'The directory in which the scan was started.' } } },
    invocations: [describeInvocation(target, unknown, indexes)],
    artifacts: describeArtifacts(target, verdicts),
    results: describeResults(run, shown, indexes),
    properties: { kind: target.kind, profile: run.profile.id, subjects: target.subjects.length },
  };
}

function describeResults(run: Run, verdicts: readonly Verdict[], ruleIndexes: ReadonlyMap<string, number>): Result[] {
  const byFile = groupBy(verdicts, ({ location }) => location.file);
  const hashes = new Map([...byFile].map(([file, own]) => [file, hashesOf(run, file, own)]));
  return verdicts.map((verdict) => {
    const lineHash = hashes.get(verdict.location.file)?.get(verdict.location.startLine);
    return describeResult(verdict, {
      ruleIndex: ruleIndexes.get(verdict.rule) ?? -1,
      waivedIn: waivedIn(run, verdict),
      ...(lineHash === undefined ? {} : { lineHash }),
    });
  });
}

function hashesOf(run: Run, file: string, verdicts: readonly Verdict[]): ReadonlyMap<number, string> {
  const text = isFile(file) ? run.sources.get(file) : undefined;
  return text === undefined ? new Map() : lineHashes(text, new Set(verdicts.map(({ location }) => location.startLine)));
}

function waivedIn(run: Run, { rule, location, waiver }: Verdict): Suppression.kind {
  const inline = run.waivers.some(
    (known) =>
      known.kind === 'inline' &&
      known.rule === rule &&
      known.at.file === location.file &&
      known.reason === waiver?.reason,
  );
  return inline ? 'inSource' : 'external';
}

/** The files examined, so that a run without results shows what it looked at. */
function describeArtifacts(target: TargetResult, verdicts: readonly Verdict[]): Artifact[] {
  const files = new Set([
    ...(target.file === undefined ? [] : [target.file]),
    ...verdicts.map(({ location }) => location.file),
  ]);
  return [...files].map((file) => ({ location: artifactUri(file), roles: ['analysisTarget'] }));
}
