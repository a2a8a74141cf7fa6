import { describe, expect, test } from 'vitest';
import { sarif } from '../../src/reports/sarif.ts';
import { hostileRun } from './hostile.ts';
import { validateWithMultitool, whyNoMultitool } from './multitool.ts';
import { runOf } from './sample-run.ts';
import { shopRun } from './shop.ts';

const obstacle = whyNoMultitool();
if (obstacle !== undefined) console.warn(`skipped: ${obstacle}`);

describe.skipIf(obstacle !== undefined)('the SARIF multitool', () => {
  test('has nothing to say against the report', { timeout: 60_000 }, () => {
    expect(validateWithMultitool(sarif(shopRun()))).toEqual([]);
    expect(validateWithMultitool(sarif(shopRun(), { results: 'all' }))).toEqual([]);
  });

  test('has nothing to say against a report on hostile input', { timeout: 60_000 }, () => {
    expect(validateWithMultitool(sarif(hostileRun()))).toEqual([]);
  });

  test('has nothing to say against a report on nothing', { timeout: 60_000 }, () => {
    expect(validateWithMultitool(sarif(runOf({})))).toEqual([]);
  });

  test('would speak up about a result without a message', { timeout: 60_000 }, () => {
    const broken = sarif(shopRun()).replace(
      /"message": \{\n\s+"text": "The Docker socket is mounted[^"]*"\n\s+\}/,
      '"message": {}',
    );
    expect(validateWithMultitool(broken)).not.toEqual([]);
  });
});
