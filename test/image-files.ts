// Writes docker-archives and OCI layouts for tests, sound ones and odd ones, member by member.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tarBytes } from './tar-bytes.ts';

/** Contents by name; the order is that of the archive. */
export type ImageFiles = Map<string, Buffer>;

export const TYPES = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
} as const;

/** A pointer as manifests and indexes hold it. */
export interface Pointer {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** `sha256:...` of some bytes. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** JSON as bytes. */
export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** A layer with these files. */
export function layerOf(files: Readonly<Record<string, string>>): Buffer {
  return tarBytes(Object.entries(files).map(([path, body]) => ({ path, body })));
}

/** A configuration for these layers. */
export function configOf(layers: readonly Uint8Array[], more: object = {}): Buffer {
  return json({
    os: 'linux',
    architecture: 'amd64',
    config: { User: 'app' },
    rootfs: { type: 'layers', diff_ids: layers.map(digestOf) },
    ...more,
  });
}

/** An OCI layout that grows blob by blob. */
export interface Layout {
  readonly files: ImageFiles;
  put(bytes: Buffer, mediaType: string): Pointer;
  /** Puts layers, configuration and manifest of an image. */
  image(layers: readonly Buffer[], config?: object, manifest?: object): Pointer;
  index(entries: readonly object[], more?: object): Pointer;
  /** Writes index.json and oci-layout. */
  list(entries: readonly object[]): ImageFiles;
}

/** Starts a layout. */
export function layout(): Layout {
  const files: ImageFiles = new Map();
  const put = (bytes: Buffer, mediaType: string): Pointer => {
    const digest = digestOf(bytes);
    files.set(`blobs/${digest.replace(':', '/')}`, bytes);
    return { mediaType, digest, size: bytes.length };
  };
  return {
    files,
    put,
    image: (layers, config = {}, manifest = {}) =>
      put(
        json({
          schemaVersion: 2,
          mediaType: TYPES.manifest,
          config: put(configOf(layers, config), TYPES.config),
          layers: layers.map((layer) => put(layer, TYPES.layer)),
          ...manifest,
        }),
        TYPES.manifest,
      ),
    index: (entries, more = {}) =>
      put(json({ schemaVersion: 2, mediaType: TYPES.index, manifests: entries, ...more }), TYPES.index),
    list(entries) {
      files.set('index.json', json({ schemaVersion: 2, manifests: entries }));
      files.set('oci-layout', json({ imageLayoutVersion: '1.0.0' }));
      return files;
    },
  };
}

/** An index of one layer for arm64 and amd64, in this order. */
export function twoPlatforms(into: Layout, layer: Buffer): Pointer {
  const entries = ['arm64', 'amd64'].map((architecture) => ({
    ...into.image([layer], { architecture }),
    platform: { os: 'linux', architecture },
  }));
  return into.index(entries);
}

/** The name that Docker writes beside an entry of index.json. */
export function named(name: string): { readonly annotations: Readonly<Record<string, string>> } {
  return { annotations: { 'io.containerd.image.name': name } };
}

/** A docker-archive of one image as skopeo and old engines write it. */
export function dockerArchive(
  layers: readonly Buffer[],
  tags: readonly string[] | null,
  config: object = {},
): ImageFiles {
  const document = configOf(layers, config);
  const configName = `${digestOf(document).slice(7)}.json`;
  const names = layers.map((layer) => `${digestOf(layer).slice(7)}.tar`);
  return new Map([
    ...layers.map((layer, index): [string, Buffer] => [names[index] ?? '', layer]),
    [configName, document],
    ['manifest.json', json([{ Config: configName, RepoTags: tags, Layers: names }])],
  ]);
}

/** The files as a tar. */
export function asTar(files: Iterable<readonly [string, Buffer]>): Buffer {
  return tarBytes([...files].map(([path, body]) => ({ path, body })));
}

/** Writes the files below a directory. */
export function writeFiles(directory: string, files: Iterable<readonly [string, Buffer]>): void {
  for (const [name, bytes] of files) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}
