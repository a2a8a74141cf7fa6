// What the next start removes, and above all what it leaves alone.
import { expect, test } from 'vitest';
import { InputError } from '../../../src/model/errors.ts';
import { readOwner } from '../../../src/sandbox/run/owner.ts';
import { containerName, markLabels, type RunMark } from '../../../src/sandbox/run/proof.ts';
import { reapOrphans } from '../../../src/sandbox/run/reap.ts';
import { smokeRun } from '../../../src/sandbox/smoke-run.ts';
import { fakeWish, fakeWorld, pass } from './fake-run.ts';

const alive = readOwner('/proc', process.pid);
const dead = { ...alive, startTime: '1' };
const elsewhere = { ...alive, bootId: 'another machine' };
const soon = Date.now() + 60_000;
const longAgo = Date.now() - 3_600_000;

const nothing = { containers: [], images: [], failures: [] };
const runId = 'ab'.repeat(12);
const name = containerName(runId);

test.each([
  ['dead', dead, soon, true],
  ['alive', alive, soon, false],
  ['alive and long over its time', alive, longAgo, true],
  ['alive and just over its time', alive, Date.now() - 1000, false],
  ['elsewhere', elsewhere, soon, false],
  ['elsewhere and long over its time', elsewhere, longAgo, true],
])('the container of an owner that is %s', async (_, owner, deadline, isRemoved) => {
  const { engine, state, deps } = fakeWorld();
  const mark: RunMark = { runId, owner, deadline };
  engine.plant(name, markLabels(mark, state.secret));
  expect(await reapOrphans(deps)).toEqual({ ...nothing, containers: isRemoved ? [name] : [] });
  expect(engine.containers()).toEqual(isRemoved ? [] : [name]);
});

test('labels of ours on the container of somebody else prove nothing', async () => {
  const { engine, state, deps } = fakeWorld();
  const mark = { runId, owner: dead, deadline: longAgo };
  const real = markLabels(mark, state.secret);
  // An image was built with the labels of a run that somebody had looked at.
  engine.plant('web', real);
  engine.plant(containerName('cd'.repeat(12)), real);
  engine.plant(name, { ...real, 'io.seaworthy.proof': 'f'.repeat(64) });
  engine.plant(`${name}x`, markLabels(mark, Buffer.alloc(32, 99)));
  engine.plant(containerName('ef'.repeat(12)), { ...real, 'io.seaworthy.run': 'ef'.repeat(12) });
  engine.plant('seaworthy-smoke-mine', { 'io.seaworthy.run': 'mine', 'io.seaworthy.proof': '' });
  const before = engine.containers();
  expect(await reapOrphans(deps)).toEqual(nothing);
  expect(engine.containers()).toEqual(before);
});

test('the deadline of a living run cannot be moved by a label', async () => {
  const { engine, state, deps } = fakeWorld();
  const labels = markLabels({ runId, owner: alive, deadline: soon }, state.secret);
  engine.plant(name, { ...labels, 'io.seaworthy.deadline': '0' });
  expect(await reapOrphans(deps)).toEqual(nothing);
});

test('a noted container is removed by its id, whatever its labels say', async () => {
  const { engine, state, deps } = fakeWorld();
  const id = engine.plant(name, {});
  state.write({ runId, owner: dead, deadline: soon, endpoint: engine.endpoint, container: { name, id } });
  expect(await reapOrphans(deps)).toEqual({ ...nothing, containers: [name] });
  expect(state.list()).toEqual([]);
});

test('one that is noted by name alone must bear the mark', async () => {
  const { engine, state, deps } = fakeWorld();
  engine.plant(name, {});
  state.write({ runId, owner: dead, deadline: soon, endpoint: engine.endpoint, container: { name } });
  expect(await reapOrphans(deps)).toEqual(nothing);
  expect(engine.containers()).toEqual([name]);
  expect(state.list()).toEqual([]);
});

test('notes of another engine and of living runs stay', async () => {
  const { engine, state, deps } = fakeWorld();
  const mark = { owner: dead, deadline: soon, container: { name } };
  state.write({ ...mark, runId: '1'.repeat(24), endpoint: 'unix:///other.sock' });
  state.write({ ...mark, runId: '2'.repeat(24), endpoint: engine.endpoint, owner: alive });
  await reapOrphans(deps);
  expect(state.list()).toHaveLength(2);
});

test('images that a dead run had loaded are removed', async () => {
  const { engine, state, deps } = fakeWorld();
  engine.images.add('loaded:1').add('kept:1');
  state.write({ runId, owner: dead, deadline: soon, endpoint: engine.endpoint, images: ['loaded:1'] });
  expect(await reapOrphans(deps)).toEqual({ ...nothing, images: ['loaded:1'] });
  expect([...engine.images]).toEqual(['kept:1']);
  expect(state.list()).toEqual([]);
});

test('one that cannot be removed keeps its note and stands in nobody else’s way', async () => {
  let nth = 0;
  const { engine, state, deps } = fakeWorld({
    before: (call) => {
      if (call !== 'remove') return;
      nth += 1;
      if (nth === 1) throw new InputError('it is stuck');
    },
  });
  for (const letter of ['1', '2']) {
    const run = letter.repeat(24);
    const id = engine.plant(containerName(run), {});
    const container = { name: containerName(run), id };
    state.write({ runId: run, owner: dead, deadline: soon, endpoint: engine.endpoint, container });
  }
  expect(await reapOrphans(deps)).toEqual({
    containers: [containerName('2'.repeat(24))],
    images: [],
    failures: [`${containerName('1'.repeat(24))}: it is stuck`],
  });
  expect(state.list().map((entry) => entry.runId)).toEqual(['1'.repeat(24)]);
});

test('a start leaves the run that goes on beside it alone', async () => {
  const world = fakeWorld({
    act: () => setTimeout(() => void reapOrphans(world.deps), 1000),
  });
  expect(await pass(() => smokeRun(fakeWish(), world.deps))).toMatchObject({ result: 'running' });
});
