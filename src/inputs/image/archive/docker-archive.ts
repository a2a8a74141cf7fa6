// What `docker save` writes: manifest.json names the configuration and the layers of every image of the archive.

import { InputError, LimitError } from '../../../model/errors.ts';
import type { LayerContent, SourceImage } from '../../../model/image-source.ts';
import { isObject } from '../../../parse/json-object.ts';
import { MAX_CONFIG_BYTES } from '../../../parse/oci/manifest.ts';
import { MEDIA_TYPES } from '../../../parse/oci/media-types.ts';
import { cleanName } from './clean-name.ts';
import { brokenImage, type FoundImage } from './found-image.ts';
import type { Members } from './members.ts';
import { describeStored, digestOf, type StoredImage } from './stored-image.ts';

const MOST_IMAGES = 1000;
const MOST_LAYERS = 10_000;

/** Finds the images that manifest.json lists, which is an array here. */
export async function findDockerImages(entries: readonly unknown[], members: Members): Promise<FoundImage[]> {
  if (entries.length > MOST_IMAGES)
    throw new LimitError(`${members.label} holds more images than the limit of ${MOST_IMAGES}`);
  const images: FoundImage[] = [];
  for (const [index, entry] of entries.entries()) {
    const { RepoTags: tags } = isObject(entry) ? entry : {};
    const names = Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
    const own = { names, digest: '', group: `manifest.json ${index}`, platform: undefined };
    try {
      images.push({ ...own, missing: '', ...(await readEntry(entry, names, members)) });
    } catch (error) {
      if (!(error instanceof InputError) || error instanceof LimitError) throw error;
      images.push(brokenImage(own, error));
    }
  }
  return images;
}

async function readEntry(
  entry: unknown,
  names: readonly string[],
  members: Members,
): Promise<Pick<FoundImage, 'id' | 'layers' | 'load'>> {
  const { label } = members;
  const { Config: configName, Layers: layers } = isObject(entry) ? entry : {};
  if (typeof configName !== 'string' || !(Array.isArray(layers) || layers === null))
    throw new InputError(`${label}: manifest.json has an entry without Config or Layers`);
  const layerNames = (layers ?? []).map((layer) => cleanName(typeof layer === 'string' ? layer : '', label));
  if (layerNames.length > MOST_LAYERS)
    throw new LimitError(`${label}: an image has more layers than the limit of ${MOST_LAYERS}`);
  const name = cleanName(configName, label);
  const config = await members.read(name, MAX_CONFIG_BYTES);
  if (config === undefined) throw new InputError(`${label}: the configuration ${name} is not in the archive`);
  const id = digestOf(config);
  const named = /(?:^|[/:])([0-9a-f]{64})(?:\.json)?$/.exec(name)?.[1];
  if (named !== undefined && `sha256:${named}` !== id)
    throw new InputError(
      `${label}: the configuration is named sha256:${named}, but its content is ${id}: it was changed or damaged`,
    );
  const load = async (): Promise<SourceImage> =>
    describeStored(
      {
        names,
        digest: '',
        config,
        id,
        mediaType: MEDIA_TYPES.dockerManifest,
        annotations: {},
        layers: layerNames.map((layer) => describeLayer(layer, members)),
      },
      label,
    );
  return { id, layers: layerNames.map((layer) => members.resolve(layer)), load };
}

/** The layer that a member holds. */
export function describeLayer(name: string, members: Members): StoredImage['layers'][number] {
  const missing: LayerContent = { kind: 'missing', reason: `the layer ${name} is not in the archive` };
  return {
    digest: blobDigest(name),
    mediaType: MEDIA_TYPES.dockerLayer,
    size: members.size(name),
    content: members.layer(name) ?? missing,
  };
}

/** In a current archive a layer lies under its digest. */
function blobDigest(name: string): string {
  const [, hex] = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(name) ?? [];
  return hex === undefined ? '' : `sha256:${hex}`;
}
