// The reader of records: what it takes, and that it names path and line of what it refuses.
import { describe, expect, it, test } from 'vitest';
import { writeExampleRun } from '../../../src/example-smoke.ts';
import { readRecord } from '../../../src/inputs/smoke/read-record.ts';
import { InputError, LimitError } from '../../../src/model/errors.ts';

const FULL = {
  declared: { service: 'web', readOnly: true, at: { file: 'compose.yaml', line: 3 } },
  exitCode: 0,
  changed: ['/run/app.pid'],
  anomalies: [{ kind: 'port', found: '9090/tcp', expected: '8080/tcp' }],
  attestation: { reason: 'some of it', settings: [{ name: 'swap', asked: '0', holds: 'unknown', reason: 'no swap' }] },
};

type Path = readonly (string | number)[];

/** Every place in a JSON value. */
function places(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, own]) => places(own, [...path, Array.isArray(value) ? Number(key) : key])),
  ];
}

/** A copy in which one place holds something else. */
function replaced(value: unknown, [head, ...rest]: Path, other: unknown): unknown {
  if (head === undefined) return other;
  if (Array.isArray(value)) return value.map((own, index) => (index === head ? replaced(own, rest, other) : own));
  return Object.fromEntries(
    Object.entries(value as object).map(([key, own]) => [key, key === head ? replaced(own, rest, other) : own]),
  );
}

function shown(path: Path): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return text === '' ? 'the document' : `\`${text.slice(1)}\``;
}

function refusal(value: unknown): InputError {
  try {
    readRecord(JSON.stringify(value, undefined, 2), 'run.json');
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('it was taken');
}

const full: unknown = JSON.parse(writeExampleRun(FULL));

it('reads back what was written, with all that may be absent and without', () => {
  expect(readRecord(JSON.stringify(full), 'run.json')).toEqual(full);
  const bare = writeExampleRun({
    health: null,
    stop: null,
    listening: null,
    attestation: null,
    declared: { uid: null },
    peaks: { memoryBytes: null, pids: null, cpuPercent: null },
    processes: [{ name: 'app' }],
  });
  expect(readRecord(bare, 'run.json')).toEqual(JSON.parse(bare));
});

describe('a report that --format json wrote', () => {
  const report = (...runs: unknown[]) =>
    JSON.stringify({
      schema: 'seaworthy-report/1',
      tool: {},
      targets: [{ kind: 'archive' }, ...runs.map((smoke) => ({ kind: 'smoke', smoke }))],
    });

  it('holds the run', () => {
    expect(readRecord(report(full), 'run.json')).toEqual(full);
    expect(() => readRecord(report({ ...Object(full), seconds: -1 }), 'run.json')).toThrow(
      'run.json: `targets[1].smoke.seconds` must be a number from 0 up',
    );
  });

  it('of none or of several runs is refused', () => {
    expect(() => readRecord(report(), 'run.json')).toThrow('run.json is a report in which nothing was run');
    expect(() => readRecord(report(full, full), 'run.json')).toThrow('run.json is a report of 2 runs');
  });
});

describe('what has the wrong shape is refused with its path', () => {
  test.each(places(full).map((path) => [shown(path), path] as const))('%s', (name, path) => {
    const { message } = refusal(replaced(full, path, null));
    expect(message).toMatch(/^run\.json: /);
    expect(message.startsWith(`run.json: ${name} must be `)).toBe(true);
  });
});

it('names the line', () => {
  const text = writeExampleRun({}).replace('"oomKilled":false', '\n"oomKilled":\n1');
  expect(() => readRecord(text, 'run.json')).toThrow(
    expect.objectContaining({ at: expect.objectContaining({ file: 'run.json', startLine: 3, startColumn: 1 }) }),
  );
});

test.each([
  ['a missing key', { result: null }, '`result` is missing'],
  ['a missing key further down', { image: { id: null } }, '`image.id` is missing'],
  ['a key that is not known', { denid: [] }, '`denid` is not known; did you mean `denied`?'],
  [
    'one that nobody knows',
    { zzzzzzzz: 1 },
    '`zzzzzzzz` is not known; a newer version of this tool may have written it',
  ],
  ['an odd key', { 'a\u001bb': 1 }, '`["a\\u001bb"]` is not known'],
  ['a result that there is not', { result: 'fine' }, '`result` must be one of healthy, running'],
  ['another schema', { schema: 'seaworthy-smoke/2' }, '`schema` must be one of seaworthy-smoke/1'],
  ['a negative number', { seconds: -1 }, '`seconds` must be a number from 0 up'],
  ['a broken number', { restarts: 1.5 }, '`restarts` must be a whole number'],
  [
    'an unknown key in a list',
    { denied: [{ kind: 'write', what: '', evidence: '', source: 'log', why: '' }] },
    '`denied[0].why` is not known',
  ],
])('refuses %s', (_what, changes, message) => {
  expect(() => readRecord(writeExampleRun(changes), 'run.json')).toThrow(`run.json: ${message}`);
});

test.each([
  ['a long list', { notices: Array.from({ length: 10_001 }, () => 'x') }, 'longer than the limit of 10000 items'],
  ['a long text', { reason: 'x'.repeat(70_000) }, 'longer than the limit of 65536 characters'],
])('does not read %s', (_what, changes, message) => {
  const refused = () => readRecord(writeExampleRun(changes), 'run.json');
  expect(refused).toThrow(LimitError);
  expect(refused).toThrow(message);
});

test.each(['', '{', '[]', 'null', '{"schema":"seaworthy-smoke/1"}', '{"__proto__":{}}', '1e999'])(
  'takes no %s',
  (text) => {
    expect(() => readRecord(text, 'run.json')).toThrow(InputError);
  },
);
