// The gate: what is not started, and what the user may let pass.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RiskLevel } from '../../src/model/risk.ts';
import { type GateQuestion, judgeGate, riskLevels } from '../../src/smoke/gate.ts';

const harmless: GateQuestion = {
  risk: { level: 'MEDIUM', score: 3, threat: 'T001 Container Escape' },
  commands: [],
  errors: [],
  policy: {},
  image: { registry: 'docker.io', repository: 'library/nginx' },
  programs: ['nginx'],
  root: 'no',
  refused: [],
};
const risk = (level: RiskLevel) => ({ level, score: 6, threat: 'T004 Privilege Escalation' });

test('an image of medium risk is started', () => {
  expect(judgeGate(harmless)).toEqual({ blocked: [], lifted: [], opened: [] });
});

test('an image of high risk is not, and the reason says what lets it pass', () => {
  expect(judgeGate({ ...harmless, risk: risk('HIGH') }).blocked).toEqual([
    'the risk of the image is HIGH (6.0, T004 Privilege Escalation); --allow-risk HIGH runs it all the same',
  ]);
});

test('--allow-risk HIGH lets a high risk pass, and that is said; a critical one stays out', () => {
  expect(judgeGate({ ...harmless, risk: risk('HIGH'), allowRisk: 'HIGH' })).toEqual({
    blocked: [],
    lifted: ['the risk of the image is HIGH (6.0, T004 Privilege Escalation); allowed by --allow-risk HIGH'],
    opened: [],
  });
  expect(judgeGate({ ...harmless, risk: risk('CRITICAL'), allowRisk: 'HIGH' }).blocked).toHaveLength(1);
});

test('--allow-risk can also be stricter than usual', () => {
  expect(judgeGate({ ...harmless, allowRisk: 'LOW' }).blocked).toHaveLength(1);
});

test.each([
  ['critical', undefined, 1],
  ['high', undefined, 1],
  ['medium', undefined, 0],
  ['critical', 'HIGH', 1],
  ['high', 'HIGH', 0],
] as const)('a start command with a finding of %s severity and --allow-risk %s', (severity, allowRisk, blocked) => {
  const commands = [{ rule: 'remote-shell', severity, message: 'opens a shell' }];
  const answer = judgeGate({ ...harmless, commands, ...(allowRisk === undefined ? {} : { allowRisk }) });
  expect(answer.blocked).toHaveLength(blocked);
});

test.each([
  [
    'a registry that is not trusted',
    { policy: { trustedRegistries: ['ghcr.io/**'] } },
    'docker.io/library/nginx is outside',
  ],
  ['a program that is not allowed', { policy: { allowedCommands: ['redis-*'] } }, 'start nginx, which is not among'],
  ['a program that is not known', { policy: { allowedCommands: ['*x'] }, programs: [''] }, 'cannot be told what'],
  ['root', { policy: { requireNonRoot: true }, root: 'yes' as const }, 'run as root'],
  [
    'a user that nobody knows',
    { policy: { requireNonRoot: true }, root: 'unknown' as const },
    'which user the image has',
  ],
  ['an image that was not examined', { errors: ['layer 2 is cut off'] }, 'it was not examined: layer 2 is cut off'],
  ['a relaxation that is refused', { refused: ['network is not given'] }, 'network is not given'],
])('%s is never let pass', (_, differs, reason) => {
  const { blocked } = judgeGate({ ...harmless, ...differs, allowRisk: 'CRITICAL' });
  expect(blocked).toEqual([expect.stringContaining(reason)]);
});

test('an image without a name is of no trusted registry; without a policy that asks, none is needed', () => {
  const { image: _, ...nameless } = harmless;
  expect(judgeGate({ ...nameless, policy: { trustedRegistries: ['**'] } }).blocked).toHaveLength(1);
  expect(judgeGate(nameless).blocked).toEqual([]);
});

test('a higher --allow-risk never blocks what a lower one lets pass', () => {
  const level = fc.constantFrom(...riskLevels);
  const severity = fc.constantFrom('critical', 'high', 'medium', 'low' as const);
  fc.assert(
    fc.property(level, fc.array(severity, { maxLength: 3 }), level, level, (found, severities, one, other) => {
      const commands = severities.map((word) => ({ rule: 'r', severity: word, message: 'm' }));
      const [lower = one, higher = one] = [one, other].sort((a, b) => riskLevels.indexOf(a) - riskLevels.indexOf(b));
      const blockedBy = (allowRisk: RiskLevel) =>
        judgeGate({ ...harmless, risk: risk(found), commands, allowRisk }).blocked.length;
      expect(blockedBy(higher)).toBeLessThanOrEqual(blockedBy(lower));
    }),
  );
});
