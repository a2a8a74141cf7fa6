// Engines that fall silent, break off or are not there: the run says so, and nothing stays behind for good.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ContainerEngine } from '../../src/model/container-engine.ts';
import { readOwner } from '../../src/sandbox/run/owner.ts';
import { reapOrphans } from '../../src/sandbox/run/reap.ts';
import type { SmokeDeps } from '../../src/sandbox/smoke-run.ts';
import { dockersAtHand, openContainerEngineAtHand } from '../engine-at-hand.ts';
import { type EngineProxy, openEngineProxy } from './engine-proxy.ts';
import { canMakeImages } from './image-archive.ts';
import { runnable } from './images.ts';
import { openRealSandbox, type RealSandbox } from './real-sandbox.ts';
import { until } from './until.ts';

const engines = canMakeImages ? await dockersAtHand() : [];
if (engines.length === 0) test.skip('needs Docker, and busybox', () => {});

/** A process that has ended: its number belongs to another one by now. */
const gone = { ...readOwner('/proc', process.pid), startTime: '1' };

describe.each(engines)('faults of $name', (at) => {
  let sandbox: RealSandbox;
  let proxy: EngineProxy;
  let engine: ContainerEngine;

  beforeAll(async () => {
    sandbox = await openRealSandbox(at);
  });
  beforeEach(async () => {
    proxy = await openEngineProxy(at.place.environment.DOCKER_HOST ?? '');
    engine = await openContainerEngineAtHand({
      ...at.place,
      environment: { ...at.place.environment, DOCKER_HOST: proxy.host },
    });
  });
  afterEach(async () => {
    await engine.close();
    await proxy.close();
    expect(await sandbox.leftovers()).toEqual([]);
  });
  afterAll(() => sandbox?.close());

  /** Runs an image through the proxy; answers when its container is up. */
  async function startThroughProxy(changes: Partial<SmokeDeps> = {}) {
    const record = sandbox.run(runnable.sleeper, {}, { engine, ...changes });
    record.catch(() => {});
    await until(async () => (await sandbox.leftovers()).some((text) => text.endsWith(' running')));
    return { record };
  }

  test('a connection that breaks and comes back: the run is lost, its container removed', async () => {
    const { record } = await startThroughProxy();
    proxy.cut();
    setTimeout(() => proxy.mend(), 1000);
    expect(await record).toMatchObject({ result: 'engine-lost' });
  });

  test('a connection that breaks for good: the next start removes the container, and only that', async () => {
    const foreign = `foreign-${process.pid}-${Date.now()}`;
    const { record } = await startThroughProxy({ owner: gone });
    proxy.cut();
    const lost = await record;
    expect(lost.result).toBe('engine-lost');
    expect(lost.notices.join('\n')).toContain('could not be removed');
    const left = await sandbox.leftovers();
    expect(left.map((text) => text.split(' ')[0]).sort()).toEqual(['container', 'note']);

    proxy.mend();
    await sandbox.workshop.startForeign(await sandbox.workshop.load(runnable.labels), foreign);
    try {
      const reaped = await reapOrphans(sandbox.deps({ engine }));
      expect(reaped).toMatchObject({ containers: [expect.stringContaining('seaworthy-smoke-')], failures: [] });
      expect(await sandbox.workshop.runs(foreign)).toBe(true);
    } finally {
      await sandbox.workshop.removeForeign(foreign);
    }
  });

  // Patience is what it takes, and the same on every engine.
  test.skipIf(at !== engines[0])(
    'an engine that falls silent is given up, and its container removed by the next start',
    async () => {
      const { record } = await startThroughProxy({ owner: gone });
      proxy.stall();
      expect((await record).result).toBe('engine-lost');
      proxy.mend();
      const { failures } = await reapOrphans(sandbox.deps({ engine }));
      expect(failures).toEqual([]);
    },
    180_000,
  );

  test('the container of a run that goes on is left alone', async () => {
    const { record } = await startThroughProxy();
    expect(await reapOrphans(sandbox.deps({ engine }))).toEqual({ containers: [], images: [], failures: [] });
    expect(await record).toMatchObject({ result: 'running' });
  });

  test('an engine that is gone before the start is an error of the user', async () => {
    await sandbox.workshop.load(runnable.sleeper);
    proxy.cut();
    await expect(sandbox.run(runnable.sleeper, {}, { engine, owner: gone })).rejects.toThrow(/engine/);
    proxy.mend();
    await reapOrphans(sandbox.deps({ engine }));
  });
});
