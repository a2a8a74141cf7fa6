// Takes a SARIF file in as code scanning does: the limits, the rules beyond the schema, and one category once.
import type { Log, Run } from 'sarif';
import type { FakeAnalysis, FakeResult } from './state.ts';

export interface Intake {
  readonly errors: readonly string[];
  readonly runs: readonly Omit<FakeAnalysis, 'id' | 'sarifId' | 'ref' | 'commit'>[];
}

/** Reads a file, and says why GitHub would refuse it. */
export function takeIn(text: string): Intake {
  let log: Log;
  try {
    log = JSON.parse(text);
  } catch {
    return { errors: ['rejecting SARIF, as it is not valid JSON'], runs: [] };
  }
  const errors = [
    ...(log.version === '2.1.0' ? [] : ['rejecting SARIF, as its version is not 2.1.0']),
    ...tooMany('runs', log.runs.length, 20),
    ...log.runs.flatMap(refuseRun),
    ...refuseTwins(log.runs),
  ];
  return { errors, runs: errors.length > 0 ? [] : log.runs.map(describeRun) };
}

function tooMany(what: string, count: number, most: number): string[] {
  return count > most ? [`rejecting SARIF, as there are more ${what} than allowed (${count} > ${most})`] : [];
}

function refuseRun(run: Run): string[] {
  const { name, rules } = run.tool.driver;
  const results = run.results;
  if (!name || rules === undefined) return ['rejecting SARIF, as a tool has no name or no rules'];
  if (results === undefined) return ['rejecting SARIF, as a run has no results'];
  return [
    ...tooMany('results per run', results.length, 25_000),
    ...tooMany('rules per run', rules.length, 25_000),
    ...rules.flatMap((rule) => [
      ...tooMany('tags per rule', rule.properties?.tags?.length ?? 0, 20),
      ...(rule.id && rule.shortDescription?.text && rule.fullDescription?.text && rule.help?.text
        ? []
        : [`rejecting SARIF, as the rule ${rule.id} lacks a text`]),
      ...(Number.isNaN(Number(rule.properties?.['security-severity'] ?? 0))
        ? ['could not convert rules: invalid security severity value, is not a number']
        : []),
    ]),
    ...results.flatMap((result) => {
      const [first] = result.locations ?? [];
      const uri = first?.physicalLocation?.artifactLocation?.uri;
      return [
        ...tooMany('locations per result', result.locations?.length ?? 0, 1000),
        ...(result.message.text ? [] : ['rejecting SARIF, as a result has no message']),
        ...(uri === undefined ? ['locationFromSarifResult: expected artifact location'] : []),
        ...(uri !== undefined && (/^[a-z][a-z0-9+.-]*:/i.test(uri) || /[\s<>"{}|\\^`]/.test(uri))
          ? ['an invalid URI was provided as a SARIF location']
          : []),
      ];
    }),
  ];
}

function refuseTwins(runs: readonly Run[]): string[] {
  const keys = runs.map((run) => `${run.tool.driver.name} ${categoryOf(run)}`);
  return new Set(keys).size === keys.length ? [] : ['A delivery cannot contain multiple runs with the same category'];
}

/** Everything before the last `/`. */
function categoryOf({ automationDetails }: Run): string {
  const id = automationDetails?.id ?? '';
  return id.slice(0, Math.max(0, id.lastIndexOf('/')));
}

function describeRun(run: Run): Intake['runs'][number] {
  const { name, semanticVersion, version, rules = [] } = run.tool.driver;
  const results = (run.results ?? []).map((result): FakeResult => {
    const place = result.locations?.[0]?.physicalLocation;
    const file = decodeURIComponent(place?.artifactLocation?.uri ?? '');
    const line = place?.region?.startLine ?? 1;
    const hash = result.partialFingerprints?.primaryLocationLineHash ?? `${line}`;
    return { rule: result.ruleId ?? '', fingerprint: `${file} ${hash}`, file, line, text: result.message.text ?? '' };
  });
  return {
    category: categoryOf(run),
    tool: name,
    version: semanticVersion ?? version ?? null,
    rules: rules.length,
    results,
  };
}
