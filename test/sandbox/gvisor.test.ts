// The sandbox under gVisor, on every engine at hand that has it: the same results, and an attestation that claims no more than the host shows.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dockersAtHand, openContainerEngineAtHand } from '../engine-at-hand.ts';
import { canMakeImages } from './image-archive.ts';
import { runnable } from './images.ts';
import { openRealSandbox, type RealSandbox } from './real-sandbox.ts';

const dockers = canMakeImages ? await dockersAtHand() : [];
const withGvisor = await Promise.all(
  dockers.map(async (at) => {
    const engine = await openContainerEngineAtHand(at.place);
    const { runtimes } = await engine.host();
    await engine.close();
    return runtimes.includes('runsc') ? [at] : [];
  }),
);
const engines = withGvisor.flat();
if (engines.length === 0) test.skip('needs Docker with gVisor, and busybox', () => {});

// gVisor falls over by itself now and then on a busy or nested machine; what is asked here is what it does when it stands.
describe.each(engines)('gVisor on $name', { retry: 3 }, (at) => {
  let sandbox: RealSandbox;
  beforeAll(async () => {
    sandbox = await openRealSandbox(at);
  });
  afterEach(async () => expect(await sandbox.leftovers()).toEqual([]));
  afterAll(() => sandbox?.close());

  test('a server is healthy, and settings inside are not claimed to be in force', async () => {
    const record = await sandbox.run(runnable.httpd, { runtime: 'runsc' });
    expect(record).toMatchObject({ result: 'healthy', engine: { runtime: 'runsc' }, asked: { runtime: 'runsc' } });
    const settings = record.attestation?.settings ?? [];
    expect(settings.filter(({ holds }) => holds === 'no')).toEqual([]);
    const unknown = settings.filter(({ holds }) => holds === 'unknown');
    expect(unknown.map(({ name }) => name)).toEqual(expect.arrayContaining(['user', 'capabilities', 'seccomp']));
    expect(unknown.filter(({ reason }) => reason === undefined || reason === '')).toEqual([]);
    expect(settings.find(({ name }) => name === 'memory')).toMatchObject({ holds: 'yes' });
    expect(record.attestation).not.toHaveProperty('uid');
  });

  test('writes and network are refused there as well', async () => {
    const writer = await sandbox.run(runnable.writer, { runtime: 'runsc' });
    expect(writer.denied.map(({ what }) => what)).toContain('/etc/cron');
    const caller = await sandbox.run(runnable.caller, { runtime: 'runsc' });
    expect(caller.denied.map(({ kind }) => kind)).toContain('network');
  });

  test('a job ends with its own code', async () => {
    expect(await sandbox.run(runnable.failing, { runtime: 'runsc' })).toMatchObject({ result: 'failed', exitCode: 3 });
  });
});
