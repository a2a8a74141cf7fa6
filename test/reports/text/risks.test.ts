// How the text report shows risks: behind names, as what to mend first, and as the answer to a what-if.
import { describe, expect, test } from 'vitest';
import type { Recommendation, RiskLevel, SubjectRisk, ThreatScore } from '../../../src/model/risk.ts';
import type { Run } from '../../../src/model/run.ts';
import { text } from '../../../src/reports/text.ts';
import { columns } from '../../../src/reports/text-layout.ts';
import { ruleOf, runOf, verdictOf } from '../sample-run.ts';

const file = 'compose.yaml';
const target = `compose:${file}`;
const at = (startLine: number) => ({ file, startLine, startColumn: 3, endLine: startLine, endColumn: 6 });
const container = (id: string) => ({ kind: 'container', id, name: id }) as const;

function risk(id: string, score: number, level: RiskLevel): SubjectRisk {
  const threat: ThreatScore = {
    id: 'T001',
    name: 'Container Escape',
    impact: 3,
    base: 1,
    probability: 3,
    mitigated: false,
    score,
    level,
    evidence: [],
    controls: [],
    coverage: 0,
    insufficientEvidence: false,
  };
  return { target, subject: container(id), imageOnly: false, threats: [threat], score, level };
}

function recommendation(id: string, subject: string, more: Partial<Recommendation> = {}): Recommendation {
  return {
    id,
    kind: 'rule',
    title: id,
    target,
    subject: container(subject),
    removes: 6,
    from: 9,
    to: 3,
    level: 'MEDIUM',
    effort: 'small',
    threats: [{ id: 'T001', name: 'Container Escape', from: 9, to: 3 }],
    edits: [{ location: at(4), write: 'Remove `privileged: true`.' }],
    ...more,
  };
}

function render(more: Partial<Run>, width = 100): string {
  const rule = ruleOf('privileged-container', 'critical', 'Container runs privileged');
  const subjects = ['web', 'db'].map((id, index) => ({ ...container(id), declared: at(2 + 4 * index) }));
  const run = runOf({
    rules: [rule],
    targets: [{ id: target, kind: 'compose', name: 'shop', file, subjects, errors: [], notices: [] }],
    verdicts: [verdictOf(rule, 'fail', at(4), { container: 'web' })],
  });
  return text({ ...run, ...more }, { width, colour: false });
}

describe('the risk of a container', () => {
  test('stands at the right of its name with the highest threat', () => {
    const lines = render({ risks: [risk('web', 9, 'CRITICAL'), risk('db', 0.9, 'LOW')] }).split('\n');
    const heading = lines.find((line) => line.startsWith('  web'));
    expect(heading).toMatch(/^ {2}web.* risk 9\.0 CRITICAL {2}T001 Container Escape$/);
    expect(columns(heading ?? '')).toBe(100);
  });

  test('has a line of its own where there is no room', () => {
    const lines = render({ risks: [risk('web', 9, 'CRITICAL')] }, 40).split('\n');
    const heading = lines.findIndex((line) => line.startsWith('  web'));
    expect(lines[heading + 1]).toBe('    risk 9.0 CRITICAL  T001 Container Escape'.slice(0, 200));
  });

  test('of another target with the same name is not shown', () => {
    expect(render({ risks: [{ ...risk('web', 9, 'CRITICAL'), target: 'compose:other.yaml' }] })).not.toContain(
      'T001 Container Escape',
    );
  });
});

describe('what to mend first', () => {
  test('names the risk removed, the effort, the subject, and the edit with its line', () => {
    const report = render({ recommendations: [recommendation('privileged-container', 'web')] });
    expect(report).toContain(
      [
        'Mend first (risk removed, effort)',
        '   -6.0  small  privileged-container: web (9.0 -> 3.0)',
        '      compose.yaml:4: Remove `privileged: true`.',
      ].join('\n'),
    );
  });

  test('says once what several subjects need alike', () => {
    const edits = [{ location: at(8), write: 'Remove `privileged: true`.' }];
    const report = render({
      recommendations: [
        recommendation('privileged-container', 'web'),
        recommendation('privileged-container', 'db', { edits, from: 6, to: 6 }),
      ],
    });
    expect(report).toContain('privileged-container: web (9.0 -> 3.0), db\n');
    expect(report).toContain('compose.yaml:4, compose.yaml:8: Remove `privileged: true`.');
  });

  test('is at most ten, and says how many more there are', () => {
    const recommendations = Array.from({ length: 13 }, (_one, index) => recommendation(`rule-${index}`, 'web'));
    const report = render({ recommendations });
    expect(report.match(/rule-\d+: web/g)).toHaveLength(10);
    expect(report).toContain('and 3 more; --format json lists them all');
  });

  test('stands before the totals, and shows nothing where there is nothing to mend', () => {
    const report = render({ recommendations: [recommendation('privileged-container', 'web')] });
    expect(report.indexOf('Mend first')).toBeLessThan(report.indexOf('1 target, '));
    expect(render({ recommendations: [] })).not.toContain('Mend first');
  });

  test('does not let a scanned name write to the terminal', () => {
    const report = render({ recommendations: [recommendation('privileged-container', '\x1b[31mweb\n::error::x')] });
    expect(report).not.toContain('\x1b');
    expect(report).not.toMatch(/^::error/m);
  });

  test.each([40, 60, 100])('fits into %i columns', (width) => {
    const edits = [{ location: at(4), write: 'word '.repeat(60).trim() }];
    const lines = render({ recommendations: [recommendation('privileged-container', 'web', { edits })] }, width);
    const block = lines.slice(lines.indexOf('Mend first'), lines.indexOf('1 target, ')).split('\n');
    expect(block.filter((line) => columns(line) > width)).toEqual([]);
  });
});

test('a what-if shows every subject now and then, and the threats that move', () => {
  const threats = [
    { id: 'T001', name: 'Container Escape', from: 9, to: 3, level: 'MEDIUM' },
    { id: 'T003', name: 'Resource Exhaustion', from: 6, to: 6, level: 'HIGH' },
  ] as const;
  const web = {
    target,
    subject: container('web'),
    from: 9,
    fromLevel: 'CRITICAL',
    to: 6,
    level: 'HIGH',
    threats,
  } as const;
  const db = { ...web, subject: container('db'), from: 6, fromLevel: 'HIGH', threats: threats.slice(1) } as const;
  const report = render({ whatIf: { names: ['readOnly', 'capDrop'], subjects: [web, db] } });
  expect(report).toContain(
    [
      'What if readOnly, capDrop',
      '  web  9.0 CRITICAL -> 6.0 HIGH  T001 9.0 -> 3.0',
      '  db   6.0 HIGH -> 6.0 HIGH  no threat moves',
    ].join('\n'),
  );
});
