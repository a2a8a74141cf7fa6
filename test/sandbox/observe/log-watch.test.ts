// What is kept of the log of a container, however it is cut into pieces and whatever it holds.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogPiece } from '../../../src/model/container-engine.ts';
import { openLogWatch } from '../../../src/sandbox/observe/log-watch.ts';
import { tokens } from '../../parse/secrets/samples.ts';

const LOG = [
  'starting',
  "sh: can't create /out: Read-only file system",
  'unshare: unshare failed: Operation not permitted',
  "sh: can't create /out: Read-only file system",
  "wget: bad address 'example.com'",
  'done \u2713',
].join('\n');

function read(pieces: readonly LogPiece[]) {
  const watch = openLogWatch();
  for (const piece of pieces) watch.add(piece);
  return { denied: watch.denied(), tail: watch.tail() };
}

const piece = (text: string | Uint8Array, stream: LogPiece['stream'] = 'stderr'): LogPiece => ({
  stream,
  bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
});

test('each refusal is told once, with the line that tells it', () => {
  const { denied, tail } = read([piece(LOG)]);
  expect(denied).toEqual([
    { kind: 'write', what: '/out', evidence: "sh: can't create /out: Read-only file system", source: 'log' },
    { kind: 'unshare', what: '', evidence: 'unshare: unshare failed: Operation not permitted', source: 'log' },
    { kind: 'network', what: 'example.com', evidence: "wget: bad address 'example.com'", source: 'log' },
  ]);
  expect(tail.at(-1)).toBe('done \u2713');
});

test('it does not matter how the log is cut', () => {
  const whole = read([piece(LOG)]);
  const bytes = new TextEncoder().encode(LOG);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const pieces = places.slice(1).map((end, index) => piece(bytes.slice(places[index], end)));
      expect(read(pieces)).toEqual(whole);
    }),
  );
});

test('the two streams do not run into each other', () => {
  const pieces = [piece("can't create /a: Read-only", 'stdout'), piece('noise\n'), piece(' file system\n', 'stdout')];
  expect(read(pieces).denied).toMatchObject([{ kind: 'write', what: '/a' }]);
});

test('what paints, commands or hides does not come out', () => {
  const hostile =
    "\u001b[2J\u001b]0;title\u0007\u202e::error::x\u0000 ##[error] caf\u00e9: \u001b[31mEACCES, open '/x/\u001b[0my'\r\n";
  const { denied, tail } = read([piece(hostile)]);
  for (const text of [...tail, ...denied.flatMap(({ evidence, what }) => [evidence, what])])
    expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(tail[0]).toContain('café');
});

test('credentials are hidden, in the last lines and in the evidence', () => {
  const [, token = ''] = tokens.find(([type]) => type === 'github-token') ?? [];
  const { denied, tail } = read([piece(`token ${token}: open /data/x: permission denied\n`)]);
  expect(token).not.toBe('');
  expect(JSON.stringify({ denied, tail })).not.toContain(token);
  expect(denied).toHaveLength(1);
});

test('little is kept of a flood, of one endless line and of a thousand different refusals', () => {
  expect(read([piece('y\n'.repeat(500_000))]).tail).toHaveLength(20);
  expect(read([piece('x'.repeat(2 ** 22))]).tail[0]?.length).toBeLessThanOrEqual(400);
  const many = Array.from({ length: 1000 }, (_, at) => `open /data/${at}: permission denied\n`).join('');
  expect(read([piece(many)]).denied).toHaveLength(100);
});
