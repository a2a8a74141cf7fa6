// One image as a manifest describes it: the configuration read and verified, the layers found but not read.
import { createHash } from 'node:crypto';
import { InputError } from '../../../model/errors.ts';
import type { ImageLayer, LayerContent, Platform, SourceImage } from '../../../model/image-source.ts';
import type { Descriptor } from '../../../parse/oci/descriptor.ts';
import { parseDigest } from '../../../parse/oci/digest.ts';
import { isObject, parseObject } from '../../../parse/oci/manifest.ts';
import { isDockerType, isForeignLayerType } from '../../../parse/oci/media-types.ts';
import { normalisePlatform } from '../../../parse/oci/platform.ts';

export interface StoredImage {
  readonly names: readonly string[];
  readonly digest: string;
  readonly config: Uint8Array;
  /** Digest of the configuration, verified. */
  readonly id: string;
  readonly mediaType: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly layers: readonly Pick<ImageLayer, 'digest' | 'mediaType' | 'size' | 'content'>[];
  /** What the index says, where the configuration does not. */
  readonly platform?: Platform;
  readonly notices?: readonly string[];
}

/** Joins the layers of an image with the digests that its configuration names. */
export function describeStored(image: StoredImage, label: string): SourceImage {
  const config = parseObject(image.config);
  if (config === undefined) throw new InputError(`${label}: the configuration ${image.id} is no JSON object`);
  const diffIds = diffIdsOf(config);
  const notices = [...(image.notices ?? [])];
  if (diffIds.length !== image.layers.length)
    notices.push(`the configuration names ${diffIds.length} layers and the manifest ${image.layers.length}`);
  return {
    names: image.names,
    digest: image.digest,
    id: image.id,
    platform: platformOf(config) ?? image.platform ?? normalisePlatform('linux', ''),
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

/** The layer that a descriptor points at, or why it is not at hand. */
export function layerOf(
  { digest, mediaType, size, urls }: Descriptor,
  content: LayerContent | undefined,
): Pick<ImageLayer, 'digest' | 'mediaType' | 'size' | 'content'> {
  if (content !== undefined) return { digest, mediaType, size, content };
  const isForeign = isForeignLayerType(mediaType) || urls.length > 0;
  const reason = isForeign
    ? 'a layer that lies elsewhere and is not fetched'
    : `the content of ${digest} is not present`;
  return { digest, mediaType, size, content: { kind: 'missing', reason } };
}

/** The platform that a configuration names. */
export function platformOf(config: Readonly<Record<string, unknown>>): Platform | undefined {
  const { os, architecture, variant } = config;
  if (typeof os !== 'string' || typeof architecture !== 'string' || os === '') return undefined;
  return normalisePlatform(os, architecture, typeof variant === 'string' ? variant : '');
}

function diffIdsOf({ rootfs }: Readonly<Record<string, unknown>>): string[] {
  const ids: unknown = isObject(rootfs) ? rootfs.diff_ids : undefined;
  return Array.isArray(ids) ? ids.map((id) => (typeof id === 'string' && parseDigest(id) !== undefined ? id : '')) : [];
}
