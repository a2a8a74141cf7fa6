// An archive may list its images twice, in index.json and in manifest.json, and engines differ in which list they read: both count.
import { InputError } from '../../../model/errors.ts';
import { parseImageReference } from '../../../parse/image-reference.ts';
import type { FoundImage } from './found-image.ts';

/** Joins the images of both lists. Lists that give one image different layers are refused. */
export function joinViews(layout: readonly FoundImage[], archive: readonly FoundImage[], label: string): FoundImage[] {
  const joined = [...layout];
  for (const image of archive) {
    const twins = joined.flatMap((other, index) => (isSame(other, image) ? [index] : []));
    for (const index of twins) {
      const other = joined[index];
      if (other === undefined) continue;
      if (!haveSameLayers(other, image))
        throw new InputError(
          `${label}: manifest.json and index.json give the image ${image.id} different layers: refused`,
        );
      joined[index] = asDocker(other, joinNames(image.names, other.names));
    }
    if (twins.length === 0) joined.push(withContradictions(image, layout));
  }
  return joined;
}

function isSame(other: FoundImage, image: FoundImage): boolean {
  return image.id !== '' && other.id === image.id;
}

function haveSameLayers({ layers }: FoundImage, other: FoundImage): boolean {
  return layers.length === other.layers.length && layers.every((layer, index) => layer === other.layers[index]);
}

/** What an engine saved carries what the engine knows, whatever the media types say. */
function asDocker(image: FoundImage, names: readonly string[]): FoundImage {
  return { ...image, names, load: async () => ({ ...(await image.load()), names, format: 'docker' }) };
}

function withContradictions(image: FoundImage, layout: readonly FoundImage[]): FoundImage {
  const keys = new Set(image.names.map(keyOf));
  const others = layout.filter(({ id, names }) => id !== '' && names.some((name) => keys.has(keyOf(name))));
  if (others.length === 0) return image;
  const ids = others.map(({ id }) => id).join(', ');
  const notice = `manifest.json gives ${image.names.join(', ')} to this image, index.json to ${ids}; engines differ in which they run`;
  return {
    ...image,
    load: async () => {
      const loaded = await image.load();
      return { ...loaded, notices: [...loaded.notices, notice] };
    },
  };
}

/** All names, each once however it is written. */
function joinNames(first: readonly string[], second: readonly string[]): string[] {
  const names = new Map<string, string>();
  for (const name of [...first, ...second]) if (!names.has(keyOf(name))) names.set(keyOf(name), name);
  return [...names.values()];
}

function keyOf(name: string): string {
  const reference = parseImageReference(name);
  if (reference === undefined) return name;
  const { registry, repository, tag, digest } = reference;
  return `${registry}/${repository}:${tag}@${digest}`;
}
