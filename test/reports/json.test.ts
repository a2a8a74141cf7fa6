import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { reportSchema } from '../../scripts/generate-report-schema.ts';
import { json } from '../../src/reports/json.ts';
import type { Report } from '../../src/reports/report-schema.ts';
import { defaultProfile, ruleOf, runOf, verdictOf } from './sample-run.ts';
import { shopRun } from './shop.ts';

const validate = new Ajv({ strict: true, allErrors: true }).compile(reportSchema() as object);

/** Errors of the published schema, none for a report that it allows. */
function errorsOf(report: unknown): unknown[] {
  validate(report);
  return [...(validate.errors ?? [])];
}

describe('the JSON report', () => {
  const text = json(shopRun());
  const report: Report = JSON.parse(text);

  test('is what its schema says', () => {
    expect(errorsOf(report)).toEqual([]);
  });

  test('is checked by a schema that refuses unknown keys and missing ones', () => {
    expect(errorsOf({ ...report, extra: 1 })).not.toEqual([]);
    expect(errorsOf({ ...report, verdicts: [{ ...report.verdicts[0], extra: 1 }] })).not.toEqual([]);
    const { decision: _decision, ...undecided } = report;
    expect(errorsOf(undecided)).not.toEqual([]);
  });

  test('has its keys in the order of the schema', () => {
    expect(Object.keys(report)).toEqual([
      'schema',
      'tool',
      'profile',
      'targets',
      'notRead',
      'verdicts',
      'controls',
      'risks',
      'recommendations',
      'waivers',
      'disabledRules',
      'decision',
      'summary',
    ]);
    expect(Object.keys(report.verdicts[0] ?? {})).toEqual([
      'rule',
      'severity',
      'outcome',
      'target',
      'subject',
      'element',
      'message',
      'location',
      'related',
      'fingerprint',
    ]);
  });

  test('ends with a newline and is indented by two blanks', () => {
    expect(text).toMatch(/^\{\n {2}"schema": "seaworthy-report\/1",\n/);
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('carries every verdict with its waiver and its missing evidence, and no source text', () => {
    const run = shopRun();
    expect(report.verdicts).toHaveLength(run.verdicts.length);
    expect(report.verdicts.filter(({ waiver }) => waiver)).toMatchObject([
      { rule: 'writable-root', waiver: { owner: 'data-team', until: '2027-03-31' } },
    ]);
    expect(
      report.verdicts.filter(({ outcome }) => outcome === 'unknown').every(({ missing }) => missing?.length === 1),
    ).toBe(true);
    expect(text).not.toContain('cap_drop');
  });

  test('is the same for hostile names, which keep their value and are escaped', () => {
    const name = '__proto__\x1b[31m\u202e\u009b##[add-mask]\ud800\u{e0041}';
    const rule = ruleOf('r', 'low', 'R');
    const place = { file: name, startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
    const hostile = json(runOf({ rules: [rule], verdicts: [verdictOf(rule, 'fail', place, { container: name })] }));
    expect(hostile).not.toMatch(/[^\n\x20-\x7e]/);
    expect(hostile).not.toContain('##[');
    const parsed: Report = JSON.parse(hostile);
    expect(parsed.verdicts[0]?.subject.name).toBe(name);
  });

  test('keeps rules and policy fields whatever they are called', () => {
    const rules = JSON.parse('{"__proto__": {"enabled": false}, "r": {"severity": "low"}}');
    const parsed: Report = JSON.parse(json(runOf({ profile: { ...defaultProfile, rules } })));
    expect(Object.keys(parsed.profile.rules)).toEqual(['__proto__', 'r']);
    expect(parsed.profile.policy).toEqual(defaultProfile.policy);
  });

  test('is published with this schema', () => {
    const published: unknown = JSON.parse(readFileSync('policies/schema/report.schema.json', 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(reportSchema())));
  });
});
