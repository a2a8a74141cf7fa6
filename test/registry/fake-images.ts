// Puts images into a fake registry from a few words, and reads layers whole.
import { gzipSync } from 'node:zlib';
import type { ImageLayer } from '../../src/model/image-source.ts';
import type { Descriptor, FakeRegistry } from '../fake-registry.ts';

export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
export const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** A wish for the usual platform. */
export const usual = { platforms: [], name: '' } as const;

export interface ImageWords {
  readonly name?: string;
  readonly os?: string;
  readonly architecture?: string;
  readonly variant?: string;
  /** Contents of the layers; they need not be tar for those who do not open them. */
  readonly layers?: readonly string[];
  readonly config?: object;
  readonly configType?: string;
  readonly manifestType?: string;
  /** More fields of the manifest, or other values for those it has. */
  readonly manifest?: object;
}

/** Puts an image; its descriptor can go into an index. */
export function putImage(fake: FakeRegistry, words: ImageWords = {}): Descriptor {
  const { os = 'linux', architecture = 'amd64', variant, layers = ['one', 'two'] } = words;
  const config = {
    os,
    architecture,
    ...(variant === undefined ? {} : { variant }),
    config: { User: '1000' },
    rootfs: {
      type: 'layers',
      diff_ids: layers.map((text) => `sha256:${Buffer.from(text).toString('hex').padEnd(64, '0')}`),
    },
    ...words.config,
  };
  const mediaType = words.manifestType ?? OCI_MANIFEST;
  const document = {
    schemaVersion: 2,
    mediaType,
    config: fake.putBlob(Buffer.from(JSON.stringify(config)), words.configType ?? OCI_CONFIG),
    layers: layers.map((text) => fake.putBlob(gzipSync(text), OCI_LAYER)),
    ...words.manifest,
  };
  return {
    ...fake.putManifest(words.name ?? 'unnamed', document, mediaType),
    platform: { os, architecture, ...(variant === undefined ? {} : { variant }) },
  };
}

/** Puts an index of entries. */
export function putIndex(fake: FakeRegistry, name: string, manifests: readonly object[]): Descriptor {
  return fake.putManifest(name, { schemaVersion: 2, mediaType: OCI_INDEX, manifests }, OCI_INDEX);
}

/** The bytes of a layer. */
export async function readLayer(layer: ImageLayer | undefined): Promise<Buffer> {
  if (layer?.content.kind !== 'stream') throw new Error('the layer is not a stream');
  const pieces: Uint8Array[] = [];
  for await (const piece of await layer.content.open()) pieces.push(piece);
  return Buffer.concat(pieces);
}
