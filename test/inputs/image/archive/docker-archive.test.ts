// Archives of docker save and skopeo: each layout, links between layers, damage, and what could be read in two ways.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { asTar, configOf, digestOf, dockerArchive, json, layerOf } from '../../../image-files.ts';
import { tarBytes } from '../../../tar-bytes.ts';
import { ALL, readArchive, readPassing } from './read-archive.ts';

const BASE = layerOf({ 'etc/base': 'base' });
const TOP = layerOf({ 'srv/top': 'top' });
const CONFIG = configOf([BASE, TOP]);
const ID = digestOf(CONFIG);
const NAME = 'registry.example.com/team/app:1';

const V1 = (digit: string) => digit.repeat(64);

test('an archive with the layers at its root is read', async () => {
  const [image] = await readArchive(asTar(dockerArchive([BASE, TOP], [NAME])));
  expect(image).toEqual({
    names: [NAME],
    digest: '',
    id: ID,
    platform: 'linux/amd64/',
    format: 'docker',
    config: JSON.parse(CONFIG.toString()),
    notices: [],
    layers: [['etc/base'], ['srv/top']],
  });
});

test('the sizes of the pieces in which it passes by change nothing', async () => {
  const bytes = asTar(dockerArchive([BASE, TOP], [NAME]));
  const expected = await readArchive(bytes);
  for (const step of [1, 511, 512, 4096, bytes.length])
    expect(await readPassing(bytes, undefined, step)).toEqual(expected);
});

test('layers that are compressed are read, whatever their names say', async () => {
  const bytes = asTar([
    [`${ID.slice(7)}.json`, CONFIG],
    ['one', gzipSync(BASE)],
    ['two.tar.gz', TOP],
    ['manifest.json', json([{ Config: `${ID.slice(7)}.json`, RepoTags: null, Layers: ['one', 'two.tar.gz'] }])],
  ]);
  expect(await readArchive(bytes)).toMatchObject([{ names: [], layers: [['etc/base'], ['srv/top']] }]);
});

test('a layer that is a link is followed inside the archive, also when it stands before its target', async () => {
  const bytes = tarBytes([
    { path: `./${V1('a')}/layer.tar`, type: '2', linkName: `../${V1('b')}/layer.tar` },
    { path: `./${V1('b')}/layer.tar`, body: BASE },
    { path: `./${V1('c')}/layer.tar`, type: '1', linkName: `${V1('d')}/layer.tar` },
    { path: `./${V1('d')}/layer.tar`, body: TOP },
    { path: `./${ID.slice(7)}.json`, body: CONFIG },
    {
      path: './manifest.json',
      body: json([{ Config: `${ID.slice(7)}.json`, Layers: [`${V1('a')}/layer.tar`, `${V1('c')}/layer.tar`] }]),
    },
  ]);
  expect(await readArchive(bytes)).toMatchObject([{ layers: [['etc/base'], ['srv/top']] }]);
});

test.each([
  ['../../../etc/layer.tar', /leads out of the archive/],
  ['/etc/layer.tar', /leads out of the archive/],
  ['a.tar', /round and round/],
])('a layer that is a link to %s is refused', async (linkName, message) => {
  const config = configOf([BASE]);
  const bytes = tarBytes([
    { path: 'a.tar', type: '2', linkName },
    { path: 'c.json', body: config },
    { path: 'manifest.json', body: json([{ Config: 'c.json', Layers: ['a.tar'] }]) },
  ]);
  await expect(readArchive(bytes)).rejects.toThrow(message);
});

test.each(['../c.json', '/c.json', '', '..'])('a configuration named %j is refused', async (name) => {
  const bytes = asTar([['manifest.json', json([{ Config: name, Layers: [] }])]]);
  await expect(readArchive(bytes)).rejects.toThrow(/no name of a member/);
});

test('several images share members, and each can be taken by name, by id or by the beginning of its id', async () => {
  const other = configOf([BASE], { architecture: 'arm64' });
  const files = dockerArchive([BASE, TOP], ['app:1', 'app:latest']);
  const list: unknown = JSON.parse(String(files.get('manifest.json')));
  files.set('o.json', other);
  const more = { Config: 'o.json', RepoTags: ['db:2'], Layers: [`${digestOf(BASE).slice(7)}.tar`] };
  files.set('manifest.json', json([...(Array.isArray(list) ? list : []), more]));
  const bytes = asTar(files);
  const namesFor = async (name: string) => (await readArchive(bytes, { platforms: [], name })).map((one) => one.names);
  expect(await namesFor('')).toEqual([['app:1', 'app:latest'], ['db:2']]);
  for (const name of ['app', 'docker.io/library/app:1', ID, ID.slice(7, 19)])
    expect(await namesFor(name), name).toEqual([['app:1', 'app:latest']]);
  await expect(namesFor('db:3')).rejects.toThrow('holds no image db:3; it has app:1, db:2');
  expect(await readArchive(bytes, { platforms: ['linux/arm64'], name: '' })).toMatchObject([{ names: ['db:2'] }]);
  await expect(readArchive(bytes, { platforms: ['linux/s390x'], name: '' })).rejects.toThrow(
    'no image for linux/s390x; it has app:1 (linux/amd64), db:2 (linux/arm64)',
  );
});

test('a configuration that is not what its name says is refused, with both digests', async () => {
  const files = dockerArchive([BASE], null);
  const [name = ''] = [...files.keys()].filter((key) => /^[0-9a-f]{64}\.json$/.test(key));
  files.set(name, configOf([BASE], { config: { User: 'other' } }));
  await expect(readArchive(asTar(files))).rejects.toThrow(
    new RegExp(`sha256:${name.slice(0, 64)}, but its content is sha256:[0-9a-f]{64}`),
  );
});

test('a layer that is not there is missing with a reason, and the image is still described', async () => {
  const files = dockerArchive([BASE, TOP], null);
  files.delete(`${digestOf(TOP).slice(7)}.tar`);
  expect(await readArchive(asTar(files))).toMatchObject([
    { id: ID, layers: [['etc/base'], `the layer ${digestOf(TOP).slice(7)}.tar is not in the archive`] },
  ]);
});

test('a number of layers other than that of the configuration is said', async () => {
  const files = dockerArchive([BASE, TOP], null);
  files.set('c.json', configOf([BASE]));
  const layers = [BASE, TOP].map((layer) => `${digestOf(layer).slice(7)}.tar`);
  files.set('manifest.json', json([{ Config: 'c.json', Layers: layers }]));
  expect(await readArchive(asTar(files))).toMatchObject([
    { notices: ['the configuration names 1 layers and the manifest 2'] },
  ]);
});

test('of a layer that is there twice the last one counts, also when one of them is a link', async () => {
  const bytes = tarBytes([
    { path: 'x.tar', body: TOP },
    { path: 'l.tar', type: '2', linkName: 'x.tar' },
    { path: 'l.tar', body: TOP },
    { path: 'l.tar', body: BASE },
    { path: 'c.json', body: configOf([BASE]) },
    { path: 'manifest.json', body: json([{ Config: 'c.json', Layers: ['l.tar'] }]) },
  ]);
  expect(await readArchive(bytes)).toMatchObject([{ layers: [['etc/base']] }]);
});

test('a list of images that is there twice is refused', async () => {
  const bytes = asTar([...dockerArchive([BASE], null), ...dockerArchive([TOP], null)]);
  await expect(readArchive(bytes)).rejects.toThrow('manifest.json is there twice');
});

test('a layer whose first file has the name of a JSON document is a layer', async () => {
  const layer = layerOf({ [`{${'a'.repeat(99)}`]: 'x' });
  const old = tarBytes([{ path: '{"a": 1}', body: 'x', magic: '\0\0\0\0\0\0' }]);
  for (const odd of [layer, old]) {
    const [image] = await readArchive(asTar(dockerArchive([odd], null)));
    expect(image?.layers).toMatchObject([[expect.stringMatching(/^\{/)]]);
  }
});

test('a member that is no tar is an error only for the image that names it as a layer', async () => {
  const files = dockerArchive([BASE], ['good:1']);
  const list: unknown = JSON.parse(String(files.get('manifest.json')));
  const broken = gzipSync(Buffer.from('no tar'));
  files.set('broken.tar', broken);
  files.set('b.json', configOf([broken]));
  const more = { Config: 'b.json', RepoTags: ['bad:1'], Layers: ['broken.tar'] };
  files.set('manifest.json', json([...(Array.isArray(list) ? list : []), more]));
  const bytes = asTar(files);
  expect(await readArchive(bytes, { platforms: [], name: 'good:1' })).toMatchObject([{ names: ['good:1'] }]);
  await expect(readPassing(bytes, { platforms: [], name: 'bad:1' })).rejects.toThrow(/cut off/);
});

test('a configuration that was changed says so, also where a platform is named', async () => {
  const files = dockerArchive([BASE], [NAME]);
  const [name = '', bytes = Buffer.alloc(0)] = [...files].find(([file]) => /^[0-9a-f]{64}\.json$/.test(file)) ?? [];
  files.set(name, Buffer.from(String(bytes).replace('amd64', 'arm64')));
  const broken = asTar(files);
  for (const platforms of [[], ['linux/amd64']])
    await expect(readArchive(broken, { platforms, name: '' })).rejects.toThrow(/the content of|is sha256:/);
});

test('an archive that is compressed as a whole is read as it passes by', async () => {
  const bytes = asTar(dockerArchive([BASE, TOP], [NAME]));
  expect(await readArchive(gzipSync(bytes))).toEqual(await readArchive(bytes));
});

test('what was saved before there was a manifest.json is read along the parents', async () => {
  const [lower, upper] = [V1('1'), V1('2')];
  const made = { container_config: { Cmd: ['/bin/sh', '-c', '#(nop) USER app'] } };
  const bytes = asTar([
    [
      `${upper}/json`,
      json({ id: upper, parent: lower, os: 'linux', architecture: 'amd64', config: { User: 'app' }, ...made }),
    ],
    [`${upper}/layer.tar`, TOP],
    [`${lower}/json`, json({ id: lower, config: {} })],
    [`${lower}/layer.tar`, BASE],
    ['repositories', json({ app: { 1: upper, latest: upper } })],
  ]);
  expect(await readArchive(bytes)).toMatchObject([
    {
      names: ['app:1', 'app:latest'],
      id: '',
      config: { config: { User: 'app' }, history: [{ created_by: '' }, { created_by: '/bin/sh -c #(nop) USER app' }] },
      layers: [['etc/base'], ['srv/top']],
    },
  ]);
});

test('parents that go round end with a limit', async () => {
  const bytes = asTar([
    [`${V1('1')}/json`, json({ parent: V1('1') })],
    ['repositories', json({ app: { 1: V1('1') } })],
  ]);
  await expect(readArchive(bytes)).rejects.toThrow(/limit of 1000, or goes round/);
});

test.each([
  ['no tar at all', Buffer.from('hello'), /cut off/],
  ['an empty file', Buffer.alloc(0), /holds no image/],
  ['an empty archive', Buffer.alloc(1024), /holds no image/],
  ['other files', asTar([['readme', Buffer.from('x')]]), /holds no image/],
  ['no list', asTar([['manifest.json', json([])]]), /holds no image/],
  ['an entry that is none', asTar([['manifest.json', json([3])]]), /without Config or Layers/],
  ['a list that is no JSON', asTar([['manifest.json', Buffer.from('[')]]), /holds no image/],
])('%s is an error', async (_, bytes, message) => {
  await expect(readArchive(bytes, ALL)).rejects.toThrow(message);
});
