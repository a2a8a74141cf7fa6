import { describe, expect, test } from 'vitest';
import { reports } from '../../src/reports/index.ts';
import { json } from '../../src/reports/json.ts';
import type { Report } from '../../src/reports/report-schema.ts';
import { sarif } from '../../src/reports/sarif.ts';
import { text } from '../../src/reports/text.ts';
import { hostileRun, poison } from './hostile.ts';

const options = { width: 80, colour: false };

const loaded = await Promise.all(reports.map(async ({ name, load }) => ({ name, render: await load() })));

describe.each(loaded)('the $name report on hostile input', ({ render }) => {
  const report = render(hostileRun(), options);

  test('holds no character that steers a terminal or reorders a line', () => {
    expect(report).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]/);
  });

  test('holds nothing that the Actions runner would obey', () => {
    expect(report).not.toMatch(/^\s*::/m);
    expect(report).not.toContain('##[');
  });

  test('is the same every time', () => {
    expect(render(hostileRun(), options)).toBe(report);
  });
});

describe('hostile input', () => {
  test('cannot make the text report long or wide, but for the escapes of runner commands', () => {
    const report = text(hostileRun(), options);
    expect(report.length).toBeLessThan(20_000);
    expect(
      Math.max(
        ...report
          .split('\n')
          .slice(0, -2)
          .map((line) => line.replace(/\p{M}/gu, '').length),
      ),
    ).toBeLessThanOrEqual(90);
  });

  test('cannot colour what it names', () => {
    const report = text(hostileRun(), { width: 80, colour: true });
    expect(report).not.toContain('\x1b[2J');
    expect(report.match(/\x1b(?!\[[\d;]*m)/g)).toBeNull();
  });

  test('cannot make SARIF messages long, nor put a link into them', () => {
    const log = sarif(hostileRun());
    expect(log.length).toBeLessThan(120_000);
    const texts = [...log.matchAll(/"(?:text|justification)": "(.*)"/g)].map(([, shown]) => shown);
    expect(texts.filter((shown) => shown?.includes('](http'))).toEqual([]);
    expect(texts.filter((shown) => shown?.includes('] (http')).length).toBeGreaterThan(3);
  });

  test('keeps its exact value in JSON', () => {
    const report: Report = JSON.parse(json(hostileRun()));
    expect(report.verdicts[0]?.subject.name).toBe(`__proto__${poison}`);
    expect(report.disabledRules).toEqual([poison]);
  });
});
