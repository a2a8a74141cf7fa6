import { describe, expect, test } from 'vitest';
import type { ChangedLines } from '../../src/model/action-context.ts';
import type { Location } from '../../src/model/location.ts';
import type { Severity } from '../../src/model/severity.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { annotationLevels, chooseAnnotations, isOnChange } from '../../src/reports/annotations.ts';
import { hostileRun } from './hostile.ts';
import { ruleOf, runOf, verdictOf } from './sample-run.ts';
import { shopRun } from './shop.ts';

function at(startLine: number, file = 'compose.yaml'): Location {
  return { file, startLine, startColumn: 5, endLine: startLine, endColumn: 9 };
}

const rules = {
  critical: ruleOf('critical-rule', 'critical', 'Critical'),
  high: ruleOf('high-rule', 'high', 'High'),
  medium: ruleOf('medium-rule', 'medium', 'Medium', { fix: '' }),
  low: ruleOf('low-rule', 'low', 'Low'),
};

function finding(severity: Severity, location: Location, more: Partial<Verdict> = {}): Verdict {
  return verdictOf(rules[severity], 'fail', location, { container: 'web', ...more });
}

const chosen = (verdicts: readonly Verdict[], changed?: ChangedLines) =>
  chooseAnnotations(runOf({ rules: Object.values(rules), verdicts }), changed);
const shownLines = (verdicts: readonly Verdict[], changed?: ChangedLines) =>
  chosen(verdicts, changed).shown.map(({ level, startLine }) => `${level} ${startLine}`);

describe('annotations', () => {
  test('of the shop are these', async () => {
    const text = `${JSON.stringify(chooseAnnotations(shopRun(), undefined), undefined, 2)}\n`;
    await expect(text).toMatchFileSnapshot('golden/shop-annotations.json');
  });

  test('have the level of their severity, and the worst come first', () => {
    expect(
      shownLines([finding('low', at(1)), finding('medium', at(2)), finding('high', at(3)), finding('critical', at(4))]),
    ).toEqual(['error 4', 'error 3', 'warning 2', 'notice 1']);
    expect(annotationLevels).toEqual(['error', 'warning', 'notice']);
  });

  test('of changed lines come before worse ones elsewhere', () => {
    const verdicts = [finding('critical', at(1)), finding('high', at(20)), finding('high', at(8, 'new.yaml'))];
    const changed = new Map<string, 'all' | [number, number][]>([
      ['compose.yaml', [[18, 20]]],
      ['new.yaml', 'all'],
    ]);
    expect(shownLines(verdicts, changed)).toEqual(['error 20', 'error 8', 'error 1']);
  });

  test('are at most ten of a level, of which changed lines are never crowded out; the others are counted', () => {
    const many = Array.from({ length: 30 }, (_, index) => finding('critical', at(index + 1)));
    const { shown, left } = chosen(
      [...many, finding('high', at(40)), finding('low', at(50))],
      new Map([['compose.yaml', [[40, 40]]]]),
    );
    expect(shown.map(({ startLine }) => startLine)).toEqual([40, 1, 2, 3, 4, 5, 6, 7, 8, 9, 50]);
    expect(left).toEqual({ error: 21, warning: 0, notice: 0 });
  });

  test('say once what is wrong with all the ports or containers of one line', () => {
    const ports = Array.from({ length: 11 }, (_, index) =>
      finding('high', at(3), { element: `ports[${index}]`, message: `Port ${8080 + index} is open.` }),
    );
    const { shown, left } = chosen([...ports, finding('critical', at(3))]);
    expect(shown.map(({ message }) => message)).toEqual([
      'Critical Fix: Mend critical-rule.',
      'Port 8080 is open. And 10 more like it on this line. Fix: Mend high-rule.',
    ]);
    expect(left.error).toBe(0);
  });

  test('are made of nothing but new findings', () => {
    expect(
      shownLines([
        finding('high', at(1), { waiver: { reason: 'known' } }),
        finding('high', at(2), { baseline: 'unchanged' }),
        finding('high', at(3), { baseline: 'new' }),
        finding('high', at(4), { outcome: 'unknown' }),
        finding('high', at(5), { outcome: 'pass' }),
      ]),
    ).toEqual(['error 3']);
  });

  test('have columns only where they are in one line and not empty', () => {
    const [over, empty, one] = chosen([
      finding('high', { ...at(1), endLine: 2 }),
      finding('high', { ...at(2), endColumn: 5 }),
      finding('high', at(3)),
    ]).shown;
    expect(over).not.toHaveProperty('startColumn');
    expect(empty).not.toHaveProperty('endColumn');
    expect(one).toMatchObject({ startColumn: 5, endColumn: 9 });
  });

  test('are short and hold nothing that steers, whatever was scanned', () => {
    const { shown } = chooseAnnotations(hostileRun(), undefined);
    expect(shown).toHaveLength(1);
    for (const { title, message } of shown) {
      expect(message.length).toBeLessThanOrEqual(2000);
      expect(`${title}${message}`).not.toMatch(/[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]/);
      expect(message).toContain('Fix: Mend privileged-container.');
    }
  });
});

describe('a changed line', () => {
  test.each([
    [4, false],
    [5, true],
    [7, true],
    [8, false],
    [12, true],
  ])('%i is one: %s', (line, expected) => {
    const changed: ChangedLines = new Map([
      [
        'compose.yaml',
        [
          [5, 7],
          [12, 12],
        ],
      ],
    ]);
    expect(isOnChange({ location: at(line) }, changed)).toBe(expected);
  });

  test('is unknown without a change, and none in another file', () => {
    expect(isOnChange({ location: at(1) }, undefined)).toBe(false);
    expect(isOnChange({ location: at(1) }, new Map([['__proto__', 'all' as const]]))).toBe(false);
  });
});
