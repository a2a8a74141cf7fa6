// Runs in the sandbox in the reports: what people read, what programs read, and hostile texts from a container.
import { Ajv } from 'ajv';
import { describe, expect, it, test } from 'vitest';
import { reportSchema } from '../../scripts/generate-report-schema.ts';
import { smokeTarget } from '../../src/inputs/smoke/target.ts';
import type { Run } from '../../src/model/run.ts';
import type { SmokeRecord } from '../../src/model/smoke-record.ts';
import { json } from '../../src/reports/json.ts';
import { markdown } from '../../src/reports/markdown.ts';
import { controlsInRun } from '../../src/reports/smoke-controls.ts';
import { hardenedFlags } from '../../src/reports/smoke-flags.ts';
import { text } from '../../src/reports/text.ts';
import { failed, neverStarted, runWith } from '../inputs/smoke/runs.ts';
import { runOf } from './sample-run.ts';

function runOfSmoke(smoke: SmokeRecord): Run {
  const { id, kind, name, file, subjects, errors, notices } = smokeTarget(smoke);
  const known = subjects.map((subject) => ({ kind: subject.kind, id: subject.id, name: subject.name }));
  return runOf({
    targets: [{ id, kind, name, ...(file === undefined ? {} : { file }), subjects: known, errors, notices, smoke }],
  });
}

const shown = (changes: Readonly<Record<string, unknown>>) =>
  text(runOfSmoke(runWith(changes)), { width: 100, colour: false });

/** One row of the block, its lines joined. */
function row(report: string, label: string): string | undefined {
  const lines = report.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`  ${label}  `));
  if (at === -1) return undefined;
  const end = lines.findIndex((line, index) => index > at && !/^ {6}/.test(line));
  return lines
    .slice(at, end)
    .map((line) => line.trim())
    .join(' ')
    .replace(/\s+/g, ' ');
}

const FULL = {
  declared: { service: 'web', dependsOn: ['db'], readOnly: true, at: { file: 'compose.yaml', line: 3 } },
  relaxations: [{ what: 'capability CHOWN', by: 'compose.yaml:12' }],
  replacedVariables: ['DB_PASSWORD'],
  denied: [
    { kind: 'write', what: '/var/cache/nginx', evidence: 'x', source: 'log' },
    { kind: 'write', what: '/run/nginx.pid', evidence: 'x', source: 'log' },
    { kind: 'network', what: 'db', evidence: 'x', source: 'log' },
  ],
  changed: ['/run/a'],
  exitCode: 1,
  anomalies: [{ kind: 'port', found: '9090/tcp', expected: '8080/tcp' }],
  attestation: {
    memoryBytes: 0,
    reason: 'some of it',
    settings: [
      { name: 'user', asked: '10001:10001', found: '10001:10001', holds: 'yes' },
      { name: 'memory', asked: '256 MiB', found: 'none', holds: 'no' },
      { name: 'swap', asked: '0', holds: 'unknown', reason: 'no swap accounting' },
    ],
  },
};

describe('the text report', () => {
  const report = shown(FULL);

  it('tells what a run did, what was refused and what was in force', () => {
    expect(report).toContain('Run in the sandbox: web (example)\n');
    expect(row(report, 'result')).toBe('result healthy after 1.2 s: the health check said so after 1.2 seconds');
    expect(row(report, 'did')).toBe(
      'did app (uid 10001); at most 2 processes; 12 MiB of memory; 3 % of a CPU; 120 bytes of log',
    );
    expect(row(report, 'listened on')).toBe('listened on 0.0.0.0 8080/tcp');
    expect(row(report, 'refused')).toBe('refused write /var/cache/nginx, /run/nginx.pid; network db');
    expect(row(report, 'in force')).toBe(
      'in force 1 of 3 settings seen on the host as asked; memory: asked 256 MiB, found none; not seen: swap',
    );
    expect(row(report, 'loosened')).toBe('loosened capability CHOWN (compose.yaml:12)');
    expect(row(report, 'not started')).toBe('not started db');
    expect(row(report, 'placeholders')).toBe('placeholders DB_PASSWORD');
    expect(row(report, 'needs')).toBe(
      'needs capability CHOWN; a place to write: /var/cache/nginx, /run/nginx.pid, /run/a; perhaps a network',
    );
    expect(row(report, 'runs with')).toBeUndefined();
  });

  it('says with which options a good run works', () => {
    expect(row(shown({}), 'needs')).toBe('needs nothing beyond the sandbox');
    expect(row(shown({}), 'runs with')).toBe(
      'runs with --user 10001:10001 --read-only --tmpfs /tmp --network none --cap-drop ALL --security-opt no-new-privileges --memory 256m --cpus 1 --pids-limit 64 --init',
    );
  });

  it('claims nothing of a run that never started, and says that one was not attested', () => {
    const never = shown(neverStarted);
    expect(row(never, 'result')).toBe('result not started: the program /app is not in the image');
    for (const label of ['did', 'listened on', 'in force', 'controls', 'needs', 'runs with'])
      expect(row(never, label), label).toBeUndefined();
    expect(row(shown({ attestation: null, listening: null }), 'in force')).toMatch(/^in force not attested: /);
    expect(row(shown({ listening: null }), 'listened on')).toBe('listened on not seen');
  });

  it('shows the end of the log of a run that failed, and of no other', () => {
    const logTail = ['a', 'b', 'c', 'd', 'e', 'fatal: no config'];
    expect(row(shown({ ...failed, logTail }), 'log')).toBe('log b | c | d | e | fatal: no config');
    expect(row(shown({ logTail }), 'log')).toBeUndefined();
  });

  it('says nothing where nothing was run', () => {
    expect(text(runOf({}), { width: 100, colour: false })).not.toContain('sandbox');
  });
});

describe('the JSON report', () => {
  const validate = new Ajv({ strict: true, allErrors: true }).compile(reportSchema() as object);

  test.each([
    ['a full record', FULL],
    ['a bare one', neverStarted],
    ['a good one', {}],
  ])('carries %s whole, as its schema says', (_what, changes) => {
    const record = runWith(changes);
    const report: { targets: { smoke?: unknown }[] } = JSON.parse(json(runOfSmoke(record)));
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
    expect(report.targets[0]?.smoke).toEqual(record);
  });
});

it('the Markdown report has a table for each run', () => {
  const report = markdown(runOfSmoke(runWith(FULL)), { maxBytes: 100_000 });
  expect(report).toContain('<summary>Run in the sandbox: `web (example)`: healthy</summary>');
  expect(report).toContain('| loosened | capability CHOWN (compose.yaml:12) |');
});

it('texts of a container cannot steer a terminal, a runner or a page', () => {
  const evil = '\u001b[2J\u202e::error::x ##[error] | <img src=x> `$(id)` @everyone';
  const record = runWith({
    ...failed,
    reason: evil,
    image: { reference: evil },
    processes: [{ name: evil }],
    denied: [{ kind: evil, what: evil, evidence: evil, source: 'log' }],
    logTail: [evil, evil],
    notices: [evil],
    exceeded: [evil],
  });
  const run = runOfSmoke(record);
  for (const report of [text(run, { width: 100, colour: false }), markdown(run, { maxBytes: 100_000 }), json(run)]) {
    expect(report).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
    expect(report).not.toMatch(/^\s*::/m);
    expect(report).not.toContain('##[');
  }
  expect(markdown(run, { maxBytes: 100_000 })).not.toMatch(/<img|@everyone/);
});

describe('the controls of the threat model', () => {
  const state = (id: string, changes: Readonly<Record<string, unknown>>) =>
    controlsInRun(runWith(changes)).find((control) => control.id === id)?.state;

  test.each([
    ['C001', {}, 'in force'],
    ['C001', { attestation: { uid: 0 } }, 'absent'],
    ['C001', { attestation: { uid: null } }, 'not seen'],
    ['C002', {}, 'in force'],
    ['C002', { asked: { tmpfs: [{ path: '/tmp', sizeBytes: 1, exec: true }] } }, 'partial'],
    ['C002', { attestation: { readOnlyRoot: false } }, 'absent'],
    ['C003', { attestation: { interfaces: ['lo', 'eth0'] } }, 'absent'],
    ['C006', {}, 'partial'],
    ['C006', { attestation: { seccomp: 'disabled' } }, 'absent'],
    ['C007', {}, 'in force'],
    ['C007', { attestation: { memoryBytes: 0 } }, 'partial'],
    ['C007', { attestation: { memoryBytes: 0, cpus: 0, pids: 0 } }, 'absent'],
    ['C007', { attestation: { pids: null } }, 'not seen'],
    ['C009', {}, 'in force'],
    ['C009', { attestation: { boundingCapabilities: ['CHOWN'] } }, 'partial'],
    ['C009', { attestation: { noNewPrivileges: false } }, 'partial'],
    ['C010', { attestation: { apparmor: 'docker-default (enforce)' } }, 'in force'],
    ['C010', { attestation: { apparmor: 'docker-default (complain)' } }, 'partial'],
    ['C010', { attestation: { apparmor: 'unconfined' } }, 'absent'],
    ['C012', {}, 'not seen'],
    ['C012', { attestation: { settings: [{ name: 'mounts', asked: 'a', found: 'a', holds: 'yes' }] } }, 'in force'],
  ])('%s with %j is %s', (id, changes, expected) => {
    expect(state(id, changes)).toBe(expected);
  });

  it('are none of a run that never was', () => {
    expect(controlsInRun(runWith(neverStarted))).toEqual([]);
  });
});

test.each([
  ['a run that failed', failed],
  ['refused writes', { denied: [{ kind: 'write', what: '/a', evidence: '', source: 'log' }] }],
  ['a path that a shell would read', { asked: { tmpfs: [{ path: '/a;rm -rf', sizeBytes: 1, exec: false }] } }],
])('options are not shown after %s', (_what, changes) => {
  expect(hardenedFlags(runWith(changes))).toBe('');
});
