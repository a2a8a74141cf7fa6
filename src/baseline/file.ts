// The baseline file: findings that are known already, as JSON that reads well in a review.
import type { BaselineFinding } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import type { Verdict } from '../model/verdict.ts';

const SCHEMA = 'seaworthy-baseline/1';

export interface BaselineFile {
  /** Commit at which it was written; empty where that is not known. */
  readonly commit: string;
  readonly findings: readonly BaselineFinding[];
}

/** The text of the file: findings in the order of target, rule and subject, so that a change shows as such. */
export function writeBaseline(verdicts: readonly Verdict[], commit: string): string {
  const findings = verdicts.map(({ rule, target, subject, identity, message }) => ({
    rule,
    target,
    subject: subject.name,
    identity,
    message,
  }));
  const key = ({ target, rule, subject, identity }: BaselineFinding) =>
    JSON.stringify([target, rule, subject, identity]);
  findings.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return `${JSON.stringify({ schema: SCHEMA, commit, findings }, undefined, 2)}\n`;
}

/** Reads the text of a file. What it cannot read is an error: findings that nobody can compare are not known. */
export function readBaseline(text: string, file: string): BaselineFile {
  const refuse = (what: string): never => {
    throw new UsageError(`--baseline ${file}: ${what}; write it anew with --baseline ${file} --update-baseline`);
  };
  const document = parse(text) ?? refuse('is no JSON object');
  if (document.schema !== SCHEMA) refuse(`its schema is not ${SCHEMA}`);
  const { commit, findings } = document;
  if (typeof commit !== 'string' || !Array.isArray(findings)) return refuse('it has no commit or no findings');
  return {
    commit,
    findings: findings.map((finding, index) => readFinding(finding) ?? refuse(`finding ${index + 1} is not complete`)),
  };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function readFinding(value: unknown): BaselineFinding | undefined {
  const { rule, target, subject, identity, message } = objectOf(value) ?? {};
  if (typeof rule !== 'string' || typeof target !== 'string' || typeof identity !== 'string') return undefined;
  if (typeof subject !== 'string' || typeof message !== 'string') return undefined;
  return { rule, target, subject, identity, message };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
