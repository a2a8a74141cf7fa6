import type { Log, Result, Run as SarifRun } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Severity } from '../../../src/model/severity.ts';
import { codeScanningLimits, emptyRun, limitSarif } from '../../../src/reports/sarif/limits.ts';
import { describeLog } from '../../../src/reports/sarif.ts';
import { ruleOf, runOf, verdictOf } from '../sample-run.ts';
import { shopRun } from '../shop.ts';

const place = { file: 'a.yaml', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

function logOf(targets: readonly string[], severities: readonly Severity[] = ['low']): Log {
  const rules = (['critical', 'high', 'medium', 'low'] as const).map((severity) =>
    ruleOf(`${severity}-rule`, severity, severity),
  );
  return describeLog(
    runOf({
      rules,
      targets: targets.map((id) => ({ id, kind: 'compose', name: id, subjects: [], errors: [], notices: [] })),
      verdicts: targets.flatMap((target) =>
        severities.flatMap((severity, index) => {
          const rule = rules.find((known) => known.severity === severity);
          if (rule === undefined) return [];
          return [verdictOf(rule, 'fail', { ...place, startLine: index + 1 }, { container: `c${index}`, target })];
        }),
      ),
    }),
  );
}

const categories = ({ runs }: Log) => runs.map(({ automationDetails }) => automationDetails?.id);
const rulesOf = ({ tool, results = [] }: SarifRun) =>
  results.map(({ ruleIndex = -1, ruleId }) => [tool.driver.rules?.[ruleIndex]?.id, ruleId]);

describe('a log within the limits', () => {
  test('stays as it is', () => {
    const log = describeLog(shopRun(), { waived: false });
    const { logs, dropped } = limitSarif(log);
    expect(logs).toEqual([log]);
    expect(dropped.size).toBe(0);
  });

  test('of nothing is one log without runs', () => {
    expect(limitSarif(logOf([])).logs.map(({ runs }) => runs)).toEqual([[]]);
  });
});

describe('too many runs', () => {
  test('become several logs of twenty, in order', () => {
    const ids = Array.from({ length: 45 }, (_, index) => `compose:${index}`);
    const { logs } = limitSarif(logOf(ids));
    expect(logs.map(({ runs }) => runs.length)).toEqual([20, 20, 5]);
    expect(logs.flatMap(categories)).toEqual(ids.map((id) => `seaworthy/${id}/`));
    expect(new Set(logs.map(({ version }) => version))).toEqual(new Set(['2.1.0']));
  });

  test('can be made fewer still for a file that is too large', () => {
    const { logs } = limitSarif(logOf(['a', 'b', 'c']), { ...codeScanningLimits, runs: 1 });
    expect(logs.map(categories)).toEqual([['seaworthy/a/'], ['seaworthy/b/'], ['seaworthy/c/']]);
  });
});

describe('too many results', () => {
  test('leave the most severe in their order, and are counted by category', () => {
    const severities: Severity[] = ['low', 'critical', 'medium', 'low', 'high', 'critical'];
    const { logs, dropped } = limitSarif(logOf(['a', 'b'], severities), { ...codeScanningLimits, results: 3 });
    const [first] = logs[0]?.runs ?? [];
    expect((first?.results ?? []).map(({ ruleId }) => ruleId)).toEqual(['critical-rule', 'high-rule', 'critical-rule']);
    expect([...dropped]).toEqual([
      ['seaworthy/a/', 3],
      ['seaworthy/b/', 3],
    ]);
  });

  test('are cut at what code scanning shows', () => {
    const severities = Array.from({ length: 5003 }, (_, index): Severity => (index === 5002 ? 'critical' : 'low'));
    const { logs, dropped } = limitSarif(logOf(['a'], severities));
    const results = logs[0]?.runs[0]?.results ?? [];
    expect(results).toHaveLength(5000);
    expect(results.at(-1)?.ruleId).toBe('critical-rule');
    expect([...dropped.values()]).toEqual([3]);
  });
});

describe('rules, tags and places', () => {
  test('of a run with too many rules are those that its results need, with their indexes', () => {
    const log = logOf(['a'], ['critical', 'high', 'medium', 'low']);
    const { logs } = limitSarif(log, { ...codeScanningLimits, rules: 3, results: 2 });
    const [run] = logs[0]?.runs ?? [];
    if (run === undefined) throw new Error('no run');
    expect(run.tool.driver.rules?.map(({ id }) => id)).toEqual(['critical-rule', 'high-rule']);
    expect(rulesOf(run)).toEqual([
      ['critical-rule', 'critical-rule'],
      ['high-rule', 'high-rule'],
    ]);
  });

  test('are at most what is kept', () => {
    const log = logOf(['a']);
    const [run] = log.runs;
    const [rule] = run?.tool.driver.rules ?? [];
    const [result] = run?.results ?? [];
    if (run === undefined || rule === undefined || result === undefined) throw new Error('no result');
    const many: Result = { ...result, relatedLocations: Array.from({ length: 1500 }, (_, id) => ({ id })) };
    const tags = Array.from({ length: 30 }, (_, index) => `tag-${index}`);
    const tagged = { ...rule, properties: { ...rule.properties, tags } };
    const driver = { ...run.tool.driver, rules: [tagged] };
    const [limited] = limitSarif({ ...log, runs: [{ ...run, tool: { driver }, results: [many] }] }).logs[0]?.runs ?? [];
    expect(limited?.results?.[0]?.relatedLocations).toHaveLength(100);
    expect(limited?.tool.driver.rules?.[0]?.properties?.tags).toEqual(tags.slice(0, 10));
    expect(limited?.tool.driver.rules?.[0]?.properties?.['security-severity']).toBe('2.0');
  });
});

describe('a category', () => {
  test('that comes twice gets a number, in all the logs together', () => {
    const { logs } = limitSarif(logOf(['a', 'b', 'a', 'a']), { ...codeScanningLimits, runs: 2 });
    expect(logs.map(categories)).toEqual([
      ['seaworthy/a/', 'seaworthy/b/'],
      ['seaworthy/a~2/', 'seaworthy/a~3/'],
    ]);
  });

  test('whose target is gone is closed by a run without results, of the same tool', () => {
    const { tool } = shopRun();
    const [known] = describeLog(shopRun()).runs;
    const run = emptyRun('seaworthy/compose:old.yaml/', tool);
    expect(run.tool.driver.name).toBe(known?.tool.driver.name);
    expect(run).toMatchObject({ automationDetails: { id: 'seaworthy/compose:old.yaml/' }, results: [] });
    expect(emptyRun('seaworthy/x', tool).automationDetails?.id).toBe('seaworthy/x/');
  });
});
