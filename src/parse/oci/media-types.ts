// Media types of images, by OCI and by Docker.

export const MEDIA_TYPES = {
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  ociConfig: 'application/vnd.oci.image.config.v1+json',
  ociLayer: 'application/vnd.oci.image.layer.v1.tar',
  dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerConfig: 'application/vnd.docker.container.image.v1+json',
  dockerLayer: 'application/vnd.docker.image.rootfs.diff.tar',
} as const;

/** What a registry is asked for: without it an OCI manifest may be answered with 404. */
export const ACCEPTED_MANIFESTS: readonly string[] = [
  MEDIA_TYPES.ociIndex,
  MEDIA_TYPES.ociManifest,
  MEDIA_TYPES.dockerIndex,
  MEDIA_TYPES.dockerManifest,
];

/** Types of the first schema, which names no configuration and no uncompressed digests. */
const FIRST_SCHEMA: ReadonlySet<string> = new Set([
  'application/vnd.docker.distribution.manifest.v1+prettyjws',
  'application/vnd.docker.distribution.manifest.v1+json',
]);

const CONFIGS: ReadonlySet<string> = new Set([MEDIA_TYPES.ociConfig, MEDIA_TYPES.dockerConfig, '']);

/** An index of images, or of further indexes. */
export function isIndexType(type: string): boolean {
  return type === MEDIA_TYPES.ociIndex || type === MEDIA_TYPES.dockerIndex;
}

/** The manifest of one image. */
export function isManifestType(type: string): boolean {
  return type === MEDIA_TYPES.ociManifest || type === MEDIA_TYPES.dockerManifest;
}

/** A manifest that is too old to be read. */
export function isFirstSchemaType(type: string): boolean {
  return FIRST_SCHEMA.has(type);
}

/** The configuration of an image; anything else belongs to an artifact. */
export function isConfigType(type: string): boolean {
  return CONFIGS.has(type);
}

/** A layer that lies elsewhere and may not be passed on, such as the base of a Windows image. */
export function isForeignLayerType(type: string): boolean {
  return type.includes('.nondistributable.') || type.includes('.rootfs.foreign.');
}

/** A file system layer, whatever its compression. */
export function isLayerType(type: string): boolean {
  return type.startsWith(MEDIA_TYPES.ociLayer) || type.startsWith(MEDIA_TYPES.dockerLayer) || isForeignLayerType(type);
}

/** Docker's own types carry HEALTHCHECK, SHELL and ONBUILD. */
export function isDockerType(type: string): boolean {
  return type.startsWith('application/vnd.docker.');
}
