// What `docker save` writes: manifest.json names the configuration and the layers of every image of the archive.
import { InputError } from '../../../model/errors.ts';
import type { SourceImage } from '../../../model/image-source.ts';
import { isObject, MAX_CONFIG_BYTES, MAX_MANIFEST_BYTES } from '../../../parse/oci/manifest.ts';
import { MEDIA_TYPES } from '../../../parse/oci/media-types.ts';
import { cleanName } from './clean-name.ts';
import type { Members } from './members.ts';
import { describeStored, digestOf } from './stored-image.ts';

const MOST_IMAGES = 1000;
const MOST_LAYERS = 10_000;

/** Reads the images of an archive; `undefined` when manifest.json is none of this kind. */
export async function readDockerArchive(members: Members): Promise<SourceImage[] | undefined> {
  const bytes = await members.read('manifest.json', MAX_MANIFEST_BYTES);
  const entries = bytes === undefined ? undefined : parseList(bytes);
  if (entries === undefined) return undefined;
  if (entries.length > MOST_IMAGES) throw new InputError(`${members.label} holds more than ${MOST_IMAGES} images`);
  const images: SourceImage[] = [];
  for (const entry of entries) images.push(await readEntry(entry, members));
  return images;
}

async function readEntry(entry: unknown, members: Members): Promise<SourceImage> {
  const { label } = members;
  const { Config: configName, RepoTags: tags, Layers: layers } = isObject(entry) ? entry : {};
  if (typeof configName !== 'string' || !Array.isArray(layers))
    throw new InputError(`${label}: manifest.json has an entry without Config or Layers`);
  if (layers.length > MOST_LAYERS) throw new InputError(`${label}: an image has more than ${MOST_LAYERS} layers`);
  const name = cleanName(configName, label);
  const config = await members.read(name, MAX_CONFIG_BYTES);
  if (config === undefined) throw new InputError(`${label}: the configuration ${name} is not in the archive`);
  const id = digestOf(config);
  const named = /([0-9a-f]{64})(?:\.json)?$/.exec(name)?.[1];
  if (named !== undefined && `sha256:${named}` !== id)
    throw new InputError(
      `${label}: the configuration is named sha256:${named}, but its content is ${id}: it was changed or damaged`,
    );
  return describeStored(
    {
      names: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
      digest: '',
      config,
      id,
      mediaType: MEDIA_TYPES.dockerManifest,
      annotations: {},
      layers: layers.map((layer) => {
        const own = cleanName(typeof layer === 'string' ? layer : '', label);
        const content =
          members.layer(own) ?? ({ kind: 'missing', reason: `the layer ${own} is not in the archive` } as const);
        return {
          digest: blobDigest(own),
          mediaType: MEDIA_TYPES.dockerLayer,
          size: content.kind === 'file' ? content.size : 0,
          content,
        };
      }),
    },
    label,
  );
}

/** In a current archive a layer lies under its digest. */
function blobDigest(name: string): string {
  const [, hex] = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(name) ?? [];
  return hex === undefined ? '' : `sha256:${hex}`;
}

function parseList(bytes: Uint8Array): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
