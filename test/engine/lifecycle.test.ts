// Making, starting, ending and removing containers: what engines answer beside the usual, and what is made of it.
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { RefusalError } from '../../src/engine/answer.ts';
import { InputError } from '../../src/model/errors.ts';
import { answer, type Routes } from './fake-engine.ts';
import { CONTAINER, cutAfter, ID, openFake, pieces, RUNNING, silent, silentAfter } from './open-fake.ts';

const CREATE = '/v1.41/containers/create?name=sw-1';
const START = `${CONTAINER}/start`;
const STOP = `${CONTAINER}/stop?t=2`;
const KILL = `${CONTAINER}/kill?signal=KILL`;
const REMOVE = `${CONTAINER}?force=true&v=true`;
const INSPECT = `${CONTAINER}/json`;
const LIST = `/v1.41/containers/json?all=true&filters=${encodeURIComponent('{"label":["io.seaworthy.run"]}')}`;

const status = (code: number, message?: string) => (response: ServerResponse) => {
  if (message !== undefined) return answer(response, code, { message });
  response.statusCode = code;
  response.end();
};

/** Answers the first request with the first of these, and so on; the last one for ever. */
function inTurn(...answers: readonly ((response: ServerResponse) => void)[]): (response: ServerResponse) => void {
  let turn = 0;
  return (response) => answers[Math.min(turn++, answers.length - 1)]?.(response);
}

test('a container is made with its name, and its warnings are told in plain text', async () => {
  const route = { Id: ID, Warnings: ['no swap limit\u001b[31m\n', 7, '', '\u0000'] };
  const { engine, fake } = await openFake({ [CREATE]: route, [`${CREATE}&platform=linux%2Farm64`]: route });
  const made = { id: ID, warnings: ['no swap limit [31m'] };
  expect(await engine.create('sw-1', { Image: 'web' })).toEqual(made);
  expect(await engine.create('sw-1', { Image: 'web' }, { platform: 'linux/arm64' })).toEqual(made);
  expect(fake.requests.at(-1)).toBe(`POST ${CREATE}&platform=linux%2Farm64`);
});

test.each([{}, { Id: '' }, { Id: '../images' }, { Id: 7 }, [], null])(
  'a container that is made without an id (%j) is an error',
  async (document) => {
    const { engine } = await openFake({ [CREATE]: pieces(JSON.stringify(document)) });
    await expect(engine.create('sw-1', {})).rejects.toThrow('does not say its id');
  },
);

test('a refusal keeps its status and says its reason in one line', async () => {
  const { engine } = await openFake({ [START]: status(400, 'OCI runtime\ncreate failed: exec "/nope"\u001b[2J') });
  const refused = engine.start(ID);
  await expect(refused).rejects.toBeInstanceOf(RefusalError);
  await expect(refused).rejects.toMatchObject({ status: 400 });
  await expect(refused).rejects.toThrow('(400): OCI runtime create failed: exec "/nope" [2J');
});

test('what is so already is no error', async () => {
  const { engine } = await openFake({
    [START]: status(304),
    [STOP]: status(304),
    [KILL]: status(404, 'No such container'),
    [REMOVE]: status(404, 'No such container'),
  });
  await engine.start(ID);
  await engine.stop(ID, 2);
  await engine.kill(ID, 'KILL');
  await engine.remove(ID);
});

test.each([
  [409, 'Container ab12 is not running'],
  [500, 'can only kill running containers. ab12 is in state exited: container state improper'],
])('one that has ended is killed and stopped without complaint, in whatever words (%i)', async (code, message) => {
  const exited = { ...RUNNING, State: { Status: 'exited', Running: false } };
  const routes = { [KILL]: status(code, message), [STOP]: status(code, message) };
  const { engine } = await openFake({ ...routes, [INSPECT]: exited });
  await engine.kill(ID, 'KILL');
  await engine.stop(ID, 2);
  const gone = await openFake({ ...routes, [INSPECT]: status(404, 'No such container') });
  await gone.engine.kill(ID, 'KILL');
});

test('one that cannot be killed and runs on is an error', async () => {
  const { engine } = await openFake({ [KILL]: status(500, 'permission denied'), [INSPECT]: RUNNING });
  await expect(engine.kill(ID, 'KILL')).rejects.toMatchObject({ status: 500 });
});

test('a removal that is under way is waited for', async () => {
  const underWay = status(409, `removal of container ${ID} is already in progress`);
  const busy = status(500, 'unable to remove filesystem: unlinkat /var/lib: device or resource busy');
  const { engine, fake } = await openFake({ [REMOVE]: inTurn(underWay, underWay, busy, status(404, 'No such')) });
  await engine.remove(ID);
  expect(fake.requests.filter((request) => request === `DELETE ${REMOVE}`)).toHaveLength(4);
});

test('a removal that never ends is an error in the words of the engine', async () => {
  const underWay = status(409, `removal of container ${ID} is already in progress`);
  const { engine } = await openFake({ [REMOVE]: underWay });
  await expect(engine.remove(ID, { patience: 300 })).rejects.toThrow('is already in progress');
});

test('a removal that is refused for another reason is not tried again', async () => {
  const { engine, fake } = await openFake({ [REMOVE]: status(409, 'container is paused') });
  await expect(engine.remove(ID)).rejects.toMatchObject({ status: 409 });
  expect(fake.requests).toHaveLength(3);
});

test.each(['create', 'start', 'stop', 'kill', 'remove', 'state', 'top', 'changes', 'labelled', 'host'] as const)(
  'an engine that does not answer to %s is an error that says so',
  async (call) => {
    const { engine } = await openFake(silentRoutes());
    const options = { patience: 200 };
    const asked = {
      create: () => engine.create('sw-1', {}, options),
      start: () => engine.start(ID, options),
      stop: () => engine.stop(ID, 2, options),
      kill: () => engine.kill(ID, 'KILL', options),
      remove: () => engine.remove(ID, options),
      state: () => engine.state(ID, options),
      top: () => engine.top(ID, options),
      changes: () => engine.changes(ID, options),
      labelled: () => engine.labelled('io.seaworthy.run', options),
      host: () => engine.host(options),
    };
    const answered: Promise<unknown> = asked[call]();
    await expect(answered).rejects.toBeInstanceOf(InputError);
    await expect(answered).rejects.toThrow(/has not answered (?:GET|POST|DELETE) \/v1\.41\/.* within 0\.2 s/);
  },
);

function silentRoutes(): Routes {
  const inside = [`${CONTAINER}/top?ps_args=-eo+pid%2Cuid%2Ccomm`, `${CONTAINER}/changes`];
  const paths = [CREATE, START, STOP, KILL, REMOVE, INSPECT, LIST, '/v1.41/info', ...inside];
  return Object.fromEntries(paths.map((path) => [path, silent]));
}

test('an engine that stops in the middle of an answer is an error that says so', async () => {
  const { engine } = await openFake({ [INSPECT]: silentAfter('{"Id":') });
  await expect(engine.state(ID, { patience: 200 })).rejects.toThrow(`has not answered GET ${INSPECT} within 0.2 s`);
});

test('a call whose caller gives up says that, and not that the engine is slow', async () => {
  const { engine } = await openFake({ [START]: silent });
  const controller = new AbortController();
  const starting = engine.start(ID, { signal: controller.signal });
  controller.abort();
  await expect(starting).rejects.toThrow('was given up');
  await expect(engine.start(ID, { signal: controller.signal })).rejects.toThrow('was given up');
});

test('a connection that is cut is an error at once', async () => {
  const { engine } = await openFake({
    [START]: (response: ServerResponse) => response.destroy(),
    [INSPECT]: cutAfter('{'),
  });
  await expect(engine.start(ID)).rejects.toThrow('closed the connection');
  await expect(engine.state(ID)).rejects.toThrow('closed the connection');
});

test('the state of a container is read with its health, labels and mounts', async () => {
  const document = {
    Id: ID,
    Name: '/web',
    RestartCount: 2,
    State: {
      Status: 'running',
      Running: true,
      Pid: 42,
      ExitCode: 0,
      OOMKilled: true,
      Error: 'odd\u0007',
      StartedAt: '2026-11-24T15:43:06.5Z',
      FinishedAt: '0001-01-01T00:00:00Z',
      Health: {
        Status: 'unhealthy',
        FailingStreak: 3,
        Log: [{ Output: 'old' }, { Output: `\u001b]0;x\u0007${'y'.repeat(9999)}` }],
      },
    },
    Config: { Labels: { 'io.seaworthy.run': '1', odd: 7 } },
    Mounts: [{ Type: 'volume', Name: 'abc', Destination: '/data', RW: true }, 'odd'],
  };
  const { engine } = await openFake({ [INSPECT]: document });
  const state = await engine.state(ID);
  expect(state).toMatchObject({
    id: ID,
    name: 'web',
    status: 'running',
    running: true,
    pid: 42,
    exitCode: 0,
    oomKilled: true,
    error: 'odd',
    restarts: 2,
    health: { status: 'unhealthy', failingStreak: 3, lastOutput: expect.stringMatching(/^\]0;x y+$/) },
    labels: { 'io.seaworthy.run': '1' },
    mounts: [{ type: 'volume', name: 'abc', destination: '/data', writable: true }, { writable: false }],
  });
  expect(state?.health?.lastOutput.length).toBe(400);
  expect(state?.labels).not.toHaveProperty('odd');
});

test('a container without a health check has no health', async () => {
  const state = { Status: 'running', Health: { Status: 'none', FailingStreak: 0, Log: null } };
  const { engine } = await openFake({ [INSPECT]: { Id: ID, State: state, Config: null, Mounts: null } });
  expect(await engine.state(ID)).not.toHaveProperty('health');
});

test.each([{}, [], { Id: ID }, { Id: ID, State: 'running' }, { State: { Status: 'running' } }])(
  'a container that is described by %j is an error',
  async (document) => {
    const { engine } = await openFake({ [INSPECT]: document });
    await expect(engine.state(ID)).rejects.toThrow('without its id or state');
  },
);

test('containers are found by label, without those that vanish meanwhile', async () => {
  const other = 'cd'.repeat(32);
  const { engine } = await openFake({ [LIST]: [{ Id: ID }, { Id: other }, {}, 'odd'], [INSPECT]: RUNNING });
  expect(await engine.labelled('io.seaworthy.run')).toMatchObject([{ id: ID, name: 'web' }]);
});

test.each(['../images', 'a/b', '', 'a b', '-x', '?all=true'])('the name %j never leads elsewhere', async (name) => {
  const { engine, fake } = await openFake({});
  await expect(engine.remove(name)).rejects.toThrow('is neither a name nor an id of a container');
  await expect(engine.state(name)).rejects.toThrow('is neither a name nor an id of a container');
  expect(fake.requests).toEqual(['GET /_ping', 'GET /version']);
});

test('processes are read by the titles of their columns', async () => {
  const { engine } = await openFake({
    [`${CONTAINER}/top?ps_args=-eo+pid%2Cuid%2Ccomm`]: {
      Titles: ['UID', 'PID', 'COMMAND'],
      Processes: [['0', '41', 'tini'], ['1000', '42', 'my \u001b[31mapp'], ['app', '43', 'x'], ['0'], null, 'odd'],
    },
  });
  expect(await engine.top(ID)).toEqual([
    { pid: 41, uid: 0, name: 'tini' },
    { pid: 42, uid: 1000, name: 'my  [31mapp' },
    { pid: 43, name: 'x' },
  ]);
});

test('processes without the columns that were asked for are an error', async () => {
  const { engine } = await openFake({ [`${CONTAINER}/top?ps_args=-eo+pid%2Cuid%2Ccomm`]: { Titles: ['PID', 'CMD'] } });
  await expect(engine.top(ID)).rejects.toThrow('without their id, user or name');
});

test('changes are read, and an engine that says null has none', async () => {
  const changed = [
    { Path: '/a', Kind: 0 },
    { Path: '/b', Kind: 1 },
    { Path: '/c', Kind: 2 },
  ];
  const odd = [{ Path: '/d', Kind: 3 }, { Path: '/e' }, { Kind: 1 }, 'odd', null];
  const { engine } = await openFake({
    [`${CONTAINER}/changes`]: inTurn(pieces(JSON.stringify([...changed, ...odd])), pieces('null')),
  });
  expect(await engine.changes(ID)).toEqual([
    { path: '/a', kind: 'changed' },
    { path: '/b', kind: 'added' },
    { path: '/c', kind: 'deleted' },
  ]);
  expect(await engine.changes(ID)).toEqual([]);
});

const PODMAN = { 'api-version': '1.41', 'libpod-api-version': '5.8.6', server: 'Libpod/5.8.6 (linux)' };

test('Podman is asked for columns of its own, never to run the ps of the image', async () => {
  const processes = [
    ['7', 'root', 'tini'],
    ['8', '1000', 'app'],
    ['9', 'somebody', 'app'],
  ];
  const document = { Titles: ['HPID', 'HUSER', 'COMMAND'], Processes: processes };
  const { engine } = await openFake({ [`${CONTAINER}/top?ps_args=hpid%2Chuser%2Ccomm`]: document }, PODMAN);
  expect(await engine.top(ID)).toEqual([
    { pid: 7, uid: 0, name: 'tini' },
    { pid: 8, uid: 1000, name: 'app' },
    { pid: 9, name: 'app' },
  ]);
});

test('Podman kills before it removes, or it would wait for ten seconds', async () => {
  const routes = { [KILL]: status(409, 'container state improper'), [INSPECT]: RUNNING, [REMOVE]: status(204) };
  const { engine, fake } = await openFake(routes, PODMAN);
  await engine.remove(ID);
  const changes = fake.requests.filter((request) => !request.startsWith('GET'));
  expect(changes).toEqual([`POST ${KILL}`, `DELETE ${REMOVE}`]);
});
