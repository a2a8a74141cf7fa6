// `smoke` in `.seaworthy.yaml`: read with its lines, overruled by flags, and told in the report where it opens the gate.
import { expect, test } from 'vitest';
import { readSmokeFlags } from '../../src/cli/smoke-flags.ts';
import { joinSettings } from '../../src/settings.ts';
import { readSettingsFile } from '../../src/settings-file.ts';
import { choiceOf } from '../../src/smoke/settings-choice.ts';

const whole = `
smoke:
  runtime: runsc
  for: 5
  deadline: 50
  limits: { memory: 512m, cpus: 0.5, pids: 64 }
  user: image
  allow: ["tmpfs:/run", network]
  allowRisk: HIGH
  pull: missing
`;
const settings = (text: string) => joinSettings(readSettingsFile(text, '.seaworthy.yaml'), {}).smoke;

test('every key is what the flag would be', () => {
  const flags = { runtime: 'runsc', for: '5', deadline: '50', memory: '512m', cpus: '0.5', pids: '64', user: 'image' };
  const more = { allow: ['tmpfs:/run', 'network'], allowRisk: 'high', pull: 'missing' };
  const typed = readSmokeFlags('app', { ...flags, ...more });
  const by = { allowedBy: 'smoke.allow of the settings', riskAllowedBy: 'smoke.allowRisk of the settings' };
  expect(readSmokeFlags('app', {}, settings(whole))).toEqual({ ...typed, ...by });
});

test('a flag wins over its key alone', () => {
  const flags = { memory: '64m', allow: ['write'], allowRisk: 'low', pull: 'never' };
  expect(readSmokeFlags('app', flags, settings(whole))).toMatchObject({
    limits: { memoryBytes: 64 * 2 ** 20, cpus: 0.5, watchSeconds: 5 },
    allow: [{ kind: 'write' }],
    allowedBy: '--allow',
    allowRisk: 'LOW',
    riskAllowedBy: '--allow-risk',
    pull: 'never',
    runtime: 'runsc',
  });
});

test('without settings everything is as usual', () => {
  expect(choiceOf(settings('smoke: {}'))).toEqual({ limits: {}, runtime: 'auto', allow: [] });
  expect(readSmokeFlags('app', {}, settings('failOn: high'))).toMatchObject({ pull: 'never', runtime: 'auto' });
});

test.each([
  ['smoke: { runtme: runc }', ':1:10: unknown key `runtme`; did you mean `runtime`?'],
  ['smoke:\n  limits: { swap: 1 }', ':2:13: unknown key `swap`'],
  ['smoke:\n  limits:\n    memory: 1k', ':3:13: `smoke.limits.memory` must lie between 8 MiB and'],
  ['smoke:\n  for: 1.5', ':2:8: `smoke.for` must be a whole number'],
  ['smoke:\n  user: www-data', ':2:9: `smoke.user` write numbers, such as'],
  ['smoke:\n  allow: ["cpa:X"]', ':2:11: `smoke.allow.0` --allow cpa:X: no such relaxation'],
  ['smoke:\n  allowRisk: high', ':2:14: `smoke.allowRisk` must be one of LOW, MEDIUM, HIGH, CRITICAL'],
  ['smoke:\n  pull: maybe', ':2:9: `smoke.pull` must be one of never, missing, always'],
])('%j is refused with its line', (text, message) => {
  expect(() => settings(text)).toThrow(`.seaworthy.yaml${message}`);
});
