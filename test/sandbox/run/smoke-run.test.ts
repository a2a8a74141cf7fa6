// How a run ends, for every way in which a container, an engine or a user can end it.
import { expect, test } from 'vitest';
import { RefusalError } from '../../../src/engine/answer.ts';
import { InputError } from '../../../src/model/errors.ts';
import type { SmokeRecord } from '../../../src/model/smoke-record.ts';
import { smokeRun } from '../../../src/sandbox/smoke-run.ts';
import { type FakeContainer, type FakeOptions, fakeHost } from './fake-engine.ts';
import { type FakeWorld, fakeWish, fakeWorld, healthcheck, pass } from './fake-run.ts';

const checked = fakeWish({ healthcheck });

/** Runs, and makes sure that nothing is left. */
async function run(options: FakeOptions, wish = fakeWish(), world = fakeWorld(options)): Promise<SmokeRecord> {
  const record = await pass(() => smokeRun(wish, world.deps));
  expect(world.engine.containers()).toEqual([]);
  expect(world.state.list()).toEqual([]);
  return record;
}

function after(seconds: number, act: (container: FakeContainer) => void): FakeOptions {
  return { act: (container) => setTimeout(() => act(container), seconds * 1000) };
}

test('one without a health check that goes on is watched, stopped and found to be running', async () => {
  const record = await run({});
  expect(record).toMatchObject({
    result: 'running',
    reason: 'it was still running after 5.0 s; it has no health check',
    stop: { killed: false, exitCode: 143 },
    exceeded: [],
  });
  expect(record).not.toHaveProperty('exitCode');
  expect(record).not.toHaveProperty('health');
});

test('one that ignores SIGTERM is killed, and how long that took is told', async () => {
  const record = await run({ act: (container) => container.onTerm(() => {}) });
  expect(record.stop).toEqual({ seconds: 2, killed: true, exitCode: 137 });
});

test('a health check that passes decides, a moment later', async () => {
  const record = await run(
    after(2, (container) => container.event('health_status: healthy', 'healthy')),
    checked,
  );
  expect(record).toMatchObject({
    result: 'healthy',
    reason: 'its health check passed after 2.0 s',
    health: { status: 'healthy', seconds: 2 },
  });
  expect(record.seconds).toBeCloseTo(3, 0);
});

test('one that falls over just after its health check passed does not work', async () => {
  const options = after(2, (container) => {
    container.event('health_status: healthy', 'healthy');
    setTimeout(() => container.exit(1), 500);
  });
  expect(await run(options, checked)).toMatchObject({
    result: 'failed',
    reason: 'it ended with 1 after 2.5 s, although its health check had passed',
    exitCode: 1,
  });
});

test('a health check that gives up decides at once', async () => {
  const record = await run(
    after(2, (container) => container.event('health_status: unhealthy', 'unhealthy')),
    checked,
  );
  expect(record).toMatchObject({ result: 'unhealthy', health: { status: 'unhealthy', seconds: 2 } });
});

test('one whose health check does not decide is ended at the deadline', async () => {
  expect(await run({}, checked)).toMatchObject({
    result: 'timed-out',
    exceeded: ['time'],
    health: { status: 'starting' },
    stop: { killed: false },
  });
});

test.each([
  [0, false, 'completed', 'it ended with 0 after 6.0 s'],
  [3, false, 'failed', 'it ended with 3 after 6.0 s'],
  [139, false, 'failed', 'it ended by SIGSEGV (139) after 6.0 s'],
  [137, false, 'failed', 'it ended by SIGKILL (137) after 6.0 s'],
  [137, true, 'out-of-memory', 'it was killed after 6.0 s for want of memory; it had 67108864 bytes'],
  [1, true, 'failed', 'it ended with 1 after 6.0 s; memory ran out for one of its processes before'],
  [153, false, 'failed', 'it ended by SIGXFSZ (153) after 6.0 s'],
])('an end by itself with %i (out of memory: %s) is %s', async (code, oom, result, reason) => {
  const record = await run(
    after(6, (container) => container.exit(code, oom)),
    checked,
  );
  expect(record).toMatchObject({ result, reason, exitCode: code, oomKilled: oom });
  expect(record).not.toHaveProperty('stop');
  expect(record.exceeded).toEqual([...(oom ? ['memory'] : []), ...(code === 153 ? ['file-size'] : [])]);
});

test('a child that is killed for want of memory is told of, and decides nothing', async () => {
  const record = await run(after(1, (container) => container.event('oom')));
  expect(record).toMatchObject({ result: 'running', oomKilled: true, exceeded: ['memory'] });
});

test('an end that the engine kept to itself is found when the watch is over', async () => {
  const record = await run(after(4, (container) => container.exitUnnoticed(3)));
  expect(record).toMatchObject({ result: 'failed', exitCode: 3 });
  expect(record).not.toHaveProperty('stop');
});

test('a log beyond the budget ends it by force', async () => {
  const record = await run({
    act: (container) => {
      const write = () => {
        if (!container.isRunning()) return;
        container.say('x'.repeat(10_000));
        setTimeout(write, 100);
      };
      write();
    },
  });
  expect(record).toMatchObject({ result: 'log-flood', exceeded: ['log'] });
  expect(record.peaks.logBytes).toBeLessThan(150_000);
  expect(record).not.toHaveProperty('stop');
});

test('a flood of short lines is a flood', async () => {
  const record = await run(
    after(1, (container) => {
      for (let line = 0; line < 10_000; line += 1) container.say('\n');
    }),
  );
  expect(record.result).toBe('log-flood');
});

test.each([
  ['events', 'it could not be followed to the end: the engine broke off'],
  ['logs', 'it could not be followed to the end: the engine broke off'],
] as const)('a stream of %s that breaks off is an engine that is lost', async (stream, reason) => {
  const record = await run(after(1, (container) => container.cut(stream, new InputError('the engine broke off'))));
  expect(record).toMatchObject({ result: 'engine-lost', reason });
  expect(record).not.toHaveProperty('stop');
});

test('a stream of events that ends is an engine that is lost', async () => {
  expect((await run(after(1, (container) => container.end('events')))).result).toBe('engine-lost');
});

test('numbers that break off are a gap and nothing more', async () => {
  const record = await run(after(1, (container) => container.cut('samples', new InputError('it broke off'))));
  expect(record.result).toBe('running');
  expect(record.notices).toContain('its use of memory and time was not followed to the end: it broke off');
});

test('a container that somebody else removes is lost', async () => {
  const world: FakeWorld = fakeWorld({ act: () => setTimeout(() => removeAll(world), 1000) });
  expect(await run({}, fakeWish(), world)).toMatchObject({
    result: 'engine-lost',
    reason: 'it could not be followed to the end: the engine can say nothing of the container any more',
  });
});

function removeAll({ engine }: FakeWorld): void {
  for (const name of engine.containers()) void engine.remove(name);
}

test('an engine that refuses the start gives the reason', async () => {
  const words = 'OCI runtime create failed: exec: "/app": stat /app: no such file or directory';
  const refusal = new RefusalError(`the engine refuses /containers/x/start (400): ${words}`, 400);
  const record = await run({
    before: (call) => {
      if (call === 'start') throw refusal;
    },
  });
  expect(record).toMatchObject({
    result: 'not-started',
    reason: `its program "/app" is not there, or names an interpreter or loader that is not (${words})`,
    seconds: 0,
  });
  expect(record).not.toHaveProperty('attestation');
});

test('an engine that refuses to make it gives the reason; an image that is gone is an error', async () => {
  const refuse = (status: number) => ({
    before: (call: string) => {
      if (call === 'create') throw new RefusalError(`the engine refuses /containers/create (${status}): odd`, status);
    },
  });
  expect(await run(refuse(400))).toMatchObject({ result: 'not-started', reason: 'the engine cannot start it: odd' });
  await expect(run(refuse(404))).rejects.toThrow(InputError);
});

test('a program that ends early is started once more without an init to learn why', async () => {
  const inits: unknown[] = [];
  const record = await run({
    act: (container) => {
      const { HostConfig } = container.request;
      const init = HostConfig !== null && typeof HostConfig === 'object' && 'Init' in HostConfig && HostConfig.Init;
      inits.push(init);
      if (init !== true) container.say('exec /app: exec format error\n');
      container.exit(init === true ? 2 : 1);
    },
  });
  expect(inits).toEqual([true, false]);
  expect(record).toMatchObject({
    result: 'not-started',
    reason: 'its program "/app" is built for another machine than linux/amd64 (exec /app: exec format error)',
    exitCode: 2,
    seconds: 0,
  });
});

test.each([
  ['with and without an init', () => 'exec /app: exec format error\n'],
  ['among other words', (init: boolean) => (init ? 'hello\n' : 'hello\nexec /app: exec format error\n')],
])('a program that says itself that it could not be executed, %s, has failed', async (_, words) => {
  const record = await run({
    act: (container) => {
      const { HostConfig } = container.request;
      const init = HostConfig !== null && typeof HostConfig === 'object' && 'Init' in HostConfig && HostConfig.Init;
      container.say(words(init === true));
      container.exit(1);
    },
  });
  expect(record).toMatchObject({ result: 'failed', exitCode: 1 });
});

test('a program that fails by itself has failed, with and without an init', async () => {
  const record = await run({ act: (container) => container.exit(1) });
  expect(record).toMatchObject({ result: 'failed', reason: 'it ended with 1 after 0.0 s', exitCode: 1 });
});

test('a root that may be written is looked at for changes', async () => {
  const record = await run({}, fakeWish({ relaxations: [{ relaxation: { kind: 'write' }, by: '--allow' }] }));
  expect(record).toMatchObject({ changed: ['/data/written'], relaxations: [{ what: 'writable root', by: '--allow' }] });
  expect(await run({})).not.toHaveProperty('changed');
});

test('an interrupted run throws and leaves nothing', async () => {
  const world: FakeWorld = fakeWorld({ act: () => setTimeout(() => world.abort.abort(), 1000) });
  await expect(run({}, fakeWish(), world)).rejects.toThrow('the run in the sandbox was interrupted');
  // Nobody waits for it to end by itself.
  expect(world.engine.calls).not.toContain('stop');
  expect(world.engine.containers()).toEqual([]);
  expect(world.state.list()).toEqual([]);
  expect(world.events.map(({ eventType, action }) => `${eventType} ${action}`)).toEqual([
    'EXECUTION_STARTED ALLOW',
    'EXECUTION_FINISHED broken-off',
  ]);
});

test('what was said and done is told to the audit log', async () => {
  const world = fakeWorld(after(1, (container) => container.exit(137, true)));
  await run({}, fakeWish(), world);
  expect(world.events.map(({ eventType, action }) => `${eventType} ${action}`)).toEqual([
    'EXECUTION_STARTED ALLOW',
    'RESOURCE_LIMIT_EXCEEDED DENY',
    'EXECUTION_FINISHED out-of-memory',
  ]);
});

test('limits and attempts are told as soon as they are seen, each once', async () => {
  const world: FakeWorld = fakeWorld(
    after(1, (container) => {
      container.event('oom');
      container.say('mount: permission denied (are you root?)\n');
      container.say("can't create /etc/x: Read-only file system\n");
      setTimeout(() => {
        expect(container.isRunning()).toBe(true);
        toldEarly.push(...tell(world));
        container.event('oom');
        container.say('mount: permission denied (are you root?)\n');
      }, 1000);
    }),
  );
  const toldEarly: string[] = [];
  const record = await run({}, fakeWish(), world);
  const told = ['EXECUTION_STARTED', 'RESOURCE_LIMIT_EXCEEDED memory', 'SECURITY_VIOLATION mount'];
  expect(toldEarly).toEqual(told);
  expect(tell(world)).toEqual([...told, 'EXECUTION_FINISHED']);
  expect(record.exceeded).toEqual(['memory']);
});

function tell({ events }: FakeWorld): string[] {
  return events.map(({ eventType, details }) => [eventType, details.limit ?? details.kind ?? ''].join(' ').trim());
}

const withGvisor = { host: { ...fakeHost, runtimes: ['runc', 'runsc'] } };

/** A probe tells its version and ends. */
function probed(container: FakeContainer): void {
  if (JSON.stringify(container.request.Cmd) === '["--version"]') container.exit(0);
}

test('auto takes gVisor where it works', async () => {
  const world = fakeWorld({ act: probed }, withGvisor);
  const record = await run({}, fakeWish({ runtime: 'auto' }), world);
  expect(record).toMatchObject({ result: 'running', engine: { runtime: 'runsc' } });
});

test('a runtime that falls over once is tried again, and one that always does is said to', async () => {
  let probes = 0;
  const falling = (most: number) =>
    fakeWorld(
      {
        act: (container) => {
          if (JSON.stringify(container.request.Cmd) !== '["--version"]') return;
          probes += 1;
          container.exit(probes > most ? 0 : 2);
        },
      },
      withGvisor,
    );
  const record = await run({}, fakeWish({ runtime: 'runsc' }), falling(1));
  expect(record.engine.runtime).toBe('runsc');
  await expect(run({}, fakeWish({ runtime: 'runsc' }), falling(99))).rejects.toThrow(
    'does not work: a container that only tells its version ended with 2',
  );
});

test('auto takes the usual runtime where gVisor does not work, and says so', async () => {
  const options: FakeOptions = {
    before: (call, nth) => {
      const words = 'cannot run with network enabled in root network namespace';
      if (call === 'start' && nth === 1) throw new RefusalError(`the engine refuses /start (500): ${words}`, 500);
    },
  };
  const record = await run({}, fakeWish({ runtime: 'auto' }), fakeWorld(options, withGvisor));
  expect(record.engine.runtime).toBe('runc');
  expect(record.notices.join()).toContain('`"runtimeArgs": ["--network=none"]`');
  await expect(run({}, fakeWish({ runtime: 'runsc' }), fakeWorld(options, withGvisor))).rejects.toThrow(
    'the runtime runsc of Fake 1.0 (API 1.41) does not work: gVisor is not set up for this kernel',
  );
});

test('a runtime that the engine does not have is an error that says what it has', async () => {
  await expect(run({}, fakeWish({ runtime: 'kata' }))).rejects.toThrow('has no runtime for Kata; it has runc.');
});
