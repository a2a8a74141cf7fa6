import { expect, test } from 'vitest';
import { markPlatformDrift } from '../../../../src/inputs/image/facts/platform-drift.ts';
import { imageOf, readTarImage } from '../../../read-tar-image.ts';

const check = { Healthcheck: { Test: ['CMD', '/check'] } };

const on = (architecture: string) => ({ platform: { os: 'linux', architecture, variant: '' } });

async function driftOf(configs: readonly object[], format: 'docker' | 'oci' = 'docker') {
  const images = await Promise.all(
    configs.map(async (config, index) =>
      imageOf(await readTarImage([{ app: 'x' }], { config: { config }, format, ...on(`arch${index}`) })),
    ),
  );
  return markPlatformDrift(images).map(({ facts }) => facts.platformDrift);
}

test('what differs between platforms is said of each of them', async () => {
  const one = { User: 'app', Entrypoint: ['/a'], ...check };
  expect(await driftOf([one, one])).toEqual([[], []]);
  expect(await driftOf([one, { ...one, User: '' }, one])).toEqual([['user'], ['user'], ['user']]);
  expect(await driftOf([one, { User: 'app', Entrypoint: ['/b'] }])).toEqual([
    ['healthcheck', 'entrypoint'],
    ['healthcheck', 'entrypoint'],
  ]);
});

test('an image of one platform, and a value that is not known, differ from none', async () => {
  expect(await driftOf([{ User: 'app' }])).toEqual([[]]);
  expect(await driftOf([{}, check], 'oci')).toEqual([[], []]);
});

test('files with a privilege are compared whatever their order', async () => {
  const su = (name: string) => ({ path: `usr/bin/${name}`, mode: 0o4755, body: 'x' });
  const read = async (architecture: string, names: readonly string[]) =>
    imageOf(await readTarImage([names.map(su)], on(architecture)));
  const drift = async (a: readonly string[], b: readonly string[]) =>
    markPlatformDrift([await read('amd64', a), await read('arm64', b)])[0]?.facts.platformDrift;
  expect(await drift(['su', 'mount'], ['mount', 'su'])).toEqual([]);
  expect(await drift(['su'], ['su', 'mount'])).toEqual(['setuid']);
});

test('several images of an archive are no platforms of one', async () => {
  const read = async (User: string, architecture: string) =>
    imageOf(await readTarImage([{ app: 'x' }], { config: { config: { User } }, ...on(architecture) }));
  const named = (image: Awaited<ReturnType<typeof read>>, repository: string) => ({
    ...image,
    facts: { ...image.facts, imageReference: { registry: 'registry.example.com', repository, tag: '1', digest: '' } },
  });
  const [app, same, other] = [await read('app', 'amd64'), await read('', 'amd64'), await read('', 'arm64')];
  const drift = (...images: Parameters<typeof markPlatformDrift>[0]) =>
    markPlatformDrift(images).map(({ facts }) => facts.platformDrift);
  expect(drift(app, same)).toEqual([[], []]);
  expect(drift(named(app, 'web'), named(other, 'db'))).toEqual([[], []]);
  expect(drift(named(app, 'web'), named(same, 'db'), named(other, 'web'))).toEqual([['user'], [], ['user']]);
});
