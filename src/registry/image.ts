// Makes an image of a manifest: its configuration is read, its layers are only pointed at.

import { InputError } from '../model/errors.ts';
import type { ImageLayer, LayerContent, Platform, SourceImage } from '../model/image-source.ts';
import { isObject, parseObject } from '../parse/json-object.ts';
import type { Descriptor } from '../parse/oci/descriptor.ts';
import type { ImageManifest } from '../parse/oci/manifest.ts';
import { isConfigType, isDockerType, isForeignLayerType, isLayerType } from '../parse/oci/media-types.ts';
import { normalisePlatform, platformText } from '../parse/oci/platform.ts';
import { readBlob } from './blob-stream.ts';
import { fetchConfig, type Repository } from './documents.ts';

export interface ImagePlan {
  readonly repository: Repository;
  /** As the user wrote it. */
  readonly reference: string;
  readonly digest: string;
  readonly manifest: ImageManifest;
  /** The entry of the index that named it. */
  readonly entry?: Descriptor | undefined;
  readonly onBytes?: ((bytes: number) => void) | undefined;
  readonly notices: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** Keys that the configuration of OCI does not have and that a builder writes only when it keeps them. */
const DOCKER_KEYS = ['Healthcheck', 'OnBuild', 'Shell'];

/** Reads the configuration and describes the image. Throws InputError for what is no image. */
export async function loadImage(plan: ImagePlan): Promise<SourceImage> {
  const { repository, digest, manifest, entry } = plan;
  const name = `${repository.name}@${digest}`;
  refuseArtifact(manifest, name);
  const config = parseObject(await fetchConfig(repository, manifest.config));
  if (config === undefined) throw new InputError(`The configuration of ${name} is not a JSON object.`);

  const own = platformOf(config);
  const diffIds = diffIdsOf(config);
  const notices = [...plan.notices];
  if (entry?.platform !== undefined && platformText(entry.platform) !== platformText(own))
    notices.push(`The index says ${platformText(entry.platform)}, the configuration ${platformText(own)}.`);
  if (diffIds.length !== manifest.layers.length)
    notices.push(`The manifest has ${manifest.layers.length} layers, the configuration ${diffIds.length}.`);
  return {
    names: [plan.reference],
    digest,
    id: manifest.config.digest,
    platform: entry?.platform ?? own,
    format: isDockerType(manifest.mediaType) || hasDockerKeys(config) ? 'docker' : 'oci',
    config,
    annotations: Object.assign(Object.create(null), entry?.annotations, manifest.annotations),
    layers: manifest.layers.map((layer, index) => describeLayer(plan, layer, diffIds[index] ?? '')),
    notices,
  };
}

/** The platform that a configuration states. */
function platformOf(config: Json): Platform {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return normalisePlatform(text(config.os), text(config.architecture), text(config.variant));
}

function describeLayer({ repository, onBytes }: ImagePlan, layer: Descriptor, diffId: string): ImageLayer {
  const { digest, mediaType, size } = layer;
  const what = `layer ${digest} of ${repository.name}`;
  const { host, path } = repository;
  const reason = whyMissing(layer);
  const content: LayerContent =
    reason === ''
      ? { kind: 'stream', open: async () => readBlob({ host, repository: path, digest, size, what, onBytes }) }
      : { kind: 'missing', reason };
  return { digest, diffId, mediaType, size, content };
}

function whyMissing({ mediaType, urls }: Descriptor): string {
  if (isForeignLayerType(mediaType) || urls.length > 0) return 'the layer is kept elsewhere and is not fetched';
  if (mediaType.endsWith('+encrypted')) return 'the layer is encrypted';
  return '';
}

/** Charts, signatures, attestations and the like have manifests too. */
function refuseArtifact({ artifactType, config, layers }: ImageManifest, name: string): void {
  const isImage =
    isConfigType(config.mediaType) && (layers.length === 0 || layers.some((layer) => isLayerType(layer.mediaType)));
  if (isImage) return;
  const type = [artifactType, config.mediaType, layers[0]?.mediaType ?? ''].find(
    (candidate) => candidate !== '' && !isConfigType(candidate),
  );
  throw new InputError(`${name} is not an image but an artifact (${type ?? 'of no known type'}). Name an image.`);
}

function diffIdsOf({ rootfs }: Json): readonly string[] {
  const list = isObject(rootfs) ? rootfs.diff_ids : undefined;
  return Array.isArray(list) ? list.map((diffId) => (typeof diffId === 'string' ? diffId : '')) : [];
}

function hasDockerKeys({ config }: Json): boolean {
  return isObject(config) && DOCKER_KEYS.some((key) => config[key] !== undefined && config[key] !== null);
}
