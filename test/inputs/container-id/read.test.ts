// Containers of an engine become the same facts as their inspect documents.
import { expect, test } from 'vitest';
import { readContainers } from '../../../src/inputs/container-id/read.ts';
import { sourceFiles } from '../../../src/inputs/files.ts';
import { readInspect } from '../../../src/inputs/inspect/input.ts';
import type { Engine } from '../../../src/model/connections.ts';
import { InputError } from '../../../src/model/errors.ts';
import { containersOf, firstFacts } from '../../containers.ts';

interface Made {
  readonly Id: string;
  readonly Name: string;
  readonly [key: string]: unknown;
}

const ID = { web: 'a'.repeat(64), proxy: 'b'.repeat(64), far: 'c'.repeat(64) };

function container(name: keyof typeof ID, host: Readonly<Record<string, unknown>> = {}): Made {
  return {
    Id: ID[name],
    Name: `/${name}`,
    Image: `sha256:${name}`,
    Config: { Image: `registry.example.com/${name}:1`, Env: ['A=1'], Cmd: ['serve'] },
    HostConfig: { NetworkMode: 'default', ...host },
    State: { Running: true },
  };
}

/** An engine of these containers. Those that are `lost` are listed and cannot be looked at. */
function engineOf(containers: readonly Made[], lost: readonly string[] = []): Engine & { readonly asked: string[] } {
  const asked: string[] = [];
  const never = () => Promise.reject(new Error('not asked for here'));
  return {
    name: 'Docker 20.10.24 (API 1.41)',
    asked,
    containers: async () => containers.map(({ Id, Name }) => ({ id: Id, name: Name.slice(1) })),
    inspectContainer: async (id) => {
      asked.push(id);
      const found = containers.find(({ Id, Name }) => Id.startsWith(id) || Name === `/${id}`);
      if (found === undefined || lost.includes(found.Name)) throw new InputError(`no container "${id}"`);
      return found;
    },
    images: never,
    inspectImage: never,
    history: never,
    save: never,
    close: async () => {},
  };
}

function read(text: string, engine: Engine, files = sourceFiles('/')) {
  return readContainers(text, { files, connections: { engine: async () => engine } });
}

test('a container has the facts of its inspect document, and a text to quote lines from', async () => {
  const web = container('web', { Privileged: true, CapAdd: ['SYS_ADMIN'] });
  const files = sourceFiles('/');
  const { facts, images } = await read('web', engineOf([web]), files);
  const text = files.texts.get('container:web') ?? '';
  expect(JSON.parse(text)).toEqual([web]);
  expect(facts).toMatchObject({ id: 'container:web', kind: 'container', name: 'web', errors: [], notices: [] });
  expect(facts.subjects).toEqual(readInspect(text, 'container:web'));
  expect(firstFacts(facts)).toMatchObject({ privileged: true, name: 'web' });
  const line = containersOf(facts)[0]?.origins.privileged?.at.startLine ?? 0;
  expect(text.split('\n')[line - 1]).toContain('"Privileged": true');
  expect(images).toEqual([{ container: 'web', id: 'sha256:web', reference: 'registry.example.com/web:1' }]);
});

test('a container that is named by its id is known by its name', async () => {
  const { facts } = await read(' aaaaaaaaaaaa ', engineOf([container('web')]));
  expect(facts).toMatchObject({ id: 'container:web', name: 'web' });
  expect(facts.subjects.map(({ id }) => id)).toEqual(['web']);
});

test('what a container shares with another is known, and the other is not judged', async () => {
  const engine = engineOf([
    container('web', { NetworkMode: `container:${ID.proxy}`, PidMode: `container:${ID.web}` }),
    container('proxy', { NetworkMode: `container:${ID.far}` }),
    container('far', { NetworkMode: 'host' }),
  ]);
  const { facts } = await read('web', engine);
  expect(containersOf(facts).map(({ name }) => name)).toEqual(['web']);
  expect(firstFacts(facts)).toMatchObject({ hostNetwork: true });
  expect(engine.asked).toEqual(['web', ID.proxy, ID.far]);
});

test('a container that shares with one that is gone leaves that unknown', async () => {
  const { facts } = await read('web', engineOf([container('web', { NetworkMode: `container:${ID.far}` })]));
  expect(firstFacts(facts).hostNetwork).toBeUndefined();
  expect(containersOf(facts)[0]?.absences.hostNetwork?.reason).toContain('not declared here');
});

test('containers that share in a circle end', async () => {
  const { facts } = await read(
    'web',
    engineOf([
      container('web', { IpcMode: `container:${ID.proxy}` }),
      container('proxy', { IpcMode: `container:${ID.web}` }),
    ]),
  );
  expect(firstFacts(facts).hostIpc).toBeUndefined();
});

test('all containers are one target, in the order of the engine, each asked for once', async () => {
  const engine = engineOf([
    container('far'),
    container('proxy', { NetworkMode: `container:${ID.web}` }),
    container('web'),
  ]);
  const { facts, images } = await read('all', engine);
  expect(facts).toMatchObject({ id: 'container:all', name: 'all', errors: [], notices: [] });
  expect(containersOf(facts).map(({ name }) => name)).toEqual(['far', 'proxy', 'web']);
  expect(containersOf(facts)[1]?.facts.hostNetwork).toBe(false);
  expect(images.map(({ id }) => id)).toEqual(['sha256:far', 'sha256:proxy', 'sha256:web']);
  expect(engine.asked.toSorted()).toEqual(Object.values(ID));
});

test('a container that cannot be looked at is an error, one that went away is a notice', async () => {
  const stuck = await read('all', engineOf([container('web'), container('far')], ['/far']));
  expect(stuck.facts.errors).toEqual([{ message: `far: no container "${ID.far}"` }]);
  expect(stuck.images).toHaveLength(1);

  const engine = engineOf([container('web'), container('far')], ['/far']);
  let lists = 0;
  const shrinking: Engine = {
    ...engine,
    containers: async () => (await engine.containers()).filter(({ name }) => lists < 1 || name !== 'far'),
    inspectContainer: (id) => {
      lists += 1;
      return engine.inspectContainer(id);
    },
  };
  const gone = await read('all', shrinking);
  expect(gone.facts.errors).toEqual([]);
  expect(gone.facts.notices).toEqual([{ message: 'container far was gone before it could be looked at' }]);
});

test('an engine without containers is an error, never clean', async () => {
  await expect(read('all', engineOf([]))).rejects.toThrow('there is no container in Docker 20.10.24 (API 1.41)');
});

test('a container that is not there is an error', async () => {
  await expect(read('nope', engineOf([container('web')]))).rejects.toThrow(InputError);
});

test('an answer that is no container is an error', async () => {
  const odd: Made = { Id: ID.web, Name: '/web' };
  await expect(read('web', engineOf([odd]))).rejects.toThrow('this is no inspect document of a container');
});

test('names of fields that every object has do no harm', async () => {
  const odd: unknown = JSON.parse('{"__proto__":{"Privileged":true},"constructor":1}');
  const { facts } = await read('web', engineOf([{ ...container('web'), HostConfig: odd }]));
  expect(firstFacts(facts).privileged).toBe(false);
});

test('a document that is nested without end is refused', async () => {
  const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
  await expect(read('web', engineOf([{ ...container('web'), Deep: deep }]))).rejects.toThrow('nested');
});
