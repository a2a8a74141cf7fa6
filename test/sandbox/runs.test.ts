// What the sandbox says of images that behave well and badly, on every Docker at hand.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SmokeDeps } from '../../src/sandbox/smoke-run.ts';
import { USUAL_LIMITS } from '../../src/sandbox/spec/limits.ts';
import { dockersAtHand } from '../engine-at-hand.ts';
import { canMakeImages } from './image-archive.ts';
import { refused, runnable, unstartable } from './images.ts';
import { openRealSandbox, type RealSandbox } from './real-sandbox.ts';

const engines = canMakeImages ? await dockersAtHand() : [];
if (engines.length === 0) test.skip('needs Docker, and busybox', () => {});

describe.each(engines)('images in the sandbox of $name', (at) => {
  let sandbox: RealSandbox;
  beforeAll(async () => {
    sandbox = await openRealSandbox(at);
  });
  afterEach(async () => expect(await sandbox.leftovers()).toEqual([]));
  afterAll(() => sandbox?.close());

  test('a server with a health check is healthy, and everything of it is seen', async () => {
    const record = await sandbox.run(runnable.httpd);
    expect(record).toMatchObject({
      result: 'healthy',
      health: { status: 'healthy', failures: 0 },
      declared: { user: 'app', uid: 1000, ports: ['8080/tcp'], healthcheck: 'defined' },
      oomKilled: false,
      restarts: 0,
      denied: [],
      exceeded: [],
    });
    expect(record.processes).toContainEqual({ name: 'httpd', uid: 1000 });
    expect(record.listening?.map(({ protocol, port }) => `${port}/${protocol}`)).toEqual(['8080/tcp']);
    expect(record.peaks.memoryBytes).toBeGreaterThan(0);
    expect(record.stop?.killed).toBe(false);
  });

  test('on this machine the engine is not asked for numbers, and they are there', async () => {
    const { engine, host } = sandbox.deps();
    const asked: string[] = [];
    const samples: typeof engine.samples = (id, signal) => {
      asked.push(id);
      return engine.samples(id, signal);
    };
    const { peaks } = await sandbox.run(runnable.sleeper, {}, { engine: { ...engine, samples } });
    expect(asked).toHaveLength(host.local ? 0 : 1);
    expect(peaks).toMatchObject({ memoryBytes: expect.any(Number), pids: expect.any(Number) });
    expect(peaks.cpuPercent).toBeDefined();
  });

  test('a limit that is run into again and again is told once', async () => {
    const told: string[] = [];
    const onEvent: SmokeDeps['onEvent'] = ({ eventType, details }) => told.push(`${eventType} ${details.limit ?? ''}`);
    await sandbox.run(runnable.forks, {}, { onEvent });
    const limits = told.filter((one) => one === 'RESOURCE_LIMIT_EXCEEDED pids');
    expect(limits).toHaveLength(1);
  });

  test('every setting of the hardening is found in force', async () => {
    const { attestation } = await sandbox.run(runnable.httpd);
    expect(attestation?.settings.filter(({ holds }) => holds !== 'yes')).toEqual([]);
    expect(attestation?.settings.length).toBeGreaterThan(15);
    expect(attestation).toMatchObject({
      uid: 1000,
      gid: 1000,
      groups: [1000],
      capabilities: [],
      boundingCapabilities: [],
      noNewPrivileges: true,
      seccomp: 'filter',
      readOnlyRoot: true,
      interfaces: ['lo'],
    });
  });

  test.each(['sleeper', 'bare', 'labels'] as const)('%s goes on running, and is stopped', async (name) => {
    const record = await sandbox.run(runnable[name]);
    expect(record).toMatchObject({ result: 'running', stop: { killed: false }, denied: [] });
  });

  test('a job completes, and a program that fails says its last words', async () => {
    expect(await sandbox.run(runnable.job)).toMatchObject({ result: 'completed', exitCode: 0, logTail: ['done'] });
    expect(await sandbox.run(runnable.failing)).toMatchObject({
      result: 'failed',
      exitCode: 3,
      logTail: ['cannot read the configuration'],
    });
  });

  test('one that ignores SIGTERM is killed', async () => {
    expect(await sandbox.run(runnable.deaf)).toMatchObject({
      result: 'running',
      stop: { killed: true, exitCode: 137 },
    });
  });

  test('a health check that fails decides', async () => {
    const record = await sandbox.run(runnable.unhealthy);
    expect(record).toMatchObject({ result: 'unhealthy', health: { status: 'unhealthy' } });
    expect(record.health?.failures).toBeGreaterThanOrEqual(2);
  });

  test('one that eats memory ends at its limit', async () => {
    const record = await sandbox.run(runnable.eater);
    expect(record).toMatchObject({ result: 'out-of-memory', oomKilled: true, exitCode: 137 });
    expect(record.exceeded).toContain('memory');
    expect(sandbox.events.map(({ eventType }) => eventType)).toContain('RESOURCE_LIMIT_EXCEEDED');
  });

  test('a storm of processes stays below its limit', async () => {
    const record = await sandbox.run(runnable.forks);
    expect(record.peaks.pids).toBeLessThanOrEqual(record.asked.pids);
    expect(record.exceeded).toContain('pids');
  });

  test('a flood of log is ended', async () => {
    const limits = { ...USUAL_LIMITS, logBytes: 2 << 20, watchSeconds: 30 };
    const record = await sandbox.run(runnable.flood, { limits });
    expect(record.result).toBe('log-flood');
    expect(record.exceeded).toContain('log');
  });

  test('writes to the root file system are refused and told', async () => {
    const record = await sandbox.run(runnable.writer);
    expect(record.result).toBe('running');
    const writes = record.denied.filter(({ kind }) => kind === 'write').map(({ what }) => what);
    expect(writes).toEqual(['/etc/cron', '/usr-file', '/bin/tool', '/root-file']);
  });

  test('volumes and /tmp can be written, and no volume comes into being', async () => {
    const record = await sandbox.run(runnable.scratch);
    expect(record).toMatchObject({ result: 'running', denied: [], logTail: ['wrote'] });
    expect(record.asked.tmpfs.map(({ path }) => path).sort()).toEqual(['/data', '/tmp']);
  });

  test('the network is not there, and who asks for it is told', async () => {
    const record = await sandbox.run(runnable.caller);
    expect(record.result).toBe('running');
    const tried = record.denied.filter(({ kind }) => kind === 'network').map(({ what }) => what);
    expect(tried).toContain('192.0.2.1');
    expect(tried.some((what) => what.includes('registry.example.invalid'))).toBe(true);
  });

  test('the groups that an image gives its user are not given', async () => {
    const record = await sandbox.run(runnable.groups);
    expect(record.logTail).toEqual(['1000']);
    expect(record.attestation?.groups).toEqual([1000]);
  });

  test('names and lines of the log hold no control characters', async () => {
    const record = await sandbox.run(runnable.noisy);
    expect(record.result).toBe('running');
    const { declared: _, ...seen } = record;
    expect(textsOf(seen).filter((text) => /[\u0000-\u001f\u007f-\u009f]/.test(text))).toEqual([]);
    expect(record.processes.length).toBeGreaterThan(0);
    expect(record.denied).toMatchObject([{ kind: 'write' }]);
  });

  test.each([
    ['missing', /nope.*(?:not|no such)/i],
    ['notExecutable', /data\.txt.*(?:execut|permission)/i],
    ['lying', /other.*(?:processor|architecture|format)/i],
  ] as const)('%s does not start, for a reason that is said', async (name, reason) => {
    const record = await sandbox.run(unstartable[name]);
    expect(record.result).toMatch(/^(?:not-started|failed)$/);
    expect(record.reason).toMatch(reason);
  });

  test.each([
    ['noCommand', 'no program to start'],
    ['otherMachine', '--platform'],
    ['volumeProc', '/proc'],
    ['volumeRoot', '"/"'],
    ['volumeUp', '..'],
    ['volumeColon', ':'],
    ['volumeComma', ','],
    ['workdirFd', 'working directory'],
    ['workdirUp', 'working directory'],
  ] as const)('%s is refused before anything is made', async (name, words) => {
    const before = sandbox.events.length;
    await expect(sandbox.run(refused[name])).rejects.toThrow(words);
    expect(sandbox.events).toHaveLength(before);
  });

  test('two runs at once do not disturb each other', async () => {
    const records = await Promise.all([sandbox.run(runnable.httpd), sandbox.run(runnable.failing)]);
    expect(records.map(({ result }) => result)).toEqual(['healthy', 'failed']);
  });

  test('an interrupted run leaves nothing', async () => {
    const controller = new AbortController();
    const run = sandbox.run(runnable.sleeper, {}, { signal: controller.signal });
    setTimeout(() => controller.abort(), 1500);
    await expect(run).rejects.toThrow('interrupted');
  });
});

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
