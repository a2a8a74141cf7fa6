// Configurations of images: what each key says, what is left out because it has the wrong type, and what an engine tells.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ImageConfig, readImageConfig, readInspectedImage } from '../../../src/inputs/image/config.ts';

const DIFF_ID = `sha256:${'1'.repeat(64)}`;

const EMPTY: Omit<ImageConfig, 'unread'> = {
  user: '',
  env: [],
  entrypoint: [],
  cmd: [],
  exposedPorts: [],
  volumes: [],
  workingDir: '',
  labels: {},
  stopSignal: '',
  onBuild: [],
  shell: [],
  created: '',
  author: '',
  os: '',
  architecture: '',
  variant: '',
  diffIds: [],
  history: [],
  notices: [],
};

const RUN = {
  User: '1000:1000',
  Env: ['PATH=/bin', 'EMPTY='],
  Entrypoint: ['/app'],
  Cmd: ['--help'],
  ExposedPorts: { '80/tcp': {}, '53/udp': {} },
  Volumes: { '/data': {} },
  WorkingDir: '/srv',
  Labels: { a: 'b' },
  StopSignal: 'SIGINT',
  Healthcheck: { Test: ['CMD-SHELL', 'true'], Interval: 30000000000 },
  OnBuild: ['RUN true'],
  Shell: ['/bin/bash', '-c'],
};

const READ_RUN = {
  user: '1000:1000',
  env: ['PATH=/bin', 'EMPTY='],
  entrypoint: ['/app'],
  cmd: ['--help'],
  exposedPorts: ['80/tcp', '53/udp'],
  volumes: ['/data'],
  workingDir: '/srv',
  labels: { a: 'b' },
  stopSignal: 'SIGINT',
  healthcheck: { test: ['CMD-SHELL', 'true'] },
  onBuild: ['RUN true'],
  shell: ['/bin/bash', '-c'],
};

test('every key is read', () => {
  const config = readImageConfig({
    created: '2026-01-02T03:04:05Z',
    author: 'a',
    os: 'linux',
    architecture: 'arm',
    variant: 'v7',
    config: RUN,
    rootfs: { type: 'layers', diff_ids: [DIFF_ID] },
    history: [
      { created: '2026-01-02T03:04:05Z', created_by: 'COPY a b', comment: 'c', author: 'd' },
      { created_by: 'USER app', empty_layer: true },
    ],
  });
  expect(config).toEqual({
    ...READ_RUN,
    created: '2026-01-02T03:04:05Z',
    author: 'a',
    os: 'linux',
    architecture: 'arm',
    variant: 'v7',
    diffIds: [DIFF_ID],
    history: [
      { created: '2026-01-02T03:04:05Z', createdBy: 'COPY a b', comment: 'c', author: 'd', emptyLayer: false },
      { created: '', createdBy: 'USER app', comment: '', author: '', emptyLayer: true },
    ],
    unread: new Map(),
    notices: [],
  });
});

test.each([[undefined], [null], [{}], [{ config: null, rootfs: null, history: null }], ['text'], [[]]])(
  '%j says nothing',
  (document) => {
    expect(readImageConfig(document)).toEqual({ ...EMPTY, unread: new Map() });
  },
);

test.each([
  ['User', 5, 'is no text'],
  ['Env', { PATH: '/bin' }, 'is no list'],
  ['Cmd', ['a', 3], 'is no list of texts'],
  ['ExposedPorts', [80], 'is no object'],
  ['Healthcheck', 'true', 'is no object'],
  ['Labels', { a: 1 }, 'holds a value that is no text'],
  ['Volumes', Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`/${index}`, {}])), 'limit of 10000'],
])('%s of the wrong type is left out, and nothing is known of it', (key, value, problem) => {
  const config = readImageConfig({ config: { ...RUN, [key]: value } });
  expect(config.unread.get(key)).toContain(problem);
  expect(config.notices).toHaveLength(1);
  expect(config.unread.size).toBe(1);
});

test('where the part that says how it runs is none, nothing is known of its keys', () => {
  const { unread } = readImageConfig({ config: [], os: 'linux' });
  expect([...unread.keys()]).toEqual(expect.arrayContaining(['User', 'Healthcheck', 'ExposedPorts']));
  expect(unread.has('os')).toBe(false);
});

test('one word in place of a list is a list of one, as old builders wrote it', () => {
  expect(readImageConfig({ config: { Entrypoint: '/app' } })).toMatchObject({ entrypoint: ['/app'], notices: [] });
});

test('a key in another case is read as engines read it, and said', () => {
  expect(readImageConfig({ Config: { uſer: 'root' } })).toMatchObject({
    user: 'root',
    notices: [expect.stringContaining('"Config"'), expect.stringContaining('"uſer"')],
  });
});

test('of two keys that differ in case nobody knows which one an engine takes', () => {
  const config = readImageConfig({ config: { User: '1000', user: 'root' } });
  expect(config.user).toBe('');
  expect(config.unread.get('User')).toContain('more than once');
});

test('keys of prototypes are keys like any other', () => {
  const document: unknown = JSON.parse('{"config":{"Labels":{"__proto__":"x","constructor":"y"}}}');
  const { labels } = readImageConfig(document);
  expect(Object.entries(labels)).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
  expect(readImageConfig(JSON.parse('{"__proto__":{"config":{"User":"root"}}}')).user).toBe('');
});

test('whatever the JSON, it is read', () => {
  const key = fc.constantFrom(
    'config',
    'User',
    'Env',
    'Healthcheck',
    'Test',
    'history',
    'rootfs',
    'Labels',
    '__proto__',
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(fc.constantFrom(null, 1, true, 'x'), fc.array(tie('tree')), fc.dictionary(key, tie('tree'))),
  }));
  fc.assert(
    fc.property(tree, (document) => {
      for (const config of [readImageConfig(document), readInspectedImage(document, document).config]) {
        expect(typeof config.user).toBe('string');
        expect(config.env.every((text) => typeof text === 'string')).toBe(true);
      }
    }),
  );
});

const INSPECTED = {
  Id: `sha256:${'2'.repeat(64)}`,
  RepoTags: ['app:1', '<none>:<none>'],
  RepoDigests: [`registry.example.com/app@sha256:${'3'.repeat(64)}`],
  Created: '2026-01-02T03:04:05Z',
  Os: 'linux',
  Architecture: 'amd64',
  Config: RUN,
  RootFS: { Type: 'layers', Layers: [DIFF_ID, DIFF_ID] },
  Size: 12,
};

test('what an engine tells is read into the same form, its history first to last', () => {
  const history = [
    { CreatedBy: 'USER app', Created: 1767323045, Size: 0 },
    { CreatedBy: 'COPY a b', Created: 1767323045, Size: 5 },
    { CreatedBy: 'ADD rootfs', Created: 0, Size: 7, Comment: 'c' },
  ];
  expect(readInspectedImage(INSPECTED, history)).toMatchObject({
    names: ['app:1', INSPECTED.RepoDigests[0]],
    id: INSPECTED.Id,
    digest: `sha256:${'3'.repeat(64)}`,
    size: 12,
    config: {
      ...READ_RUN,
      os: 'linux',
      diffIds: [DIFF_ID, DIFF_ID],
      history: [
        { createdBy: 'ADD rootfs', comment: 'c', emptyLayer: false },
        { createdBy: 'COPY a b', created: '2026-01-02T03:04:05.000Z', emptyLayer: false },
        { createdBy: 'USER app', emptyLayer: true },
      ],
    },
  });
});

test('where steps without bytes made a layer the instructions tell which; where they do not, none is given one', () => {
  const history = [
    { CreatedBy: 'RUN true', Size: 0 },
    { CreatedBy: 'USER app', Size: 0 },
    { CreatedBy: 'ADD rootfs', Size: 7 },
  ];
  const emptyOf = (steps: unknown) =>
    readInspectedImage(INSPECTED, steps).config.history.map(({ emptyLayer }) => emptyLayer);
  expect(emptyOf(history)).toEqual([false, true, false]);
  expect(emptyOf([{ CreatedBy: 'RUN false', Size: 0 }, ...history])).toEqual([true, true, true, true]);
});

test.each([[undefined], [null], [[]], ['x'], [[null, 3, 'x']]])('a history of %j is no fault', (history) => {
  expect(readInspectedImage(INSPECTED, history).config.notices).toEqual([]);
});
