// An OCI image layout, as a directory or inside an archive: index.json, nested indexes, manifests and blobs by digest.
import { InputError } from '../../../model/errors.ts';
import type { SourceImage } from '../../../model/image-source.ts';
import type { Descriptor } from '../../../parse/oci/descriptor.ts';
import { parseDigest } from '../../../parse/oci/digest.ts';
import { type ImageManifest, MAX_CONFIG_BYTES, MAX_MANIFEST_BYTES, readManifest } from '../../../parse/oci/manifest.ts';
import { isConfigType } from '../../../parse/oci/media-types.ts';
import { runnableEntries } from '../../../parse/oci/platform.ts';
import type { Members } from './members.ts';
import { describeStored, layerOf, verifyDigest } from './stored-image.ts';

const MOST_IMAGES = 1000;
const DEEPEST = 4;

/** An image of a layout, with the digest of the index that holds it. */
export interface LayoutImage extends SourceImage {
  /** Digest of the innermost index below index.json that lists it; its own where none does. */
  readonly group: string;
}

/** How a blob is found by its digest; a layout keeps them below blobs/, skopeo's dir: beside each other. */
export type BlobName = (digest: string) => string;

/** `blobs/sha256/...` of a digest. */
export const layoutBlob: BlobName = (digest) => {
  const { algorithm, hex } = parseDigest(digest) ?? { algorithm: '', hex: '' };
  return `blobs/${algorithm}/${hex}`;
};

/** Reads the images of a layout. Artifacts, attestations and documents of unknown types are passed over. */
export async function readOciLayout(members: Members): Promise<LayoutImage[]> {
  const bytes = await members.read('index.json', MAX_MANIFEST_BYTES);
  if (bytes === undefined) throw new InputError(`${members.label} has no index.json`);
  const index = readManifest(bytes, '', `${members.label}: index.json`);
  if (index.kind !== 'index') throw new InputError(`${members.label}: index.json is no index`);
  const images: LayoutImage[] = [];
  const walk = async (
    entries: readonly Descriptor[],
    names: readonly string[],
    group: string,
    depth: number,
  ): Promise<void> => {
    if (depth > DEEPEST) throw new InputError(`${members.label}: indexes lie deeper in each other than ${DEEPEST}`);
    for (const entry of runnableEntries(entries)) {
      if (images.length >= MOST_IMAGES) throw new InputError(`${members.label} holds more than ${MOST_IMAGES} images`);
      const own = [...new Set([...namesOf(entry), ...names])];
      const document = await members.read(layoutBlob(entry.digest), MAX_MANIFEST_BYTES);
      if (document === undefined) {
        // A platform that was not copied is legal in an index; what index.json itself names must be there.
        if (depth === 0) throw new InputError(`${members.label}: the manifest ${entry.digest} is not present`);
        continue;
      }
      verifyDigest(document, entry.digest, members.label);
      const manifest = readManifest(document, entry.mediaType, `${members.label}: ${entry.digest}`);
      if (manifest.kind === 'index') await walk(manifest.manifests, own, entry.digest, depth + 1);
      else if (isImage(manifest))
        images.push({
          ...(await readImage({ members, manifest, entry, names: own, blob: layoutBlob })),
          group: group === '' ? entry.digest : group,
        });
    }
  };
  await walk(index.manifests, [], '', 0);
  return images;
}

/** An artifact such as a chart or a signature has no configuration of an image. */
export function isImage({ config, artifactType }: ImageManifest): boolean {
  return artifactType === '' && isConfigType(config.mediaType);
}

/** Reads one image of a layout. */
export async function readImage(given: {
  readonly members: Members;
  readonly manifest: ImageManifest;
  readonly entry: Pick<Descriptor, 'digest' | 'annotations' | 'platform'>;
  readonly names: readonly string[];
  readonly blob: BlobName;
}): Promise<SourceImage> {
  const { members, manifest, entry, names, blob } = given;
  const { config, layers } = manifest;
  const document = await members.read(blob(config.digest), MAX_CONFIG_BYTES);
  if (document === undefined)
    throw new InputError(`${members.label}: the configuration ${config.digest} is not present`);
  verifyDigest(document, config.digest, members.label);
  return describeStored(
    {
      names,
      digest: entry.digest,
      config: document,
      id: config.digest,
      mediaType: manifest.mediaType === '' ? config.mediaType : manifest.mediaType,
      annotations: { ...entry.annotations, ...manifest.annotations },
      layers: layers.map((layer) => layerOf(layer, members.layer(blob(layer.digest)))),
      ...(entry.platform === undefined ? {} : { platform: entry.platform }),
    },
    members.label,
  );
}

/** Docker writes the whole reference beside the tag; others put what they like into the name. */
function namesOf({ annotations }: Descriptor): string[] {
  const whole = annotations['io.containerd.image.name'];
  const name = annotations['org.opencontainers.image.ref.name'];
  return [whole, whole === undefined ? name : undefined].filter((text) => text !== undefined);
}
