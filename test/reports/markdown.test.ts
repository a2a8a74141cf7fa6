import { describe, expect, test } from 'vitest';
import type { Recommendation, SubjectRisk } from '../../src/model/risk.ts';
import type { Run } from '../../src/model/run.ts';
import type { Severity } from '../../src/model/severity.ts';
import { type MarkdownOptions, markdown } from '../../src/reports/markdown.ts';
import { hostileRun, poison } from './hostile.ts';
import { ruleOf, runOf, verdictOf } from './sample-run.ts';
import { shopRun } from './shop.ts';

const roomy: MarkdownOptions = { maxBytes: 1024 * 1024 };
const linked: MarkdownOptions = {
  ...roomy,
  heading: 'Seaworthy: shop',
  fileUrl: (file, line) => `https://git.example.invalid/shop/blob/0123abc/${file}#L${line}`,
};
const place = { file: 'a.yaml', startLine: 2, startColumn: 3, endLine: 2, endColumn: 6 };

/** The shop with risks, advice, a baseline and a file of another language. */
function wholeShop(): Run {
  const run = shopRun();
  const target = 'compose:examples/shop/compose.yaml';
  const threat = {
    id: 'T001',
    name: 'Container Escape',
    impact: 3,
    base: 2,
    probability: 3,
    mitigated: false,
  } as const;
  const scored = { evidence: [], controls: [], coverage: 0, insufficientEvidence: false };
  const other = { ...threat, ...scored, id: 'T003', name: 'Resource Exhaustion', score: 1.8, level: 'LOW' } as const;
  const socket = {
    effect: 'force',
    says: 'it reaches the `Docker` socket',
    rules: ['docker-socket-mount'],
    facts: [],
    locations: [{ file: 'examples/shop/compose.yaml', startLine: 8, startColumn: 9, endLine: 8, endColumn: 29 }],
    voids: [],
  } as const;
  const risk = (name: string, score: number, level: SubjectRisk['level']): SubjectRisk => ({
    target,
    subject: { kind: 'container', id: name, name },
    imageOnly: false,
    threats: [
      { ...threat, ...scored, score, level, evidence: level === 'CRITICAL' ? [socket] : [] },
      { ...other, mitigated: true },
    ],
    score,
    level,
  });
  const advice = {
    target,
    subject: { kind: 'container', id: 'proxy', name: 'proxy' },
    removes: 6,
    from: 9,
    to: 3,
  } as const;
  const at = { file: 'examples/shop/compose.yaml', startLine: 5, startColumn: 3, endLine: 5, endColumn: 8 };
  const fix = 'Put a filtering socket proxy between, or remove the mount.';
  const recommendations: Recommendation[] = [
    {
      ...advice,
      kind: 'threat',
      id: 'T001',
      title: 'all that drives T001 Container Escape',
      level: 'MEDIUM',
      effort: 'large',
      threats: [],
      edits: [
        { location: at, write: 'cap_drop: [ALL]' },
        { location: at, write: fix },
      ],
    },
    {
      ...advice,
      kind: 'rule',
      id: 'docker-socket-mount',
      title: 'docker-socket-mount',
      to: 9,
      level: 'CRITICAL',
      effort: 'medium',
      threats: [],
      edits: [{ location: at, write: fix }],
    },
  ];
  return {
    ...run,
    risks: [risk('proxy', 9, 'CRITICAL'), risk('web', 6, 'HIGH'), risk('db', 1.8, 'LOW')],
    recommendations,
    notRead: [{ what: 'Kubernetes manifests', files: ['k8s/a.yaml', 'k8s/b|c.yaml'] }],
    baseline: {
      source: 'origin/main',
      new: 13,
      unchanged: 0,
      mended: [{ rule: 'root-user', target, subject: 'old', identity: '0'.repeat(32), message: 'old runs as root.' }],
    },
  };
}

/** A run with many findings, each of a container of its own. */
function largeRun(count: number): Run {
  const rule = ruleOf('some-rule', 'medium', 'Some');
  const verdicts = Array.from({ length: count }, (_, index) =>
    verdictOf(rule, 'fail', { ...place, startLine: index + 1, endLine: index + 1 }, { container: `c${index}` }),
  );
  const target = { id: 'compose:a.yaml', kind: 'compose', name: 'a', subjects: [], errors: [], notices: [] };
  return runOf({ rules: [rule], targets: [target], verdicts });
}

/** Whether every block that is opened is closed again in its order. */
function isBalanced(page: string): boolean {
  let depth = 0;
  for (const [tag] of page.matchAll(/^<\/?details>$/gm)) {
    depth += tag === '<details>' ? 1 : -1;
    if (depth < 0 || depth > 1) return false;
  }
  return depth === 0;
}

const rowsOf = (page: string) => page.split('\n').filter((line) => /^\| (?:critical|high|medium|low) \|/.test(line));

describe('the Markdown report', () => {
  test('reads like this', async () => {
    await expect(markdown(wholeShop(), linked)).toMatchFileSnapshot('golden/shop-summary.md');
  });

  test('reads like this where nothing is compared, scored or linked', async () => {
    await expect(markdown(shopRun(), roomy)).toMatchFileSnapshot('golden/shop.md');
  });

  test('says the decision first', () => {
    const [heading, , decision] = markdown(wholeShop(), linked).split('\n');
    expect(heading).toBe('## Seaworthy: shop');
    expect(decision).toMatch(/^⛔ \*\*DENY\*\*: /);
  });

  test('shows new findings alone, most severe first, and counts the known ones', () => {
    const rules = (['low', 'critical', 'high'] as const).map((severity: Severity) =>
      ruleOf(`${severity}-rule`, severity, severity),
    );
    const verdicts = rules.flatMap((rule) => [
      verdictOf(rule, 'fail', place, { container: 'new', baseline: 'new' }),
      verdictOf(rule, 'fail', place, { container: 'known', baseline: 'unchanged' }),
      verdictOf(rule, 'fail', place, { container: 'waived', waiver: { reason: 'r' } }),
    ]);
    const baseline = { source: 'base', new: 3, unchanged: 3, mended: [] };
    const page = markdown({ ...runOf({ rules, verdicts }), baseline }, roomy);
    expect(rowsOf(page).map((row) => row.split(' ')[1])).toEqual(['critical', 'high', 'low']);
    expect(page).toContain('3 known findings of the baseline not shown.');
    const none = verdicts.filter((verdict) => verdict.baseline === 'unchanged');
    expect(markdown({ ...runOf({ rules, verdicts: none }), baseline }, roomy)).toContain('### New findings\n\nNone.');
  });

  test('never calls an unknown one passed, and says how to make it known', () => {
    const page = markdown(shopRun(), roomy);
    expect(page).toContain('<summary>Unknown (6), which is not passed, and how to make it known</summary>');
    expect(page).toMatch(/- the image decides and was not scanned \(5: .*`root-user`.*\*\*To know:\*\* build or pull/);
  });

  test('folds what nobody needs at first', () => {
    expect(isBalanced(markdown(wholeShop(), linked))).toBe(true);
  });
});

describe('a page with little room', () => {
  test.each([1024 * 1024, 200_000, 65_000, 20_000, 8_000, 2_000, 1_000])(
    'keeps to %i bytes and stays whole',
    (maxBytes) => {
      const page = markdown(largeRun(30_000), { ...linked, maxBytes });
      expect(Buffer.byteLength(page)).toBeLessThanOrEqual(maxBytes);
      expect(page).toContain('**ALLOW**');
      expect(isBalanced(page)).toBe(true);
      const shown = rowsOf(page).length;
      const said = Number(/^(\d+) more findings are in the report files\.$/m.exec(page)?.[1] ?? 0);
      if (page.includes('### Findings')) expect(shown + said).toBe(30_000);
    },
  );

  test('shows more findings the more room it has', () => {
    const counts = [1024 * 1024, 100_000, 30_000].map(
      (maxBytes) => rowsOf(markdown(largeRun(2_000), { ...linked, maxBytes })).length,
    );
    expect(counts[0]).toBe(1000);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(new Set(counts).size).toBe(3);
  });
});

describe('a page on hostile input', () => {
  const run: Run = {
    ...hostileRun(),
    notRead: [{ what: poison, files: [poison] }],
    baseline: {
      source: poison,
      new: 1,
      unchanged: 0,
      mended: [{ rule: poison, target: poison, subject: poison, identity: poison, message: poison }],
    },
  };
  const page = markdown(run, { ...roomy, heading: poison });

  test('has no link, picture, mention or markup of the input', () => {
    const outside = page.replace(/`[^`\n]*`/g, '').replace(/<code>([^<]*)<\/code>/g, '$1');
    expect(outside).not.toMatch(/\]\(http:\/\/evil|<img|<!--|@(?!&#8203;)|:\/\/evil|##\[/);
    expect([...new Set(outside.match(/<[^>]*>/g) ?? [])].sort()).toEqual([
      '</details>',
      '</summary>',
      '<details>',
      '<summary>',
    ]);
  });

  test('stays whole and short', () => {
    expect(isBalanced(page)).toBe(true);
    expect(page.length).toBeLessThan(60_000);
    expect(Math.max(...page.split('\n').map((line) => line.length))).toBeLessThan(8_000);
  });

  test('takes no address that would end its link', () => {
    const bad = markdown(shopRun(), { ...roomy, fileUrl: () => 'https://git.example.invalid/a) [x](https://x' });
    expect(bad).not.toContain('[x](');
  });
});
