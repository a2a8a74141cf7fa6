// Manifests and indexes are told apart by what they hold, and what two tools could read differently is refused.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError, LimitError } from '../../../src/model/errors.ts';
import { parseDigest } from '../../../src/parse/oci/digest.ts';
import { MAX_MANIFEST_BYTES, readManifest } from '../../../src/parse/oci/manifest.ts';
import { json, TYPES } from '../../image-files.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const POINTER = { mediaType: TYPES.layer, digest: DIGEST, size: 3 };
const MANIFEST = { schemaVersion: 2, config: { ...POINTER, mediaType: TYPES.config }, layers: [POINTER] };
const INDEX = { schemaVersion: 2, manifests: [{ ...POINTER, mediaType: TYPES.manifest }] };

const read = (document: unknown, said = '') => readManifest(json(document), said, 'app');

test('a manifest without a media type is told by its layers', () => {
  expect(read(MANIFEST)).toMatchObject({ kind: 'manifest', layers: [{ digest: DIGEST, size: 3 }] });
});

test('an index without a media type is told by its manifests', () => {
  const platform = { os: 'Linux', architecture: 'aarch64', variant: 'v8' };
  const document = { ...INDEX, manifests: [{ ...POINTER, platform, annotations: { a: 'b', c: 1 } }] };
  expect(read(document)).toMatchObject({
    kind: 'index',
    manifests: [{ platform: { os: 'linux', architecture: 'arm64', variant: '' }, annotations: { a: 'b' } }],
  });
});

test('null stands for an empty list, as Go writes it', () => {
  expect(read({ ...MANIFEST, layers: null })).toMatchObject({ kind: 'manifest', layers: [] });
  expect(read({ schemaVersion: 2, manifests: null })).toMatchObject({ kind: 'index', manifests: [] });
});

test.each([
  ['both a manifest and an index', { ...MANIFEST, ...INDEX }, '', /at once/],
  ['an index with a configuration', { ...INDEX, config: MANIFEST.config }, '', /at once/],
  ['a manifest that calls itself an index', { ...MANIFEST, mediaType: TYPES.index }, '', /announced as an index/],
  ['an index that calls itself a manifest', { ...INDEX, mediaType: TYPES.manifest }, '', /announced as a manifest/],
  ['a manifest that an index calls an index', MANIFEST, TYPES.index, /announced as an index/],
  [
    'one type inside and another outside',
    { ...MANIFEST, mediaType: TYPES.dockerManifest },
    TYPES.manifest,
    /announced/,
  ],
  ['schema 1', { schemaVersion: 1, fsLayers: [] }, '', /schema 1/],
  ['a key in another case', { ...MANIFEST, Layers: [] }, '', /"Layers"/],
  ['a key with a long s', { ...MANIFEST, layerſ: [] }, '', /"layerſ"/],
  ['a key in another case in a descriptor', { ...MANIFEST, layers: [{ ...POINTER, Digest: DIGEST }] }, '', /"Digest"/],
  ['a digest that cannot be checked', { ...MANIFEST, layers: [{ ...POINTER, digest: 'md5:00' }] }, '', /"md5:00"/],
  ['a size that is none', { ...MANIFEST, layers: [{ ...POINTER, size: -1 }] }, '', /no size/],
  ['a list that is none', { ...MANIFEST, layers: {} }, '', /list/],
  ['a descriptor that is none', { ...MANIFEST, layers: [3] }, '', /descriptor/],
  ['neither', { schemaVersion: 2 }, '', /no manifest/],
  ['no object', [], '', /no JSON object/],
])('%s is refused', (_, document, said, message) => {
  expect(() => read(document, said)).toThrow(message);
  expect(() => read(document, said)).toThrow(InputError);
});

test('too many bytes and too many entries are limits', () => {
  expect(() => readManifest(Buffer.alloc(MAX_MANIFEST_BYTES + 1, 0x20), '', 'app')).toThrow(LimitError);
  expect(() => read({ ...MANIFEST, layers: Array.from({ length: 10_001 }, () => POINTER) })).toThrow(LimitError);
});

test('whatever the JSON, it is read or refused as an input', () => {
  const key = fc.constantFrom('manifests', 'layers', 'config', 'digest', 'size', 'platform', 'os', '__proto__');
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      fc.constantFrom(null, 1, DIGEST, TYPES.index),
      fc.array(tie('tree')),
      fc.dictionary(key, tie('tree')),
    ),
  }));
  fc.assert(
    fc.property(tree, fc.constantFrom('', TYPES.index, TYPES.manifest), (document, said) => {
      try {
        expect(['manifest', 'index']).toContain(read(document, said).kind);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
  );
});

test.each([
  [DIGEST, true],
  [`sha512:${'0'.repeat(128)}`, true],
  [`sha256:${'A'.repeat(64)}`, false],
  [`sha256:${'a'.repeat(63)}`, false],
  [`sha512:${'a'.repeat(64)}`, false],
  [`blake3:${'a'.repeat(64)}`, false],
  [`${DIGEST}\n`, false],
  ['', false],
])('%j can be checked: %s', (text, expected) => {
  expect(parseDigest(text) !== undefined).toBe(expected);
});
