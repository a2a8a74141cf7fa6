// The outputs of the Action, worked out of a run.
import type { Run } from '../model/run.ts';
import type { FileCommands } from './file-commands.ts';

export interface Published {
  readonly sarifFile?: string;
  readonly jsonFile?: string;
  /** Ids of the uploads to code scanning. */
  readonly sarifIds: readonly string[];
}

/** Every output of action.yml by name; all are text. */
export function describeOutputs(
  run: Run,
  exitCode: number,
  { sarifFile, jsonFile, sarifIds }: Published,
): Record<string, string> {
  const { findings, outcomes, waived, errors } = run.summary;
  const [risk] = run.risks ?? [];
  const fresh = run.baseline?.new ?? Object.values(findings).reduce((sum, count) => sum + count, 0);
  return {
    decision: run.decision.action,
    'exit-code': `${exitCode}`,
    'risk-level': risk?.level ?? '',
    'risk-score': risk === undefined ? '' : risk.score.toFixed(1),
    critical: `${findings.critical}`,
    high: `${findings.high}`,
    medium: `${findings.medium}`,
    low: `${findings.low}`,
    passed: `${outcomes.pass}`,
    failed: `${outcomes.fail}`,
    unknown: `${outcomes.unknown}`,
    waived: `${waived}`,
    errors: `${errors}`,
    'new-findings': `${fresh}`,
    'sarif-file': sarifFile ?? '',
    'json-file': jsonFile ?? '',
    'sarif-id': sarifIds.join(','),
  };
}

/** Hands the outputs to the runner. */
export function writeOutputs(outputs: Readonly<Record<string, string>>, commands: FileCommands): void {
  for (const [name, value] of Object.entries(outputs)) commands.output(name, value);
}
