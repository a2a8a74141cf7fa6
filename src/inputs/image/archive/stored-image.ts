// One image as a manifest describes it: the configuration read and verified, the layers found but not read.

import { createHash } from 'node:crypto';
import { InputError } from '../../../model/errors.ts';
import type { ImageLayer, Platform, SourceImage } from '../../../model/image-source.ts';
import { isObject, parseObject } from '../../../parse/json-object.ts';
import type { Descriptor } from '../../../parse/oci/descriptor.ts';
import { parseDigest } from '../../../parse/oci/digest.ts';
import { isDockerType, isForeignLayerType } from '../../../parse/oci/media-types.ts';
import { normalisePlatform, platformText } from '../../../parse/oci/platform.ts';
import type { Members } from './members.ts';

export type StoredLayer = Pick<ImageLayer, 'digest' | 'mediaType' | 'size' | 'content'>;

export interface StoredImage {
  readonly names: readonly string[];
  readonly digest: string;
  /** Digest of the configuration, verified; empty where there is none. */
  readonly id: string;
  readonly mediaType: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly layers: readonly StoredLayer[];
  /** What the index says. Engines choose by it. */
  readonly platform?: Platform;
  readonly notices?: readonly string[];
}

/** Parses the configuration and joins the layers of the image with the digests that it names. */
export function describeStored(image: StoredImage & { readonly config: Uint8Array }, label: string): SourceImage {
  const config = parseObject(image.config);
  if (config === undefined) throw new InputError(`${label}: the configuration ${image.id} is no JSON object`);
  const count = diffIdsOf(config).length;
  const described = describeParsed(image, config);
  if (count === image.layers.length) return described;
  const notice = `the configuration names ${count} layers and the manifest ${image.layers.length}`;
  return { ...described, notices: [...described.notices, notice] };
}

/** Describes an image by a configuration that has been parsed. */
export function describeParsed(image: StoredImage, config: Readonly<Record<string, unknown>>): SourceImage {
  const diffIds = diffIdsOf(config);
  const notices = [...(image.notices ?? [])];
  const own = platformOf(config);
  if (own !== undefined && image.platform !== undefined && platformText(own) !== platformText(image.platform))
    notices.push(`the index says ${platformText(image.platform)}, the configuration ${platformText(own)}`);
  return {
    names: image.names,
    digest: image.digest,
    id: image.id,
    platform: image.platform ?? own ?? normalisePlatform('linux', ''),
    format: formatOf(image.mediaType, config),
    config,
    annotations: image.annotations,
    layers: image.layers.map((layer, index) => ({ ...layer, diffId: diffIds[index] ?? '' })),
    notices,
  };
}

/** Docker's own formats carry a health check; OCI has no place for one, but BuildKit writes it there too. */
function formatOf(mediaType: string, { config }: Readonly<Record<string, unknown>>): SourceImage['format'] {
  if (isDockerType(mediaType)) return 'docker';
  return isObject(config) && isObject(config.Healthcheck) ? 'docker' : 'oci';
}

/** The digest of some bytes by the algorithm of another digest. */
export function digestOf(bytes: Uint8Array, algorithm = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

/** Throws when some bytes are not those that a digest names. */
export function verifyDigest(bytes: Uint8Array, digest: string, label: string): void {
  const { algorithm } = parseDigest(digest) ?? {};
  const own = digestOf(bytes, algorithm);
  if (own !== digest) throw new InputError(`${label}: the content of ${digest} is ${own}: it was changed or damaged`);
}

/** The layer that a descriptor points at, or why it is not at hand. Throws InputError where its size is another. */
export function layerOf({ digest, mediaType, size, urls }: Descriptor, name: string, members: Members): StoredLayer {
  const content = members.layer(name);
  if (content !== undefined) {
    const found = members.size(name);
    if (found === size) return { digest, mediaType, size, content };
    throw new InputError(
      `${members.label}: the layer ${digest} has ${found} bytes where the manifest says ${size}: it was changed or damaged`,
    );
  }
  const isForeign = isForeignLayerType(mediaType) || urls.length > 0;
  const reason = isForeign
    ? 'a layer that lies elsewhere and is not fetched'
    : `the content of ${digest} is not present`;
  return { digest, mediaType, size, content: { kind: 'missing', reason } };
}

/** The platform that a configuration names. */
function platformOf(config: Readonly<Record<string, unknown>>): Platform | undefined {
  const { os, architecture, variant } = config;
  if (typeof os !== 'string' || typeof architecture !== 'string' || os === '' || architecture === '') return undefined;
  return normalisePlatform(os, architecture, typeof variant === 'string' ? variant : '');
}

function diffIdsOf({ rootfs }: Readonly<Record<string, unknown>>): string[] {
  const ids: unknown = isObject(rootfs) ? rootfs.diff_ids : undefined;
  return Array.isArray(ids) ? ids.map((id) => (typeof id === 'string' && parseDigest(id) !== undefined ? id : '')) : [];
}
