// An image that was loaded for a run goes with it.
import { existsSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { InputError } from '../../../src/model/errors.ts';
import { readOwner } from '../../../src/sandbox/run/owner.ts';
import { reapOrphans } from '../../../src/sandbox/run/reap.ts';
import { withTemporaryImage } from '../../../src/sandbox/run/temporary-image.ts';
import { fakeWorld } from './fake-run.ts';

const name = 'seaworthy-smoke/loaded:1';

test('it is noted while it is there, and removed also when the work fails', async () => {
  const { engine, state, deps } = fakeWorld();
  const work = withTemporaryImage(name, deps, async () => {
    engine.images.add(name);
    expect(state.list()).toMatchObject([{ images: [name] }]);
    throw new InputError('it went wrong');
  });
  await expect(work).rejects.toThrow('it went wrong');
  expect([...engine.images]).toEqual([]);
  expect(state.list()).toEqual([]);
});

test('what was unpacked for it goes too, with the run or with the next start', async () => {
  const { state, deps } = fakeWorld({}, { owner: { ...readOwner('/proc', process.pid), startTime: '1' } });
  const file = await withTemporaryImage(name, deps, async (path) => {
    writeFileSync(path, 'archive');
    return path;
  });
  expect(existsSync(file)).toBe(false);
  const mark = { runId: 'ab'.repeat(12), owner: deps.owner, deadline: 0 };
  state.write({ ...mark, endpoint: deps.engine.endpoint, images: [name] });
  writeFileSync(state.fileOf(mark.runId), 'archive of a killed run');
  await reapOrphans(deps);
  expect(existsSync(state.fileOf(mark.runId))).toBe(false);
  expect(state.list()).toEqual([]);
});

test('one that cannot be removed is removed by the next start', async () => {
  let isFaulty = true;
  const { engine, state, deps } = fakeWorld(
    {
      before: (call) => {
        if (isFaulty && call === 'removeImage') throw new InputError('it is stuck');
      },
    },
    { owner: { ...readOwner('/proc', process.pid), startTime: '1' } },
  );
  expect(await withTemporaryImage(name, deps, async () => engine.images.add(name).size)).toBe(1);
  expect(state.list()).toHaveLength(1);
  isFaulty = false;
  expect((await reapOrphans(deps)).images).toEqual([name]);
  expect([...engine.images]).toEqual([]);
});
