// An OCI image layout, or what is built like one: indexes, nested indexes, manifests and blobs by digest.
import { InputError, LimitError } from '../../../model/errors.ts';
import type { SourceImage } from '../../../model/image-source.ts';
import type { Descriptor } from '../../../parse/oci/descriptor.ts';
import { parseDigest } from '../../../parse/oci/digest.ts';
import { type ImageManifest, MAX_CONFIG_BYTES, MAX_MANIFEST_BYTES, readManifest } from '../../../parse/oci/manifest.ts';
import { isConfigType, isIndexType, isManifestType } from '../../../parse/oci/media-types.ts';
import { platformText, runnableEntries } from '../../../parse/oci/platform.ts';
import { brokenImage, type FoundImage, missingImage } from './found-image.ts';
import type { Members } from './members.ts';
import { describeStored, layerOf, verifyDigest } from './stored-image.ts';

/** Entries of all indexes together. */
const MOST_ENTRIES = 10_000;
const DEEPEST = 4;

/** How a document is found by its digest. */
export interface LayoutNames {
  manifest(digest: string): string;
  blob(digest: string): string;
}

/** `blobs/sha256/...`. */
export const OCI_NAMES: LayoutNames = { manifest: blobName, blob: blobName };

function blobName(digest: string): string {
  const { algorithm, hex } = parseDigest(digest) ?? { algorithm: '', hex: '' };
  return `blobs/${algorithm}/${hex}`;
}

/** Finds the images that index.json lists, those of nested indexes included. */
export async function findLayoutImages(members: Members): Promise<FoundImage[]> {
  const bytes = await members.read('index.json', MAX_MANIFEST_BYTES);
  if (bytes === undefined) throw new InputError(`${members.label} has no index.json`);
  const index = readManifest(bytes, '', `${members.label}: index.json`);
  if (index.kind !== 'index') throw new InputError(`${members.label}: index.json is no index`);
  return await findImages(index.manifests, members, OCI_NAMES);
}

/** Finds the images that some entries lead to. Artifacts, attestations and documents of unknown types are passed over. */
export async function findImages(
  start: readonly Descriptor[],
  members: Members,
  where: LayoutNames,
): Promise<FoundImage[]> {
  const images: FoundImage[] = [];
  const seen = new Set<string>();
  let count = 0;

  async function visit(entry: Descriptor, names: readonly string[], index: string, depth: number): Promise<void> {
    const { digest, mediaType, platform } = entry;
    const own = { names, digest, group: index === '' ? digest : index, platform };
    if (mediaType !== '' && !isIndexType(mediaType) && !isManifestType(mediaType)) return;
    const bytes = await members.read(where.manifest(digest), MAX_MANIFEST_BYTES);
    if (bytes === undefined) {
      images.push(missingImage(own, `${members.label}: the content of ${digest} is not present`));
      return;
    }
    verifyDigest(bytes, digest, members.label);
    const manifest = readManifest(bytes, mediaType, `${members.label}: ${digest}`);
    if (manifest.kind === 'index') {
      await list(manifest.manifests, names, digest, depth + 1);
    } else if (isImage(manifest))
      images.push({
        ...own,
        id: manifest.config.digest,
        missing: '',
        layers: manifest.layers.map((layer) => members.resolve(where.blob(layer.digest))),
        load: () => loadImage({ members, manifest, entry, names, where }),
      });
  }

  async function list(
    entries: readonly Descriptor[],
    names: readonly string[],
    index: string,
    depth: number,
  ): Promise<void> {
    if (depth > DEEPEST)
      throw new LimitError(`${members.label}: indexes lie deeper in each other than the limit of ${DEEPEST}`);
    for (const { entry, names: further } of joinNames(runnableEntries(entries))) {
      const { digest, platform } = entry;
      // Once below each index, whatever leads to that: hostile ones multiply from level to level.
      const key = `${index} ${keyOf(entry)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      count += 1;
      if (count > MOST_ENTRIES)
        throw new LimitError(`${members.label} lists more images than the limit of ${MOST_ENTRIES}`);
      const own = [...new Set([...further, ...names])];
      try {
        await visit(entry, own, index, depth);
      } catch (error) {
        if (!(error instanceof InputError) || error instanceof LimitError) throw error;
        images.push(brokenImage({ names: own, digest, group: index === '' ? digest : index, platform }, error));
      }
    }
  }

  await list(start, [], '', 0);
  return images;
}

function keyOf({ digest, platform }: Descriptor): string {
  return platform === undefined ? digest : `${digest} ${platformText(platform)}`;
}

/** The names of all entries that point at the same document for the same platform. */
function joinNames(entries: readonly Descriptor[]): Iterable<{ readonly entry: Descriptor; readonly names: string[] }> {
  const joined = new Map<string, { readonly entry: Descriptor; readonly names: string[] }>();
  for (const entry of entries) {
    const known = joined.get(keyOf(entry));
    if (known === undefined) joined.set(keyOf(entry), { entry, names: namesOf(entry) });
    else known.names.push(...namesOf(entry));
  }
  return joined.values();
}

/** A chart, a module or a signature has another configuration; an attestation has statements for layers. */
function isImage({ config, layers }: ImageManifest): boolean {
  if (!isConfigType(config.mediaType)) return false;
  return layers.length === 0 || layers.some((layer) => layer.mediaType !== 'application/vnd.in-toto+json');
}

async function loadImage(given: {
  readonly members: Members;
  readonly manifest: ImageManifest;
  readonly entry: Descriptor;
  readonly names: readonly string[];
  readonly where: LayoutNames;
}): Promise<SourceImage> {
  const { members, manifest, entry, names, where } = given;
  const { config, layers } = manifest;
  const document = await members.read(where.blob(config.digest), MAX_CONFIG_BYTES);
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
      annotations: Object.assign(Object.create(null), entry.annotations, manifest.annotations),
      layers: layers.map((layer) => layerOf(layer, where.blob(layer.digest), members)),
      ...(entry.platform === undefined ? {} : { platform: entry.platform }),
    },
    members.label,
  );
}

/** Docker writes the whole reference beside the tag; others put what they like into the name. */
function namesOf({ annotations }: Descriptor): string[] {
  const name = annotations['io.containerd.image.name'] ?? annotations['org.opencontainers.image.ref.name'];
  return name === undefined || name === '' ? [] : [name];
}
