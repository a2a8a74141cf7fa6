// Which of the images of an archive or a layout are wanted: by name or digest, then by platform.
import { InputError } from '../../model/errors.ts';
import type { ImageWish, SourceImage } from '../../model/image-source.ts';
import { parseImageReference } from '../../parse/image-reference.ts';
import { choosePlatforms, platformText } from '../../parse/oci/platform.ts';

/** An image that may be one of several of an index. */
export type Choosable = SourceImage & { readonly group?: string };

const MOST_LISTED = 20;

/** Chooses. Images that lie in one index are platforms of one another; of these the wanted ones are taken. */
export function chooseImages(
  images: readonly Choosable[],
  { name, platforms }: ImageWish,
  label: string,
): SourceImage[] {
  if (images.length === 0) throw new InputError(`${label} holds no image`);
  const named = name === '' ? images : images.filter((image) => isNamed(image, name));
  if (named.length === 0) throw new InputError(`${label} holds no image ${name}; it has ${listOf(images)}`);
  const groups = new Map<string, Choosable[]>();
  for (const [index, image] of named.entries()) {
    const key = image.group ?? `${index}`;
    groups.set(key, [...(groups.get(key) ?? []), image]);
  }
  return [...groups.values()].flatMap((group) => chooseOf(group, platforms, label));
}

/** A single image is taken as it is unless another platform was asked for by name. */
function chooseOf(group: readonly Choosable[], platforms: ImageWish['platforms'], label: string): SourceImage[] {
  if (group.length === 1 && (platforms === 'all' || platforms.length === 0)) return [...group];
  const entries = group.map((image) => ({
    image,
    platform: image.platform,
    descriptor: { mediaType: '', digest: image.digest, size: 0, annotations: {}, artifactType: '', urls: [] },
  }));
  const chosen = new Set(choosePlatforms(entries, platforms, label).map(({ descriptor }) => descriptor.digest));
  return entries.filter(({ image }) => chosen.has(image.digest)).map(({ image }) => image);
}

function isNamed({ names, digest, id }: SourceImage, wanted: string): boolean {
  if (names.includes(wanted) || digest === wanted || id === wanted) return true;
  if (/^[0-9a-f]{12,64}$/.test(wanted) && (id.slice(7).startsWith(wanted) || digest.slice(7).startsWith(wanted)))
    return true;
  const reference = parseImageReference(wanted);
  return reference !== undefined && names.some((name) => isSame(parseImageReference(name), reference));
}

type Reference = NonNullable<ReturnType<typeof parseImageReference>>;

function isSame(own: Reference | undefined, wanted: Reference): boolean {
  if (own === undefined || own.registry !== wanted.registry || own.repository !== wanted.repository) return false;
  if (wanted.digest !== '') return own.digest === wanted.digest;
  return (own.tag === '' ? 'latest' : own.tag) === (wanted.tag === '' ? 'latest' : wanted.tag);
}

function listOf(images: readonly SourceImage[]): string {
  const texts = images.map(
    ({ names, id, digest, platform }) => `${names[0] ?? (digest === '' ? id : digest)} (${platformText(platform)})`,
  );
  const shown = texts.slice(0, MOST_LISTED).join(', ');
  return texts.length > MOST_LISTED ? `${shown} and ${texts.length - MOST_LISTED} more` : shown;
}
