import { describe, expect, it } from 'vitest';
import type { Framework } from '../../src/model/control.ts';
import type { Outcome, Verdict } from '../../src/model/verdict.ts';
import { judgeControls } from '../../src/score/controls.ts';

const place = { file: 'compose.yaml', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

function verdict(rule: string, outcome: Outcome, more: Partial<Verdict> = {}): Verdict {
  const subject = { kind: 'container', id: 'web', name: 'web' } as const;
  return {
    rule,
    severity: 'high',
    outcome,
    target: 't',
    subject,
    message: 'm',
    location: place,
    related: [],
    fingerprint: '0',
    identity: '0',
    ...more,
  };
}

const framework: Framework = {
  id: 'f',
  title: 'F',
  version: '1',
  short: 'F',
  file: 'f.yaml',
  controls: [
    { id: '1', title: 'one', rules: ['a', 'b'] },
    { id: '2', title: 'two', rules: [], manual: 'people decide' },
  ],
};

function statusOf(verdicts: Verdict[], more: { disabledRules?: string[]; incomplete?: boolean } = {}) {
  const [first] = judgeControls([framework], { verdicts, disabledRules: [], incomplete: false, ...more });
  return first?.status;
}

describe('judgeControls', () => {
  it('fails when any rule failed, also when the failure is waived', () => {
    expect(statusOf([verdict('a', 'pass'), verdict('b', 'fail')])).toBe('fail');
    expect(statusOf([verdict('a', 'fail', { waiver: { reason: 'r' } })])).toBe('fail');
  });

  it('is unknown when none failed and any is unknown, and says what is missing', () => {
    const missing = [{ fact: 'container.user', reason: 'the image was not scanned' }];
    const [first] = judgeControls([framework], {
      verdicts: [verdict('a', 'pass'), verdict('b', 'unknown', { missing })],
      disabledRules: [],
      incomplete: false,
    });
    expect(first).toMatchObject({ status: 'unknown', reason: 'the image was not scanned' });
  });

  it('passes when at least one passed', () => {
    expect(statusOf([verdict('a', 'pass')])).toBe('pass');
  });

  it('is not applicable without any verdict, but unknown when the input was not wholly examined', () => {
    expect(statusOf([])).toBe('not-applicable');
    expect(statusOf([], { incomplete: true })).toBe('unknown');
    expect(statusOf([verdict('a', 'pass')], { incomplete: true })).toBe('unknown');
  });

  it('cannot pass on a rule that is switched off', () => {
    expect(statusOf([verdict('a', 'pass')], { disabledRules: ['b'] })).toBe('unknown');
    expect(statusOf([verdict('a', 'fail')], { disabledRules: ['b'] })).toBe('fail');
  });

  it('lets the rules of a manual control show that it is broken, never that it holds', () => {
    const manual = { id: '3', title: 'three', rules: ['a'], manual: 'the Dockerfile must be read' };
    const judgeManual = (verdicts: Verdict[]) =>
      judgeControls([{ ...framework, controls: [manual] }], { verdicts, disabledRules: [], incomplete: false })[0]
        ?.status;
    expect(judgeManual([verdict('a', 'pass')])).toBe('manual');
    expect(judgeManual([verdict('a', 'unknown')])).toBe('manual');
    expect(judgeManual([verdict('a', 'fail')])).toBe('fail');
  });

  it('keeps a control without rules manual, with its reason', () => {
    const results = judgeControls([framework], { verdicts: [], disabledRules: [], incomplete: false });
    expect(results[1]).toMatchObject({ id: '2', status: 'manual', reason: 'people decide' });
  });

  it('says what rules found of every control, each rule by its worst verdict', () => {
    const verdicts = [verdict('a', 'pass'), verdict('a', 'unknown'), verdict('b', 'pass'), verdict('c', 'fail')];
    const manual = { id: '3', title: 'three', rules: ['a', 'b'], manual: 'people decide' };
    const controls = [...framework.controls, manual];
    const results = judgeControls([{ ...framework, controls }], { verdicts, disabledRules: [], incomplete: false });
    expect(results.map(({ status, evidence }) => [status, evidence])).toEqual([
      ['unknown', { pass: 1, fail: 0, unknown: 1 }],
      ['manual', { pass: 0, fail: 0, unknown: 0 }],
      ['manual', { pass: 1, fail: 0, unknown: 1 }],
    ]);
  });

  it('says how to give the evidence that is missing, each hint once', () => {
    const missing = ['user', 'health'].map((what) => ({
      fact: `container.${what}`,
      reason: `no ${what}`,
      hint: 'scan',
    }));
    const [first] = judgeControls([framework], {
      verdicts: missing.map((one) => verdict('a', 'unknown', { missing: [one] })),
      disabledRules: [],
      incomplete: false,
    });
    expect(first).toMatchObject({ reason: 'no user; no health', hint: 'scan' });
  });
});
