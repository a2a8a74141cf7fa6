// Events, samples and logs of a container: whatever way they arrive, and however they end.
import { expect, test } from 'vitest';
import type { ContainerEvent } from '../../src/model/container-engine.ts';
import { InputError, LimitError } from '../../src/model/errors.ts';
import { answer } from './fake-engine.ts';
import { all, CONTAINER, cutAfter, ending, ID, openFake, pieces, RUNNING, silent, silentAfter } from './open-fake.ts';

/** A clock that stands still, so that the address of the events is known. */
const CLOCK = 'Tue, 24 Nov 2026 15:43:17 GMT';
const HEADERS = { 'api-version': '1.41', server: 'Docker/20.10.24 (linux)', date: CLOCK };
const FILTERS = encodeURIComponent(JSON.stringify({ type: ['container'], container: [ID] }));
const EVENTS = `/v1.41/events?filters=${FILTERS}&since=${Date.parse(CLOCK) / 1000}`;
const INSPECT = { [`${CONTAINER}/json`]: RUNNING };
const STATS = `${CONTAINER}/stats?stream=true`;
const LOGS = `${CONTAINER}/logs?stdout=true&stderr=true&follow=true`;

function event(Action: string, Attributes: Readonly<Record<string, string>> = {}, timeNano = '1795535000123456789') {
  const document = JSON.stringify({ Type: 'container', Action, Actor: { ID, Attributes }, time: 1795535000 });
  return `${document.slice(0, -1)},"timeNano":${timeNano}}\n`;
}

async function eventsOf(route: unknown) {
  const { engine } = await openFake({ ...INSPECT, [EVENTS]: route }, HEADERS);
  const seen: ContainerEvent[] = [];
  const problem = await (async () => {
    for await (const one of await engine.events(ID, ending())) seen.push(one);
  })().catch((error: unknown) => error);
  return { seen, problem };
}

test('events are told with health, exit code and all digits of their time', async () => {
  const { seen } = await eventsOf(
    pieces(event('health_status: unhealthy'), event('die', { exitCode: '137' }), event('exec_create: /bin/sh -c x')),
  );
  expect(seen).toEqual([
    { action: 'health_status', id: ID, health: 'unhealthy', timeNs: 1795535000123456789n },
    { action: 'die', id: ID, health: '', exitCode: 137, timeNs: 1795535000123456789n },
    { action: 'exec_create', id: ID, health: '', timeNs: 1795535000123456789n },
  ]);
});

test('events of Podman and of old engines are told in the same words', async () => {
  const { seen } = await eventsOf(
    pieces(
      event('died', { containerExitCode: '3' }),
      event('remove'),
      event('health_status', { health_status: 'healthy' }),
      `${JSON.stringify({ status: 'die', id: ID, from: 'web', time: 7 })}\n`,
    ),
  );
  expect(seen).toMatchObject([
    { action: 'die', exitCode: 3 },
    { action: 'destroy' },
    { action: 'health_status', health: 'healthy' },
    { action: 'die', timeNs: 7_000_000_000n },
  ]);
});

test('a label cannot pass for the time of an event', async () => {
  const { seen } = await eventsOf(pieces(event('start', { timeNano: '1', note: '"timeNano":2', time: '3' })));
  expect(seen).toMatchObject([{ timeNs: 1795535000123456789n }]);
});

test('odd events are left out, and those of other containers', async () => {
  const other = JSON.stringify({ Action: 'die', Actor: { ID: 'cd'.repeat(32) } });
  const odd = ['{}', '[]', 'null', '7', JSON.stringify({ Action: 5, Actor: [] }), JSON.stringify({ Action: 'die' })];
  const { seen } = await eventsOf(pieces(`${other}\n`, ...odd.map((line) => `${line}\n`), '\n', event('start')));
  expect(seen.map(({ action }) => action)).toEqual(['start']);
});

test('characters that arrive in two packets stay whole', async () => {
  const bytes = Buffer.from(`${event('start', { name: 'grün 🚢' })}${event('die', { exitCode: '0' })}`);
  const { seen } = await eventsOf(pieces(...Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))));
  expect(seen.map(({ action }) => action)).toEqual(['start', 'die']);
});

test.each([
  ['is cut', cutAfter(event('start')), 'closed the connection in the middle of an answer'],
  ['is cut in the middle of an event', cutAfter(event('start'), '{"Act'), 'closed the connection'],
  ['ends by itself', pieces(event('start')), 'has ended the stream of events'],
  ['is not JSON', pieces(event('start'), '<html>\u001b[2J\n'), 'not JSON among its events: "<html> [2J"'],
])('a stream of events that %s is an error after what came before', async (_, route, message) => {
  const { seen, problem } = await eventsOf(route);
  expect(seen.map(({ action }) => action)).toEqual(['start']);
  expect(problem).toBeInstanceOf(InputError);
  expect(problem).toHaveProperty('message', expect.stringContaining(message));
});

test('a line without end is refused', async () => {
  const { problem } = await eventsOf(pieces(...Array.from({ length: 33 }, () => 'x'.repeat(32_768))));
  expect(problem).toBeInstanceOf(LimitError);
});

test('a connection that was cut before anybody read is an error as well', async () => {
  const { engine } = await openFake({ ...INSPECT, [EVENTS]: cutAfter(event('start')) }, HEADERS);
  const events = await engine.events(ID, ending());
  await engine.state(ID);
  await expect(all(events)).rejects.toThrow('closed the connection');
});

test.each(['events', 'samples', 'logs'] as const)(
  'a signal ends %s quietly, and leaves the engine usable',
  async (kind) => {
    const routes = { [EVENTS]: silentAfter(event('start')), [STATS]: silentAfter(), [LOGS]: silentAfter() };
    const { engine } = await openFake({ ...INSPECT, ...routes }, HEADERS);
    const controller = new AbortController();
    const { signal } = controller;
    const stream = await (kind === 'logs' ? engine.logs(ID, { follow: true, signal }) : engine[kind](ID, signal));
    const items = all<unknown>(stream);
    await engine.state(ID);
    controller.abort();
    expect((await items).length).toBeLessThan(2);
    expect(await engine.state(ID)).toMatchObject({ id: ID });
  },
);

test('a signal ends a stream that has not begun', async () => {
  const { engine } = await openFake({ ...INSPECT, [STATS]: silent });
  const controller = new AbortController();
  const opening = engine.samples(ID, controller.signal);
  await engine.state(ID);
  controller.abort();
  await expect(opening).rejects.toThrow('was given up');
});

test('more streams than a transport usually has connections leave room for questions', async () => {
  const { engine } = await openFake({ ...INSPECT, [STATS]: silentAfter(), [LOGS]: silentAfter() });
  const signal = ending();
  await Promise.all(
    Array.from({ length: 10 }, () => [engine.samples(ID, signal), engine.logs(ID, { follow: true, signal })]).flat(),
  );
  expect(await engine.state(ID)).toMatchObject({ id: ID });
});

const EMPTY = { read: '0001-01-01T00:00:00Z', pids_stats: {}, memory_stats: {}, cpu_stats: { cpu_usage: {} } };
const V1 = {
  read: '2026-11-24T15:43:06.5Z',
  pids_stats: { current: 3 },
  memory_stats: { usage: 9000, max_usage: 12_000, stats: { total_inactive_file: 1000, inactive_file: 1 } },
  cpu_stats: { cpu_usage: { total_usage: 5, percpu_usage: [1, 4] }, system_cpu_usage: 700 },
};
const V2 = {
  read: '2026-11-24T15:43:07.5Z',
  pids_stats: { current: 4, limit: 64 },
  memory_stats: { usage: 9000, stats: { inactive_file: 500 } },
  cpu_stats: { cpu_usage: { total_usage: 6 }, system_cpu_usage: 800, online_cpus: 2 },
};

const lines = (...documents: readonly unknown[]): string[] => documents.map((one) => `${JSON.stringify(one)}\n`);

test('samples of both versions of cgroups are read, from the start of the container to its end', async () => {
  const { engine } = await openFake({ [STATS]: silentAfter(...lines(EMPTY, V1, V2, EMPTY, V1)) });
  expect(await all(await engine.samples(ID, ending()))).toEqual([
    { memoryBytes: 8000, memoryMaxBytes: 12_000, pids: 3, cpuNs: 5, systemNs: 700, cpus: 2 },
    { memoryBytes: 8500, pids: 4, cpuNs: 6, systemNs: 800, cpus: 2 },
  ]);
});

test('what a sample does not say is absent', async () => {
  const odd = { read: 'now', memory_stats: { usage: '9000' }, pids_stats: { current: -1 }, cpu_stats: [] };
  const { engine } = await openFake({ [STATS]: pieces(...lines(odd, { read: 'now', memory_stats: { usage: 0.5 } })) });
  expect(await all(await engine.samples(ID, ending()))).toEqual([{}, {}]);
});

test('what is no sample is left out', async () => {
  const stopped = { cause: 'container is stopped', message: 'container is stopped', response: 500 };
  const { engine } = await openFake({ [STATS]: pieces(...lines({}, null, [], V1)) });
  expect(await all(await engine.samples(ID, ending()))).toHaveLength(1);
  const podman = await openFake({ [STATS]: pieces(...lines(stopped)) });
  expect(await all(await podman.engine.samples(ID, ending()))).toEqual([]);
});

test('samples that break off are an error', async () => {
  const { engine } = await openFake({ [STATS]: cutAfter(...lines(V1)) });
  await expect(all(await engine.samples(ID, ending()))).rejects.toThrow('closed the connection');
});

function frame(kind: number, text: string): Buffer {
  const bytes = Buffer.from(text);
  const header = Buffer.from([kind, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

async function logOf(route: unknown, Tty = false): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const document = { ...RUNNING, Config: { Tty } };
  const { engine } = await openFake({ [`${CONTAINER}/json`]: document, [LOGS]: route });
  const log = await all(await engine.logs(ID, { follow: true, signal: ending() }));
  const of = (wanted: string) =>
    Buffer.concat(log.filter(({ stream }) => stream === wanted).map(({ bytes }) => bytes)).toString();
  return { stdout: of('stdout'), stderr: of('stderr') };
}

test.each([1, 2, 3, 5, 7, 8, 9, 13, 1000])(
  'frames of a log that arrive in pieces of %i bytes are whole',
  async (size) => {
    const bytes = Buffer.concat([frame(1, 'first 🚢\n'), frame(2, 'wrong\n'), frame(1, ''), frame(0, 'last\n')]);
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    expect(await logOf(pieces(...parts))).toEqual({ stdout: 'first 🚢\nlast\n', stderr: 'wrong\n' });
  },
);

test('the log of a terminal is taken as it is, even where it looks like a frame', async () => {
  const text = frame(2, 'no frame').toString('latin1');
  expect(await logOf(pieces(text), true)).toEqual({ stdout: text, stderr: '' });
});

test('a frame that promises gigabytes is passed on as it comes', async () => {
  const huge = Buffer.from([1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
  const { engine } = await openFake({ ...INSPECT, [LOGS]: silentAfter(huge, 'begin') });
  for await (const { bytes } of await engine.logs(ID, { follow: true, signal: ending() })) {
    expect(Buffer.from(bytes).toString()).toBe('begin');
    break;
  }
});

test.each([
  ['is cut between two frames', cutAfter(frame(1, 'a')), 'closed the connection'],
  ['ends in the middle of a frame', pieces(frame(1, 'abc').subarray(0, 9)), 'in the middle of a frame'],
  ['ends in the middle of a header', pieces(frame(1, 'abc').subarray(0, 3)), 'in the middle of a frame'],
  ['has no frames', pieces('plain text, long enough'), 'frames are broken'],
  ['holds an error', pieces(frame(3, 'driver\u001bfailed')), 'cannot read the log: driver failed'],
])('a log that %s is an error', async (_, route, message) => {
  await expect(logOf(route)).rejects.toThrow(message);
});

test('a log that the engine does not keep is an error with its status', async () => {
  const refuse = (response: Parameters<typeof answer>[0]) =>
    answer(response, 501, { message: 'configured logging driver does not support reading' });
  await expect(logOf(refuse)).rejects.toMatchObject({ status: 501 });
});
