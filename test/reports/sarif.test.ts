import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Log, Run as SarifRun } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import { type SarifOptions, sarif } from '../../src/reports/sarif.ts';
import { multitoolFolder } from './multitool.ts';
import { ruleOf, runOf, verdictOf } from './sample-run.ts';
import { shopRun } from './shop.ts';

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
const validate = ajv.compile(readSchema());

function readSchema(): object {
  const text = readFileSync(join(multitoolFolder, 'sarif-2.1.0.json'), 'utf8');
  return JSON.parse(text.replace(/^\uFEFF/, ''));
}

/** Renders, validates against the standard's schema, and reads back. */
function sarifOf(run: Run, options?: SarifOptions): Log {
  const log: Log = JSON.parse(sarif(run, options));
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return log;
}

function firstRun(run: Run, options?: SarifOptions): SarifRun {
  const [first] = sarifOf(run, options).runs;
  if (first === undefined) throw new Error('no run');
  return first;
}

const place = { file: 'a.yaml', startLine: 2, startColumn: 3, endLine: 2, endColumn: 6 };
const target = {
  id: 'compose:a.yaml',
  kind: 'compose',
  name: 'a',
  file: 'a.yaml',
  subjects: [],
  errors: [],
  notices: [],
};

describe('the SARIF report', () => {
  test('reads like this', async () => {
    await expect(sarif(shopRun())).toMatchFileSnapshot('golden/shop.sarif');
  });

  test('has one run per target, each with its own category', () => {
    expect(sarifOf(shopRun()).runs.map(({ automationDetails }) => automationDetails?.id)).toEqual([
      'seaworthy/compose:examples/shop/compose.yaml/',
      'seaworthy/compose:examples/broken/compose.yaml/',
      'seaworthy/compose:examples/calm/compose.yaml/',
    ]);
  });

  test('makes no alert of what passed or could not be told', () => {
    const { results = [], invocations } = firstRun(shopRun());
    expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(['fail']));
    const notes = invocations?.[0]?.toolExecutionNotifications?.filter(
      ({ descriptor }) => descriptor?.id === 'cannot-tell',
    );
    expect(notes).toHaveLength(6);
    expect(notes?.[0]?.message.text).toBe(
      'Cannot tell which user proxy runs as. Missing: the image decides and was not scanned. To know: build or pull the image and scan it too, or write `user:`.',
    );
  });

  test('holds what passed and could not be told when all is asked for', () => {
    const { results = [], invocations } = firstRun(shopRun(), { results: 'all' });
    expect(results.map(({ kind, level }) => `${kind} ${level}`)).toEqual(
      expect.arrayContaining(['pass none', 'open none']),
    );
    expect(JSON.stringify(invocations)).not.toContain('cannot-tell');
  });

  test('lists the rules that gave a verdict, passed ones too, in order and by index', () => {
    const { tool, results = [] } = firstRun(shopRun());
    const ids = tool.driver.rules?.map(({ id }) => id) ?? [];
    expect(ids).toContain('no-health-check');
    expect(results.every(({ ruleId, ruleIndex }) => ids[ruleIndex ?? -1] === ruleId)).toBe(true);
  });

  test('gives each severity the number and level that code scanning understands', () => {
    const rules = (['critical', 'high', 'medium', 'low'] as const).map((severity) =>
      ruleOf(`is-${severity}`, severity, severity),
    );
    const run = runOf({
      rules,
      targets: [target],
      verdicts: rules.map((rule) => verdictOf(rule, 'fail', place, { container: 'a' })),
    });
    const { tool, results = [] } = firstRun(run);
    expect(tool.driver.rules?.map(({ properties }) => properties?.['security-severity'])).toEqual([
      '9.5',
      '8.0',
      '5.5',
      '2.0',
    ]);
    expect(results.map(({ level }) => level)).toEqual(['error', 'error', 'warning', 'note']);
  });

  test('uses the severity of the verdicts where a profile changed that of the rule', () => {
    const rule = ruleOf('is-low', 'low', 'Low');
    const run = runOf({
      rules: [rule],
      targets: [target],
      verdicts: [verdictOf(rule, 'fail', place, { container: 'a', severity: 'critical' })],
    });
    expect(firstRun(run).tool.driver.rules?.[0]).toMatchObject({
      defaultConfiguration: { level: 'error' },
      properties: { 'security-severity': '9.5' },
    });
  });

  test('marks a waived finding as suppressed, or leaves it out for an upload', () => {
    const waived = firstRun(shopRun()).results?.filter(({ suppressions }) => suppressions !== undefined);
    expect(waived).toMatchObject([
      {
        ruleId: 'writable-root',
        suppressions: [
          {
            kind: 'external',
            status: 'accepted',
            justification: 'postgres writes its socket there (owner data-team) until 2027-03-31',
          },
        ],
      },
    ]);
    const uploaded = firstRun(shopRun(), { waived: false }).results ?? [];
    expect(uploaded.some(({ suppressions }) => suppressions !== undefined)).toBe(false);
    expect(uploaded).toHaveLength((firstRun(shopRun()).results?.length ?? 0) - 1);
  });

  test('says that a waiver beside the line is in the source', () => {
    const rule = ruleOf('r', 'low', 'R');
    const waiver = { reason: 'known' };
    const run = runOf({
      rules: [rule],
      targets: [target],
      verdicts: [verdictOf(rule, 'fail', place, { container: 'a', waiver })],
      waivers: [{ rule: 'r', reason: 'known', kind: 'inline', at: place, status: 'active', broad: false, verdicts: 1 }],
    });
    expect(firstRun(run).results?.[0]?.suppressions).toEqual([
      { kind: 'inSource', status: 'accepted', justification: 'known' },
    ]);
  });

  test('links the other places that took part from the message', () => {
    const result = firstRun(shopRun()).results?.find(({ ruleId }) => ruleId === 'privileged-container');
    expect(result?.message.text).toContain(
      'See also [examples/shop/compose.yaml:14](1), [examples/shop/compose.yaml:2](2).',
    );
    expect(
      result?.relatedLocations?.map(({ id, physicalLocation }) => [id, physicalLocation?.region?.startLine]),
    ).toEqual([
      [1, 14],
      [2, 2],
    ]);
  });

  test('carries the fingerprint of the verdict and the hash of its line', () => {
    const run = shopRun();
    const [result] = firstRun(run).results ?? [];
    expect(result?.partialFingerprints?.['seaworthyFingerprint/v1']).toBe(run.verdicts[0]?.fingerprint);
    expect(result?.partialFingerprints?.primaryLocationLineHash).toMatch(/^[0-9a-f]{1,16}:\d+$/);
  });

  test('has no line hash for a command line, whose place is no file', () => {
    const rule = ruleOf('r', 'low', 'R');
    const at = { ...place, file: 'run:1', startLine: 1, endLine: 1 };
    const run = runOf({
      rules: [rule],
      targets: [{ ...target, id: 'run:web', kind: 'run' }],
      verdicts: [verdictOf(rule, 'fail', at, { container: 'web', target: 'run:web' })],
      sources: { 'run:1': 'docker run nginx' },
    });
    const [result] = firstRun(run).results ?? [];
    expect(result?.partialFingerprints).not.toHaveProperty('primaryLocationLineHash');
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('seaworthy-targets/run-1');
  });

  test('says that a target with errors was not examined successfully', () => {
    const [shop, broken] = sarifOf(shopRun()).runs;
    expect(shop?.invocations?.[0]?.executionSuccessful).toBe(true);
    expect(broken?.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          descriptor: { id: 'target-error' },
          level: 'error',
          message: { text: 'a tab is no indentation in YAML; write blanks' },
        },
      ],
    });
    expect(broken?.results).toEqual([]);
  });

  test('helps with why, fix, an example and the controls', () => {
    const rule = firstRun(shopRun()).tool.driver.rules?.find(({ id }) => id === 'docker-socket-mount');
    expect(rule).toMatchObject({
      name: 'DockerSocketMount',
      helpUri: 'https://example.org/seaworthy/blob/main/docs/rules.md#docker-socket-mount',
    });
    expect(rule?.properties?.tags).toEqual(['security', 'container', 'external/cis-docker-1.6.0/5.32']);
    expect(rule?.help?.markdown).toMatch(
      /^## The Docker socket is mounted\n\nWhoever can talk[\s\S]*### Fix[\s\S]*```yaml\nservices:[\s\S]*\*\*CIS 5\.32\*\*/,
    );
  });

  test('fences an example that holds a fence', () => {
    const rule = ruleOf('r', 'low', 'R', { examples: [{ compose: 'x: |\n  ```\n  <b>\n', denies: ['x'] }] });
    const run = runOf({
      rules: [rule],
      targets: [target],
      verdicts: [verdictOf(rule, 'pass', place, { container: 'a' })],
    });
    expect(firstRun(run).tool.driver.rules?.[0]?.help?.markdown).toContain('````yaml\nx: |\n  ```\n  <b>\n````');
  });

  test('keeps within the limits of code scanning for texts and tags', () => {
    const rule = ruleOf('r', 'low', 'T'.repeat(5000), { why: 'w'.repeat(5000), fix: 'f'.repeat(50_000) });
    const controls = Array.from({ length: 30 }, (_, index) => ({ id: `${index}`, title: 'T', rules: ['r'] }));
    const frameworks = [{ id: 'f', title: 'F', version: '1', short: 'F', controls, file: 'f.yaml' }];
    const run = runOf({
      rules: [rule],
      frameworks,
      targets: [target],
      verdicts: [verdictOf(rule, 'fail', place, { container: 'a', message: 'm'.repeat(50_000) })],
    });
    const { tool, results = [] } = firstRun(run);
    const [described] = tool.driver.rules ?? [];
    expect(described?.shortDescription?.text.length).toBeLessThanOrEqual(1024);
    expect(described?.fullDescription?.text.length).toBeLessThanOrEqual(1024);
    expect(described?.help?.text.length).toBeLessThanOrEqual(10_000);
    expect(described?.properties?.tags?.length).toBeLessThanOrEqual(10);
    expect(results[0]?.message.text?.length).toBeLessThanOrEqual(1000);
  });
});
