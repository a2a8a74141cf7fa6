// Recorded behaviour: what of a run is kept, and in what a further run differs.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { BEHAVIOUR_SCHEMA, type RecordedRun } from '../../src/smoke/behaviour.ts';
import { appendRun, readBehaviour } from '../../src/smoke/behaviour-shape.ts';
import { compareBehaviour } from '../../src/smoke/compare-behaviour.ts';

const usual: RecordedRun = {
  result: 'healthy',
  processes: ['nginx'],
  ports: ['8080/tcp'],
  writes: ['/var/cache/nginx'],
  network: [],
  numbers: { memoryBytes: 40e6, pids: 3, cpuPercent: 5, logBytes: 200, healthSeconds: 0.5 },
};
const three = [usual, usual, usual];
const compare = (run: RecordedRun, runs: readonly RecordedRun[] = three) =>
  compareBehaviour(run, { runs }).map(({ kind, found }) => `${kind}: ${found}`);

test('a run that does the same differs in nothing', () => {
  expect(compare(usual)).toEqual([]);
});

test('a new process, port, path and network attempt differ, with what was known', () => {
  const run: RecordedRun = {
    ...usual,
    processes: ['nginx', 'xmrig'],
    ports: ['4444/tcp', '8080/tcp'],
    writes: ['/etc/cron.d/x', '/var/cache/nginx'],
    network: ['inet'],
  };
  expect(compareBehaviour(run, { runs: [usual] })).toEqual([
    { kind: 'process', found: 'xmrig', expected: 'nginx' },
    { kind: 'port', found: '4444/tcp', expected: '8080/tcp' },
    { kind: 'write', found: '/etc/cron.d/x', expected: '/var/cache/nginx' },
    { kind: 'network', found: 'inet', expected: 'none' },
  ]);
});

test('what was in every one of three runs and is gone differs; of two runs it may be chance', () => {
  const run = { ...usual, processes: [], ports: [] };
  expect(compare(run)).toEqual(['missing-process: none', 'missing-port: none']);
  expect(compare(run, [usual, usual])).toEqual([]);
  expect(compare(run, [usual, usual, { ...usual, processes: [], ports: [] }])).toEqual([]);
});

test('names that differ in a number alone are of one thing, ports are not', () => {
  const before = { ...usual, processes: ['worker-11'], writes: ['/tmp/a-1234.pid'], ports: ['8080/tcp'] };
  const after = { ...usual, processes: ['worker-12'], writes: ['/tmp/a-99.pid'], ports: ['8081/tcp'] };
  expect(compare(after, [before])).toEqual(['port: 8081/tcp']);
});

test('ports that could not be seen, now or then, are not compared', () => {
  const { ports: _, ...unseen } = usual;
  expect(compare(unseen)).toEqual([]);
  expect(compare(usual, [unseen, unseen, unseen])).toEqual([]);
});

test('another result differs', () => {
  expect(compare({ ...usual, result: 'failed', exitCode: 3 })).toEqual(['result: failed (exit 3)']);
});

test('a number far above the spread differs, from three runs on', () => {
  const hungry = { ...usual, numbers: { ...usual.numbers, memoryBytes: 400e6 } };
  expect(compare(hungry)).toEqual(['memory: 381.5 MiB']);
  expect(compare(hungry, [usual, usual])).toEqual([]);
  const a = { ...usual, numbers: { memoryBytes: 100e6 } };
  const b = { ...usual, numbers: { memoryBytes: 300e6 } };
  const c = { ...usual, numbers: { memoryBytes: 500e6 } };
  expect(compare({ ...usual, numbers: { memoryBytes: 900e6 } }, [a, b, c])).toEqual([]);
});

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'worker-10', 'worker-11', ''), { maxLength: 4 });
const someRun: fc.Arbitrary<RecordedRun> = fc.record({
  result: fc.constantFrom('healthy', 'running'),
  processes: names,
  writes: names,
  network: names,
  numbers: fc.record({ memoryBytes: fc.nat(1e9), pids: fc.nat(100) }),
});

test('the order of the recorded runs does not matter', () => {
  fc.assert(
    fc.property(someRun, fc.array(someRun, { minLength: 1, maxLength: 5 }), (run, runs) => {
      expect(compareBehaviour(run, { runs: [...runs].reverse() })).toEqual(compareBehaviour(run, { runs }));
    }),
  );
});

test('what a recorded run did is never new', () => {
  fc.assert(
    fc.property(fc.array(someRun, { minLength: 1, maxLength: 5 }), fc.nat(4), (runs, at) => {
      const run = runs[at % runs.length] ?? usual;
      const kinds = compareBehaviour(run, { runs }).map(({ kind }) => kind);
      expect(kinds.filter((kind) => !['memory', 'pids'].includes(kind))).toEqual([]);
    }),
  );
});

test('a file is read as it was written, and grows by a run', () => {
  fc.assert(
    fc.property(fc.array(someRun, { minLength: 1, maxLength: 5 }), (runs) => {
      const own = { image: 'docker.io/library/nginx', runtime: 'runc' };
      let text = '';
      for (const run of runs) text = appendRun(text === '' ? undefined : readBehaviour(text, '--record f'), own, run);
      expect(readBehaviour(text, '--record f')).toEqual({ schema: BEHAVIOUR_SCHEMA, ...own, runs });
    }),
  );
});

test.each([
  ['', 'is no JSON'],
  ['{"schema":"other/1"}', 'schema'],
  [JSON.stringify({ schema: BEHAVIOUR_SCHEMA, image: 'x', runtime: 'runc', runs: [{ result: 1 }] }), 'runs.0'],
])('a file that is none (%j) is refused with the flag and the place', (text, place) => {
  expect(() => readBehaviour(text, '--expect f.json')).toThrow(UsageError);
  expect(() => readBehaviour(text, '--expect f.json')).toThrow(new RegExp(`--expect f.json.*${place}`));
});
