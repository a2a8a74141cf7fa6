// Archives of current engines list their images twice, in index.json and in manifest.json: whoever trusts one of the lists is deceived by the other.
import { expect, test } from 'vitest';
import { asTar, json, type Layout, layerOf, layout, named } from '../../../image-files.ts';
import { ALL, readArchive } from './read-archive.ts';

const GOOD = layerOf({ 'etc/good': 'good' });
const EVIL = layerOf({ 'etc/evil': 'evil' });

/** Entry of manifest.json for the image of a manifest in the layout. */
function entryFor(oci: Layout, manifestDigest: string, tags: readonly string[] | null, layers?: readonly string[]) {
  const path = (digest: unknown) => `blobs/${String(digest).replace(':', '/')}`;
  const manifest: { config: { digest: string }; layers: { digest: string }[] } = JSON.parse(
    String(oci.files.get(path(manifestDigest))),
  );
  const own = manifest.layers.map(({ digest }) => path(digest));
  return { Config: path(manifest.config.digest), RepoTags: tags, Layers: layers ?? own };
}

test('an image in both lists is one image, with the digest of its manifest and the names of both, each once', async () => {
  const oci = layout();
  const image = oci.image([GOOD]);
  oci.list([{ ...image, ...named('docker.io/library/app:1') }]);
  oci.files.set('manifest.json', json([entryFor(oci, image.digest, ['app:1', 'app:2'])]));
  expect(await readArchive(asTar(oci.files))).toMatchObject([
    { names: ['app:1', 'app:2'], digest: image.digest, format: 'docker', notices: [] },
  ]);
});

test('images that only one of the lists names are all read, and a name with two meanings is said', async () => {
  const oci = layout();
  const [evil, good] = [oci.image([EVIL]), oci.image([GOOD])];
  oci.list([{ ...evil, ...named('docker.io/library/app:1') }]);
  oci.files.set('manifest.json', json([entryFor(oci, good.digest, ['app:1'])]));
  expect(await readArchive(asTar(oci.files), { platforms: [], name: 'app:1' })).toMatchObject([
    { layers: [['etc/evil']] },
    { layers: [['etc/good']], notices: [expect.stringContaining('engines differ in which they run')] },
  ]);
});

test('one image with other layers in each list is refused', async () => {
  const oci = layout();
  const [image, evil] = [oci.image([GOOD]), oci.image([EVIL])];
  oci.list([image]);
  oci.files.set('manifest.json', json([entryFor(oci, image.digest, null, entryFor(oci, evil.digest, null).Layers)]));
  await expect(readArchive(asTar(oci.files))).rejects.toThrow(/manifest.json and index.json give .* different layers/);
});

test('an image without a tag that only manifest.json names is read', async () => {
  const oci = layout();
  const [tagged, bare] = [oci.image([GOOD]), oci.image([EVIL])];
  oci.list([{ ...tagged, ...named('docker.io/library/app:1') }]);
  oci.files.set('manifest.json', json([entryFor(oci, tagged.digest, ['app:1']), entryFor(oci, bare.digest, null)]));
  expect((await readArchive(asTar(oci.files))).map(({ names }) => names)).toEqual([['app:1'], []]);
});

test('of several platforms manifest.json names one, and all can be had', async () => {
  const oci = layout();
  const images = ['amd64', 'arm64'].map((architecture) => ({
    ...oci.image([GOOD], { architecture }),
    platform: { os: 'linux', architecture },
  }));
  oci.list([{ ...oci.index(images), ...named('docker.io/library/app:1') }]);
  oci.files.set('manifest.json', json([entryFor(oci, images[0]?.digest ?? '', ['app:1'])]));
  const bytes = asTar(oci.files);
  expect(await readArchive(bytes)).toMatchObject([{ names: ['app:1'], platform: 'linux/amd64/' }]);
  expect(await readArchive(bytes, ALL)).toHaveLength(2);
  expect(await readArchive(bytes, { platforms: ['linux/arm64'], name: 'app:1' })).toMatchObject([
    { platform: 'linux/arm64/' },
  ]);
});
