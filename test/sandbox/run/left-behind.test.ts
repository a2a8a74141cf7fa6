// Whatever happens, and whenever: a run comes to an end, nothing is left behind, or a note of it is.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../../src/model/errors.ts';
import { readOwner } from '../../../src/sandbox/run/owner.ts';
import { reapOrphans } from '../../../src/sandbox/run/reap.ts';
import { smokeRun } from '../../../src/sandbox/smoke-run.ts';
import { type Call, type FakeOptions, fakeHost } from './fake-engine.ts';
import { fakeWish, fakeWorld, healthcheck, pass } from './fake-run.ts';

const CALLS: readonly Call[] = [
  'create',
  'events',
  'start',
  'state',
  'logs',
  'samples',
  'stop',
  'kill',
  'changes',
  'remove',
];

/** What a container does. */
const ACTS: Readonly<Record<string, NonNullable<FakeOptions['act']>>> = {
  'runs on': () => {},
  'ends at once': (container) => container.exit(1),
  'ends later': (container) => setTimeout(() => container.exit(0), 3000),
  'is healthy': (container) => setTimeout(() => container.event('health_status', 'healthy'), 500),
  'floods its log': (container) => container.say('x'.repeat(1_000_000)),
  'ignores SIGTERM': (container) => container.onTerm(() => {}),
};

/** What befalls a call. */
const FAULTS = ['interrupt', 'refuse', 'silence before', 'silence after'] as const;

const never = () => new Promise<void>(() => {});

test('a fault at any step leaves nothing, or a note by which the next start removes it', async () => {
  const step = fc.record({
    call: fc.constantFrom(...CALLS),
    nth: fc.integer({ min: 1, max: 3 }),
    fault: fc.constantFrom(...FAULTS),
    act: fc.constantFrom(...Object.keys(ACTS)),
    runtime: fc.constantFrom('runc', 'auto'),
    isChecked: fc.boolean(),
    isWritable: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(step, async ({ call, nth, fault, act, runtime, isChecked, isWritable }) => {
      let isFaulty = true;
      const strikes = (called: Call, count: number) => isFaulty && called === call && count === nth;
      const world = fakeWorld(
        {
          act: ACTS[act] ?? (() => {}),
          before: (called, count) => {
            if (!strikes(called, count)) return;
            if (fault === 'refuse') throw new InputError('the engine has stopped answering');
            if (fault === 'silence before') return never();
            if (fault === 'interrupt') world.abort.abort();
          },
          after: (called, count) => (fault === 'silence after' && strikes(called, count) ? never() : undefined),
        },
        {
          host: { ...fakeHost, runtimes: ['runc', 'runsc'] },
          // Of a process that has been replaced by this one: for whoever starts next, it is dead.
          owner: { ...readOwner('/proc', process.pid), startTime: '1' },
        },
      );
      const wish = fakeWish({
        runtime: runtime === 'auto' ? 'auto' : 'runc',
        ...(isChecked ? { healthcheck } : {}),
        relaxations: isWritable ? [{ relaxation: { kind: 'write' }, by: '--allow' }] : [],
      });
      const ended = await pass(() => smokeRun(wish, world.deps)).catch((error: unknown) => error);
      if (ended instanceof Error) expect(ended).toBeInstanceOf(InputError);
      if (fault === 'interrupt' && world.abort.signal.aborted && call !== 'remove')
        expect(ended).toBeInstanceOf(InputError);

      const noted = world.state.list().map(({ container }) => container?.name);
      for (const name of world.engine.containers()) expect(noted).toContain(name);
      if (call !== 'remove' && call !== 'create') expect(world.engine.containers()).toEqual([]);

      isFaulty = false;
      await pass(() => reapOrphans(world.deps));
      expect(world.engine.containers()).toEqual([]);
      expect(world.state.list()).toEqual([]);
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('a container whose making was never confirmed is removed by its name, and the note of it stays', async () => {
  const world = fakeWorld({ after: (call) => (call === 'create' ? never() : undefined) });
  await expect(pass(() => smokeRun(fakeWish(), world.deps))).rejects.toThrow(
    'the engine was asked to make a container and has not answered for 30 seconds',
  );
  expect(world.engine.containers()).toEqual([]);
  // It could also have come into being after that.
  expect(world.state.list()).toHaveLength(1);
});

test('an engine that never removes is told of, and the next start removes it', async () => {
  let isFaulty = true;
  const world = fakeWorld(
    {
      before: (call) => {
        if (isFaulty && call === 'remove') throw new InputError('the disk is stuck');
      },
    },
    { owner: { ...readOwner('/proc', process.pid), startTime: '1' } },
  );
  const record = await pass(() => smokeRun(fakeWish(), world.deps));
  const [name = ''] = world.engine.containers();
  expect(record.notices.join('\n')).toContain(
    `the container ${name} could not be removed: the disk is stuck. The next start removes it, or \`docker rm -f ${name}\``,
  );
  expect(world.engine.calls.filter((call) => call === 'remove')).toHaveLength(4);

  isFaulty = false;
  expect(await reapOrphans(world.deps)).toEqual({ containers: [name], images: [], failures: [] });
  expect(world.engine.containers()).toEqual([]);
  expect(world.state.list()).toEqual([]);
});
