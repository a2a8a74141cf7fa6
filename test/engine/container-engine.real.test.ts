// Running containers on a real engine, where one is at hand: what the sandbox asks of an engine is done, and undone.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { RefusalError } from '../../src/engine/answer.ts';
import type { ContainerEngine, ContainerEvent, LogPiece } from '../../src/model/container-engine.ts';
import { enginesAtHand, openContainerEngineAtHand } from '../engine-at-hand.ts';
import { canStart, imageArchive } from './test-image.ts';

const engines = canStart ? await enginesAtHand() : [];

// A file without any test counts as broken.
if (engines.length === 0) test.skip('needs an engine, and busybox', () => {});

describe.each(engines)('a real engine that runs containers: $name', ({ name, place }) => {
  const isPodman = name.startsWith('Podman');
  const run = `seaworthy-test-${randomUUID().slice(0, 8)}`;
  const label = `io.seaworthy.test=${run}`;
  const image = `registry.example.com/${run}/image:1`;
  let engine: ContainerEngine;
  let made = 0;

  beforeAll(async () => {
    engine = await openContainerEngineAtHand(place);
    expect(await engine.loadImage(archiveOf(image))).toEqual([image]);
  });

  afterAll(async () => {
    for (const { id } of await engine.labelled(label)) await engine.remove(id);
    await engine.removeImage(image);
    await engine.close();
  });

  /** Makes a container that runs a script; it is removed with the test. */
  async function create(script: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const name = `${run}-${++made}`;
    const request = {
      Image: image,
      Entrypoint: ['/bin/busybox', 'sh', '-c', script],
      Cmd: [],
      Labels: { 'io.seaworthy.test': run },
      HostConfig: { NetworkMode: 'none', LogConfig: { Type: 'json-file' }, Init: false },
      ...more,
    };
    const { id, warnings } = await engine.create(name, request, { platform: 'linux/amd64' });
    onTestFinished(() => engine.remove(id));
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(warnings).toEqual([]);
    return id;
  }

  /** A signal that ends with the test. */
  function ending(): AbortSignal {
    const controller = new AbortController();
    onTestFinished(() => controller.abort());
    return controller.signal;
  }

  test('says what its host can do', async () => {
    const host = await engine.host();
    expect(host).toMatchObject({ os: 'linux', memoryLimit: true, pidsLimit: true, name: engine.name });
    expect(host.architecture).toMatch(/^(?:amd64|arm64)$/);
    expect(host.cpus).toBeGreaterThan(0);
    expect(host.security).toContain('seccomp');
    expect(host.runtimes).toContain(host.defaultRuntime);
    expect(host.runcVersion).toMatch(isPodman ? /^$/ : /^\d+\.\d+/);
  });

  test('tells the life of a container from its start to its end, with its log and state', async () => {
    const id = await create('echo out; echo wrong >&2; printf "\\303\\274"; exit 3');
    expect(await engine.state(id)).toMatchObject({ id, status: 'created', running: false, pid: 0, exitCode: 0 });
    const events = await engine.events(id, ending());
    await engine.start(id);
    const end = await eventOf(events, 'die');
    expect(end).toMatchObject({ action: 'die', id, health: '', exitCode: 3 });
    expect(end?.timeNs).toBeGreaterThan(1_700_000_000_000_000_000n);
    const state = await engine.state(id);
    expect(state).toMatchObject({ status: 'exited', running: false, exitCode: 3, oomKilled: false, restarts: 0 });
    expect(state?.labels).toMatchObject({ 'io.seaworthy.test': run });
    const log = await textsOf(await engine.logs(id, { follow: true, signal: ending() }));
    expect(log).toEqual({ stdout: 'out\nü', stderr: 'wrong\n' });
  });

  test('reads the log of a terminal as it is', async () => {
    const id = await create('echo out; echo wrong >&2', { Tty: true });
    const events = await engine.events(id, ending());
    await engine.start(id);
    await eventOf(events, 'die');
    const log = await textsOf(await engine.logs(id, { follow: false, signal: ending() }));
    expect(log).toEqual({ stdout: 'out\r\nwrong\r\n', stderr: '' });
  });

  test('follows a log until the container ends', async () => {
    const id = await create('echo first; /bin/busybox sleep 1; echo last');
    await engine.start(id);
    const log = await textsOf(await engine.logs(id, { follow: true, signal: ending() }));
    expect(log.stdout).toBe('first\nlast\n');
  });

  test('samples a container while it runs', async () => {
    const id = await create('exec /bin/busybox sleep 600');
    await engine.start(id);
    const samples = await engine.samples(id, ending());
    const seen = [];
    for await (const sample of samples) {
      seen.push(sample);
      if (seen.length === 2) await engine.kill(id, 'KILL');
    }
    expect(seen[0]).toMatchObject({ pids: 1, memoryBytes: expect.any(Number), cpus: expect.any(Number) });
    expect(seen[1]?.systemNs).toBeGreaterThan(seen[0]?.systemNs ?? Number.NaN);
  });

  test('lists the processes of a container', async ({ skip }) => {
    const id = await create('/bin/busybox sleep 600; exit');
    await engine.start(id);
    const { pid } = (await engine.state(id)) ?? { pid: 0 };
    const processes = await engine.top(id).catch((error: unknown) => {
      // The engine asks the ps of its own host, and a small one has none.
      if (error instanceof RefusalError && error.message.includes('"ps"')) return skip('the engine has no ps');
      throw error;
    });
    expect(processes).toContainEqual({ pid, uid: 0, name: expect.stringMatching(/^(?:sh|busybox)$/) });
  });

  // Podman leaves the timing of health checks to systemd, which not every machine has.
  test.skipIf(isPodman)('tells the health of a container', async () => {
    const id = await create('exec /bin/busybox sleep 600', {
      Healthcheck: { Test: ['CMD', '/bin/busybox', 'echo', 'well'], Interval: 300_000_000, Retries: 1 },
    });
    const events = await engine.events(id, ending());
    await engine.start(id);
    expect(await eventOf(events, 'health_status')).toMatchObject({ action: 'health_status', health: 'healthy' });
    const state = await engine.state(id);
    expect(state?.health).toEqual({ status: 'healthy', failingStreak: 0, lastOutput: 'well' });
  });

  test('lists what a container changed', async () => {
    const id = await create('echo > /etc/new; echo > /etc/passwd; rm /etc/image');
    const events = await engine.events(id, ending());
    await engine.start(id);
    await eventOf(events, 'die');
    const changes = await engine.changes(id);
    expect(changes).toContainEqual({ path: '/etc/new', kind: 'added' });
    expect(changes).toContainEqual({ path: '/etc/passwd', kind: 'changed' });
    expect(changes).toContainEqual({ path: '/etc/image', kind: 'deleted' });
  });

  test('stops one that ignores the signal, and takes no offence at one that has ended', async () => {
    const id = await create("trap '' TERM; while :; do /bin/busybox sleep 1; done");
    await engine.start(id);
    await engine.start(id);
    await engine.stop(id, 1);
    expect(await engine.state(id)).toMatchObject({ running: false, exitCode: 137 });
    await engine.stop(id, 1);
    await engine.kill(id, 'KILL');
    await expect(engine.top(id)).rejects.toThrow(RefusalError);
  });

  test('a container that is gone is no error to whoever wants it gone', async () => {
    const id = await create('exec /bin/busybox sleep 600', { Volumes: { '/data': {} } });
    await engine.start(id);
    const volume = (await engine.state(id))?.mounts[0];
    expect(volume).toMatchObject({ type: 'volume', destination: '/data', writable: true });
    await Promise.all([engine.remove(id), engine.remove(id), engine.remove(id)]);
    expect(await engine.state(id)).toBeUndefined();
    await engine.remove(id);
    await engine.kill(id, 'TERM');
    await engine.stop(id, 1);
    await expect(engine.start(id)).rejects.toMatchObject({ status: 404 });
    await expect(engine.events(id, ending())).rejects.toMatchObject({ status: 404 });
  });

  test('finds containers by label, and nothing else', async () => {
    const id = await create('exit 0');
    const listed = await engine.labelled(label);
    expect(listed.map((state) => state.id)).toContain(id);
    expect(listed.every(({ name }) => name.startsWith(run))).toBe(true);
    expect(await engine.labelled(`${label}-none`)).toEqual([]);
  });

  test('says why a container cannot start', async () => {
    const id = await create('', { Entrypoint: ['/nope'] });
    await expect(engine.start(id)).rejects.toThrow(/\/nope/);
  });

  test('streams end with their signal', async () => {
    const id = await create('exec /bin/busybox sleep 600');
    await engine.start(id);
    const controller = new AbortController();
    const { signal } = controller;
    const streams = await Promise.all([
      engine.events(id, signal),
      engine.samples(id, signal),
      engine.logs(id, { follow: true, signal }),
    ]);
    const ends = Promise.all(streams.map(drain));
    controller.abort();
    await ends;
  });

  test('knows images, and takes their names away', async () => {
    const second = `registry.example.com/${run}/image:2`;
    onTestFinished(() => engine.removeImage(second));
    expect(await engine.image(second)).toBeUndefined();
    await engine.loadImage(archiveOf(second));
    const found = await engine.image(second);
    expect(found?.id).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(found?.document).toMatchObject({ Os: 'linux' });
    await engine.removeImage(second);
    expect(await engine.image(second)).toBeUndefined();
    await engine.removeImage(second);
    expect(await engine.image(image)).toBeDefined();
  });

  test('refuses an archive that is none, and one that cannot be read', async () => {
    await expect(engine.loadImage(pieces(Buffer.from('nothing of the kind'.repeat(100))))).rejects.toThrow(/engine/);
    await expect(engine.loadImage(broken())).rejects.toThrow('the archive is broken');
  });
});

async function* archiveOf(name: string): AsyncGenerator<Uint8Array> {
  yield* pieces(await imageArchive(name, {}, {}));
}

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(65_536);
  throw new Error('the archive is broken');
}

async function eventOf(events: AsyncIterable<ContainerEvent>, action: string): Promise<ContainerEvent | undefined> {
  for await (const event of events) if (event.action === action) return event;
  return undefined;
}

async function textsOf(log: AsyncIterable<LogPiece>): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const chunks = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  for await (const { stream, bytes } of log) chunks[stream].push(bytes);
  return { stdout: Buffer.concat(chunks.stdout).toString(), stderr: Buffer.concat(chunks.stderr).toString() };
}

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}
