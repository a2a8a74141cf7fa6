// Manifests and indexes of images: what kind a JSON document is, and what it points at.

import { InputError, LimitError } from '../../model/errors.ts';
import type { Platform } from '../../model/image-source.ts';
import { isObject, parseObject } from '../json-object.ts';
import type { Descriptor } from './descriptor.ts';
import { parseDigest } from './digest.ts';
import { disguisedKey, knownKeys } from './go-keys.ts';
import { isFirstSchemaType, isIndexType, isManifestType } from './media-types.ts';
import { normalisePlatform } from './platform.ts';

/** Most bytes of a manifest or an index, as registries limit them. */
export const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
/** Most bytes of a configuration. */
export const MAX_CONFIG_BYTES = 8 * 1024 * 1024;
const MAX_ENTRIES = 10_000;

export interface ImageManifest {
  readonly kind: 'manifest';
  readonly mediaType: string;
  readonly artifactType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

export interface ImageIndex {
  readonly kind: 'index';
  readonly mediaType: string;
  readonly manifests: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * Reads a manifest or an index. `said` is the media type that pointed at it, empty where nobody said one. A document that is both, or that
 * contradicts what pointed at it, is refused: two readers would see two images.
 */
export function readManifest(bytes: Uint8Array, said: string, name: string): ImageManifest | ImageIndex {
  const refuse = (what: string): never => {
    throw new InputError(`${name}: ${what}`);
  };
  if (bytes.length > MAX_MANIFEST_BYTES)
    throw new LimitError(`${name}: the manifest is larger than the limit of ${MAX_MANIFEST_BYTES} bytes`);
  const document = parseObject(bytes) ?? refuse('the manifest is no JSON object');
  refuseDisguise(document, name);
  const mediaType = textOf(document.mediaType);
  const type = said === '' ? mediaType : said;
  if (isFirstSchemaType(type) || document.fsLayers !== undefined || document.schemaVersion === 1)
    refuse('a manifest of schema 1, which has no configuration; push the image again with a current tool');
  if (mediaType !== '' && said !== '' && mediaType !== said && isKnown(said))
    refuse(`the manifest calls itself ${mediaType}, but it was announced as ${said}`);
  const isIndex = document.manifests !== undefined;
  if (isIndex && (document.layers !== undefined || document.config !== undefined))
    refuse('the document is a manifest and an index at once');
  const annotations = readAnnotations(document.annotations);
  if (isIndex) {
    if (isManifestType(type)) refuse(`an index was announced as a manifest (${type})`);
    return { kind: 'index', mediaType: type, manifests: readList(document.manifests, name), annotations };
  }
  if (document.layers === undefined || document.config === undefined)
    return refuse('the document is no manifest of an image');
  if (isIndexType(type)) refuse(`a manifest was announced as an index (${type})`);
  return {
    kind: 'manifest',
    mediaType: type,
    artifactType: textOf(document.artifactType),
    config: readDescriptor(document.config, name),
    layers: readList(document.layers, name),
    annotations,
  };
}

const KEYS = knownKeys(
  ...['schemaVersion', 'mediaType', 'artifactType', 'config', 'layers', 'manifests', 'fsLayers', 'annotations'],
  ...['digest', 'size', 'urls', 'platform', 'os', 'architecture', 'variant'],
);

/** Engines would read a key of another case, and of two the last; nobody writes that in good faith. */
function refuseDisguise(object: Readonly<Record<string, unknown>>, name: string): void {
  const key = disguisedKey(object, KEYS);
  if (key !== undefined)
    throw new InputError(`${name}: the key ${JSON.stringify(key)} is read by some tools and not by others: refused`);
}

function isKnown(type: string): boolean {
  return isIndexType(type) || isManifestType(type);
}

/** Null is what Go writes for an empty list. */
function readList(value: unknown, name: string): Descriptor[] {
  if (value === null) return [];
  if (!Array.isArray(value)) throw new InputError(`${name}: the manifest has a list that is none`);
  if (value.length > MAX_ENTRIES)
    throw new LimitError(`${name}: the manifest has more entries than the limit of ${MAX_ENTRIES}`);
  return value.map((entry) => readDescriptor(entry, name));
}

function readDescriptor(value: unknown, name: string): Descriptor {
  if (!isObject(value)) throw new InputError(`${name}: the manifest has a descriptor that is none`);
  refuseDisguise(value, name);
  const digest = textOf(value.digest);
  if (parseDigest(digest) === undefined)
    throw new InputError(`${name}: ${JSON.stringify(digest.slice(0, 200))} is no sha256 or sha512 digest`);
  const { size, platform } = value;
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
    throw new InputError(`${name}: the descriptor of ${digest} has no size`);
  return {
    mediaType: textOf(value.mediaType),
    digest,
    size,
    annotations: readAnnotations(value.annotations),
    ...(isObject(platform) ? { platform: readPlatform(platform, name) } : {}),
    artifactType: textOf(value.artifactType),
    urls: Array.isArray(value.urls) ? value.urls.filter((url) => typeof url === 'string') : [],
  };
}

function readPlatform(platform: Readonly<Record<string, unknown>>, name: string): Platform {
  refuseDisguise(platform, name);
  return normalisePlatform(textOf(platform.os), textOf(platform.architecture), textOf(platform.variant));
}

function readAnnotations(value: unknown): Record<string, string> {
  const annotations: Record<string, string> = Object.create(null);
  if (!isObject(value)) return annotations;
  for (const [key, text] of Object.entries(value)) if (typeof text === 'string') annotations[key] = text;
  return annotations;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
