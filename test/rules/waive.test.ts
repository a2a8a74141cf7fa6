// Waivers: what they cover, how long they hold, and what is said about those that do nothing.
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/model/verdict.ts';
import type { Waiver } from '../../src/model/waiver.ts';
import { waive } from '../../src/rules/waive.ts';
import { line } from './support.ts';

const rules = [{ id: 'privileged-container' }, { id: 'root-user' }, { id: 'acme/root-user' }];
const today = '2026-06-15';

function verdict(parts: Partial<Verdict> = {}): Verdict {
  return {
    rule: 'privileged-container',
    severity: 'critical',
    outcome: 'fail',
    target: 'compose:shop/compose.yaml',
    subject: { kind: 'container', id: 'web', name: 'web' },
    message: 'web runs privileged.',
    location: line(4),
    related: [],
    fingerprint: '0'.repeat(32),
    identity: '0'.repeat(32),
    ...parts,
  };
}

function config(parts: Partial<Waiver>): Waiver {
  return { rule: 'privileged-container', reason: 'known', kind: 'config', at: line(1, '.seaworthy.yaml'), ...parts };
}

/** Whether each verdict is waived. */
function waived(verdicts: readonly Verdict[], waivers: readonly Waiver[], text = ''): boolean[] {
  const result = waive(verdicts, { texts: new Map([['compose.yaml', text]]), waivers, rules, today });
  return result.verdicts.map(({ waiver }) => waiver !== undefined);
}

describe('a waiver of the settings', () => {
  it('marks and never deletes', () => {
    const waiver = config({ reason: 'until the rewrite', owner: 'ann', until: '2026-12-31' });
    const { verdicts, reports, problems } = waive([verdict()], { texts: new Map(), waivers: [waiver], rules, today });
    expect(verdicts).toEqual([
      { ...verdict(), waiver: { reason: 'until the rewrite', owner: 'ann', until: '2026-12-31' } },
    ]);
    expect(reports).toEqual([{ ...waiver, status: 'active', broad: false, verdicts: 1 }]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['web', true],
    ['we?', true],
    ['db', false],
    ['compose:shop/compose.yaml/web', true],
    ['compose:shop/**', true],
    ['**/web', true],
    ['compose:other/**', false],
    ['eb', false],
  ])('with the subject `%s` covers the container: %s', (subject, covers) => {
    expect(waived([verdict()], [config({ subject })])).toEqual([covers]);
  });

  it('covers a subject by its name where that differs from its id', () => {
    expect(
      waived([verdict({ subject: { kind: 'container', id: '1', name: 'web' } })], [config({ subject: 'web' })]),
    ).toEqual([true]);
  });

  it('covers rules by glob, but not a rule of an organisation that ends alike', () => {
    const own = verdict({ rule: 'acme/root-user' });
    const root = verdict({ rule: 'root-user' });
    expect(waived([own, root], [config({ rule: 'root-user' })])).toEqual([false, true]);
    expect(waived([own, root], [config({ rule: 'root-*' })])).toEqual([false, true]);
    expect(waived([own, root], [config({ rule: 'acme/*' })])).toEqual([true, false]);
    expect(waived([own, root], [config({ rule: '*' })])).toEqual([true, true]);
  });

  it('covers failed and unknown verdicts, not passed ones', () => {
    const verdicts = (['fail', 'unknown', 'pass'] as const).map((outcome) => verdict({ outcome }));
    expect(waived(verdicts, [config({})])).toEqual([true, true, false]);
  });

  it.each([
    ['2026-06-14', false, 'expired'],
    ['2026-06-15', true, 'active'],
    ['2026-06-16', true, 'active'],
  ])('until %s holds on 2026-06-15: %s', (until, holds, status) => {
    const result = waive([verdict()], { texts: new Map(), waivers: [config({ until })], rules, today });
    expect(result.verdicts[0]?.waiver !== undefined).toBe(holds);
    expect(result.reports).toMatchObject([{ status, verdicts: holds ? 1 : 0 }]);
  });

  it('that covers nothing is unused', () => {
    expect(
      waive([verdict()], { texts: new Map(), waivers: [config({ subject: 'db' })], rules, today }).reports,
    ).toMatchObject([{ status: 'unused', verdicts: 0 }]);
  });

  it('for a rule that does not exist is a problem at its place', () => {
    const { problems } = waive([], {
      texts: new Map(),
      waivers: [config({ rule: 'privilegd-container' })],
      rules,
      today,
    });
    expect(problems).toEqual([
      {
        message: 'waiver for unknown rule `privilegd-container`; did you mean `privileged-container`?',
        location: line(1, '.seaworthy.yaml'),
      },
    ]);
  });

  it('wins over a later one, and both are counted', () => {
    const both = [config({ reason: 'first' }), config({ reason: 'second' })];
    const { verdicts, reports } = waive([verdict()], { texts: new Map(), waivers: both, rules, today });
    expect(verdicts[0]?.waiver?.reason).toBe('first');
    expect(reports.map((report) => report.verdicts)).toEqual([1, 1]);
  });
});

describe('a waiver in a comment', () => {
  const comment = '# seaworthy: ignore=privileged-container reason="needs the kernel"';
  const inLine = (at: number, text: string) => `${'x: y\n'.repeat(at - 1)}${text}\nx: y\n`;

  it('covers its own line, or the next line of content when it stands alone', () => {
    expect(waived([verdict()], [], inLine(4, `    privileged: true  ${comment}`))).toEqual([true]);
    expect(waived([verdict()], [], inLine(3, `    ${comment}`))).toEqual([true]);
    expect(waived([verdict()], [], inLine(2, `${comment}\n# more about it`))).toEqual([true]);
    expect(waived([verdict()], [], inLine(3, `    init: true  ${comment}`))).toEqual([false]);
    expect(waived([verdict()], [], inLine(5, `    ${comment}`))).toEqual([false]);
  });

  it('covers only its own file and its own rules', () => {
    const text = inLine(4, `x: y ${comment}`);
    expect(waived([verdict({ location: line(4, 'other.yaml') })], [], text)).toEqual([false]);
    expect(waived([verdict({ rule: 'root-user' })], [], text)).toEqual([false]);
    const both = inLine(4, "x: y # seaworthy: ignore=root-user,privileged-container reason='both'");
    expect(waived([verdict(), verdict({ rule: 'root-user' })], [], both)).toEqual([true, true]);
  });

  it('carries reason, owner and the last day', () => {
    const text = inLine(4, 'x: y # seaworthy: ignore=privileged-container reason="a, b" owner=ann until=2026-06-15');
    const { verdicts, reports } = waive([verdict()], {
      texts: new Map([['compose.yaml', text]]),
      waivers: [],
      rules,
      today,
    });
    expect(verdicts[0]?.waiver).toEqual({ reason: 'a, b', owner: 'ann', until: '2026-06-15' });
    expect(reports).toMatchObject([
      { kind: 'inline', status: 'active', at: { file: 'compose.yaml', startLine: 4, startColumn: 6 } },
    ]);
  });

  it('that has expired marks nothing', () => {
    const text = inLine(4, 'x: y # seaworthy: ignore=privileged-container reason=x until=2026-06-14');
    expect(waived([verdict()], [], text)).toEqual([false]);
  });

  it.each([
    ['ignore=privileged-container', 'waiver comment without a reason; write reason="..."'],
    ['reason="x"', 'waiver comment names no rule; write ignore=<rule>'],
    [
      'ignore=privilegd-container reason="x"',
      'waiver comment for unknown rule `privilegd-container`; did you mean `privileged-container`?',
    ],
    [
      'ignore=privileged-container reason="x" until=2026-02-30',
      'until=2026-02-30 in a waiver comment is no day; write YYYY-MM-DD',
    ],
    ['ignore=privileged-container resaon="x"', 'unknown key `resaon` in a waiver comment; did you mean `reason`?'],
    [
      'ignore privileged-container reason="x"',
      'waiver comment not understood at `ignore privileged-container`; write # seaworthy: ignore=<rule> reason="..."',
    ],
  ])('written as `%s` is a problem and marks nothing', (body, message) => {
    const text = inLine(4, `x: y # seaworthy: ${body}`);
    const { verdicts, problems } = waive([verdict()], {
      texts: new Map([['compose.yaml', text]]),
      waivers: [],
      rules,
      today,
    });
    expect(problems.map((problem) => problem.message)).toContain(message);
    expect(problems[0]?.location).toMatchObject({ file: 'compose.yaml', startLine: 4 });
    expect(verdicts).toEqual([verdict()]);
  });

  it.each([
    [`label: "a ${comment.replaceAll('"', '\\"')}"`],
    [`label: 'a ${comment}'`],
    [`"Label": "a # seaworthy: ignore=privileged-container reason=x", "b": 1`],
    [`url: http://x/${comment}`],
    [`x: y # see # seaworthy: ignore=privileged-container reason=x`],
  ])('cannot be smuggled in by a value: %s', (text) => {
    const result = waive([verdict()], {
      texts: new Map([['compose.yaml', inLine(4, text)]]),
      waivers: [],
      rules,
      today,
    });
    expect(result).toEqual({ verdicts: [verdict()], reports: [], problems: [] });
  });

  it('is found behind an apostrophe in a plain text', () => {
    expect(waived([verdict()], [], inLine(4, `x: don't ${comment}`))).toEqual([true]);
  });
});
