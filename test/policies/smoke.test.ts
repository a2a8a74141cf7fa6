// Runs in the sandbox as evidence for the benchmark: the sandbox's own hardening never lets a row of a deployment pass.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, test } from 'vitest';
import { writeExampleRun } from '../../src/example-smoke.ts';
import type { Report } from '../../src/reports/report-schema.ts';
import { runCommandLine } from '../cli/run-command-line.ts';
import { failed, neverStarted } from '../inputs/smoke/runs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smoke-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function scan(changes: Readonly<Record<string, unknown>>, text = writeExampleRun(changes)) {
  writeFileSync(join(folder, 'run.json'), text);
  const { code, out } = await runCommandLine(['scan', 'run.json', '--format', 'json'], folder);
  const report = JSON.parse(out) as Report;
  const rows = (status: string) =>
    report.controls.filter((row) => row.framework === 'cis-docker-1.6.0' && row.status === status).map(({ id }) => id);
  return { code, report, rows };
}

it('a good run passes what it shows of the image, and nothing that the deployment decides', async () => {
  const { code, report, rows } = await scan({});
  expect(report.verdicts.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  expect(code).toBe(0);
  expect(rows('pass')).toEqual(['4.1', '4.6', '5.7', '5.9', '5.27']);
  expect(rows('fail')).toEqual([]);
});

it('an image of root that the sandbox ran as another user has no user of its own', async () => {
  const { rows } = await scan({
    declared: { user: '', uid: 0 },
    asked: { uid: 64000 },
    attestation: { uid: 64000 },
  });
  expect(rows('pass')).not.toContain('4.1');
});

it('what it cannot do without fails the rows that forbid it', async () => {
  const { rows } = await scan({
    relaxations: [{ what: 'capability SYS_ADMIN', by: '--allow' }],
    attestation: { capabilities: ['SYS_ADMIN'], boundingCapabilities: ['SYS_ADMIN'] },
    denied: [{ kind: 'write', what: '/run/app.pid', evidence: 'read-only file system', source: 'log' }],
    processes: [{ name: 'sshd' }],
  });
  expect(rows('fail')).toEqual(['5.4', '5.7', '5.13']);
});

it('a run that cannot be attested asks once', async () => {
  const { report } = await scan({ attestation: null });
  const open = report.verdicts.filter(({ outcome }) => outcome === 'unknown').map(({ rule }) => rule);
  expect(open.sort()).toEqual(['declaration-contradicted', 'hardening-not-attested']);
});

test.each([
  ['never started', neverStarted, 'does-not-start'],
  ['ended with an error', failed, 'ends-in-failure'],
  ['ran out of memory', { ...failed, result: 'out-of-memory', exceeded: ['memory'] }, 'memory-limit-exceeded'],
  ['flooded the log', { ...failed, result: 'log-flood', exceeded: ['log'] }, 'log-limit-exceeded'],
  ['was not ready', { result: 'timed-out', exceeded: ['time'], health: null }, 'time-limit-exceeded'],
  ['is unhealthy', { result: 'unhealthy' }, 'health-check-fails'],
])('a run that %s fails the gate by one rule', async (_what, changes, rule) => {
  const { code, report } = await scan(changes);
  expect(code).toBe(1);
  const severe = report.verdicts.filter(({ outcome, severity }) => outcome === 'fail' && severity === 'high');
  expect(severe.map((verdict) => verdict.rule)).toEqual([rule]);
});

it('a lost engine and a broken record are errors, never clean', async () => {
  expect((await scan({ result: 'engine-lost', reason: 'the stream ended' })).code).toBe(2);
  const { code, report } = await scan({}, '{ "schema": "seaworthy-smoke/1", "image": 1 }');
  expect(code).toBe(2);
  expect(report.targets[0]?.errors).toMatchObject([
    { message: 'run.json: `image` must be an object in braces', location: { startLine: 1 } },
  ]);
});

it('the facts of a run are said to be measured', async () => {
  writeFileSync(join(folder, 'run.json'), writeExampleRun({}));
  const { out } = await runCommandLine(['facts', 'smoke:run.json'], folder);
  expect(out).toMatch(/^ +uid +10001 +measured$/m);
});
