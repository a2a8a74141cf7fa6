// What is made of the answers of an engine.
import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { openEngine } from '../../src/engine/open.ts';
import type { Engine } from '../../src/model/connections.ts';
import { answer, fakeEngine, type Routes } from './fake-engine.ts';

async function openFake(
  routes: Routes,
): Promise<{ readonly engine: Engine; readonly fake: Awaited<ReturnType<typeof fakeEngine>> }> {
  const fake = await fakeEngine(routes);
  const engine = await openEngine({ environment: { DOCKER_HOST: fake.host }, home: '/home/nobody-there' });
  onTestFinished(() => engine.close());
  return { engine, fake };
}

const CONTAINERS = '/v1.41/containers/json?all=true';
const IMAGES = '/v1.41/images/json';

test('containers are listed by their own name, in order', async () => {
  const { engine } = await openFake({
    [CONTAINERS]: [
      { Id: 'c'.repeat(64), Names: ['/web/alias', '/zoo'], ImageID: 'sha256:1' },
      { Id: 'a'.repeat(64), Names: ['/web'], ImageID: 'sha256:1' },
      { Id: 'b'.repeat(64), Names: null },
      { Names: ['/no-id'] },
      'nonsense',
    ],
  });
  const listed = await engine.containers();
  expect(listed.map(({ name }) => name)).toEqual(['bbbbbbbbbbbb', 'web', 'zoo']);
});

test('images are listed when they have a name or a container uses them', async () => {
  const { engine } = await openFake({
    [CONTAINERS]: [{ Id: 'c', Names: ['/web'], ImageID: 'sha256:used' }],
    [IMAGES]: [
      { Id: 'sha256:tagged', RepoTags: ['web:2', 'registry.example.com/web:1'], RepoDigests: ['web@sha256:ab'] },
      { Id: 'sha256:pulled', RepoTags: null, RepoDigests: ['base@sha256:cd'] },
      { Id: 'sha256:used', RepoTags: ['<none>:<none>'], RepoDigests: ['<none>@<none>'] },
      { Id: 'sha256:rest', RepoTags: ['<none>:<none>'], RepoDigests: null },
    ],
  });
  expect(await engine.images()).toEqual([
    { id: 'sha256:used', names: [] },
    { id: 'sha256:pulled', names: ['base@sha256:cd'] },
    { id: 'sha256:tagged', names: ['registry.example.com/web:1', 'web:2'] },
  ]);
});

test('a list that is none is an error', async () => {
  const { engine } = await openFake({ [CONTAINERS]: { message: 'odd' } });
  await expect(engine.containers()).rejects.toThrow('no list of its containers');
});

test('references keep their slashes, colons and digests on the wire', async () => {
  const { engine, fake } = await openFake({
    '/v1.41/images/registry.example.com:5000/team/app@sha256:ab/json': { Id: 'x' },
    '/v1.41/images/odd%20%3F%23name/history': [],
    '/v1.41/images/get?names=registry.example.com%3A5000%2Fteam%2Fapp%3A1': 'archive',
  });
  expect(await engine.inspectImage('registry.example.com:5000/team/app@sha256:ab')).toEqual({ Id: 'x' });
  expect(await engine.history('odd ?#name')).toEqual([]);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await engine.save('registry.example.com:5000/team/app:1')) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toBe('"archive"');
  expect(fake.requests).toHaveLength(5);
});

test.each(['../containers', 'a/../../info', '', 'a//b', './a'])(
  'the reference %j never leads to another document',
  async (name) => {
    const { engine, fake } = await openFake({});
    await expect(engine.inspectImage(name)).rejects.toThrow(`no image ${JSON.stringify(name)} in Docker 20.10.24`);
    await expect(engine.history(name)).rejects.toThrow('no image');
    expect(fake.requests).toEqual(['GET /_ping', 'GET /version']);
  },
);

test.each(['../images', 'a/b', '', 'a b', '-x'])(
  'the container name %j never leads to another document',
  async (name) => {
    const { engine, fake } = await openFake({});
    await expect(engine.inspectContainer(name)).rejects.toThrow(`no container ${JSON.stringify(name)} in Docker`);
    expect(fake.requests).toEqual(['GET /_ping', 'GET /version']);
  },
);

test('what is not there is said to be missing, with the engine that was asked', async () => {
  const { engine, fake } = await openFake({});
  const where = `Docker 20.10.24 (API 1.41) at ${fake.host}`;
  await expect(engine.inspectContainer('/web')).rejects.toThrow(`no container "/web" in ${where}`);
  for (const ask of [engine.inspectImage, engine.history, engine.save])
    await expect(ask('web:1')).rejects.toThrow(`no image "web:1" in ${where}: pull or build it first`);
});

test('many requests share few connections', async () => {
  const slow = (response: ServerResponse) => setTimeout(() => answer(response, 200, {}), 1);
  const { engine, fake } = await openFake({ '/v1.41/containers/web/json': slow });
  await Promise.all(Array.from({ length: 60 }, () => engine.inspectContainer('web')));
  expect(fake.connections()).toBeLessThanOrEqual(4);
  expect(fake.requests).toHaveLength(62);
});

test('leaving an archive early frees the connection for what follows', async () => {
  const endless = (response: ServerResponse) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(1 << 16)));
    };
    response.on('drain', more);
    more();
  };
  const { engine } = await openFake({ '/v1.41/images/get?names=web': endless, [CONTAINERS]: [] });
  for (let round = 0; round < 6; round += 1)
    for await (const chunk of await engine.save('web')) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
  expect(await engine.containers()).toEqual([]);
});
