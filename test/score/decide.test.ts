import { describe, expect, it } from 'vitest';
import type { Severity } from '../../src/model/severity.ts';
import type { Outcome, Verdict } from '../../src/model/verdict.ts';
import { decide, type Gate, type Gates } from '../../src/score/decide.ts';

const place = { file: 'compose.yaml', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

function verdict(severity: Severity, outcome: Outcome, waived = false): Verdict {
  return {
    rule: 'some-rule',
    severity,
    outcome,
    target: 't',
    subject: { kind: 'container', id: 'web', name: 'web' },
    message: 'm',
    location: place,
    related: [],
    fingerprint: '0',
    identity: '0',
    ...(waived ? { waiver: { reason: 'accepted' } } : {}),
  };
}

const profile = { profile: 'default', enforcement: 'strict', failOn: 'high' } as const;
const gate: Gates = { gate: profile, errors: 0 };

describe('decide', () => {
  it('denies a finding at or above the threshold', () => {
    expect(decide([verdict('high', 'fail')], gate)).toEqual({
      action: 'DENY',
      reasons: ['1 finding at or above high (profile default)'],
      exitCode: 1,
    });
    expect(decide([verdict('critical', 'fail')], gate).exitCode).toBe(1);
  });

  it('allows what lies below the threshold, is unknown, or is waived', () => {
    const verdicts = [
      verdict('medium', 'fail'),
      verdict('critical', 'unknown'),
      verdict('critical', 'pass'),
      verdict('critical', 'fail', true),
    ];
    expect(decide(verdicts, gate)).toMatchObject({ action: 'ALLOW', exitCode: 0 });
  });

  it.each(['warn', 'monitor'] as const)('reports but does not block when enforcement is %s', (enforcement) => {
    expect(decide([verdict('critical', 'fail')], { ...gate, gate: { ...profile, enforcement } })).toMatchObject({
      action: 'MONITOR',
      exitCode: 0,
    });
  });

  it('opens the gate with fail-on none', () => {
    expect(decide([verdict('critical', 'fail')], { ...gate, gate: { ...profile, failOn: 'none' } })).toMatchObject({
      action: 'ALLOW',
      exitCode: 0,
    });
  });

  it('never calls a run clean when something could not be examined, whatever the enforcement', () => {
    for (const enforcement of ['strict', 'warn', 'monitor'] as const) {
      expect(decide([], { gate: { ...profile, enforcement }, errors: 1 })).toMatchObject({
        action: 'DENY',
        exitCode: 2,
        reasons: ['1 input could not be examined'],
      });
    }
  });

  it('judges every target by the gate of its own profile', () => {
    const strict = { profile: 'strict', enforcement: 'strict', failOn: 'low' } as const;
    const dev = { profile: 'development', enforcement: 'warn', failOn: 'critical' } as const;
    const verdicts = [
      { ...verdict('low', 'fail'), target: 'deploy' },
      { ...verdict('critical', 'fail'), target: 'local' },
      verdict('low', 'fail'),
    ];
    const byTarget = new Map<string, Gate>([
      ['deploy', strict],
      ['local', dev],
    ]);
    expect(decide(verdicts, { ...gate, byTarget })).toEqual({
      action: 'DENY',
      reasons: [
        '1 finding at or above critical (profile development)',
        '1 finding at or above low (profile strict)',
        'enforcement is warn: reported, not blocked',
      ],
      exitCode: 1,
    });
  });

  it('looks at new findings only when there is a baseline', () => {
    const known = { ...verdict('critical', 'fail'), baseline: 'unchanged' } as const;
    const fresh = { ...verdict('high', 'fail'), baseline: 'new' } as const;
    expect(decide([known], gate)).toEqual({
      action: 'ALLOW',
      reasons: ['no new finding at or above high (profile default)'],
      exitCode: 0,
    });
    expect(decide([known, fresh], gate)).toEqual({
      action: 'DENY',
      reasons: ['1 new finding at or above high (profile default)'],
      exitCode: 1,
    });
  });
});
