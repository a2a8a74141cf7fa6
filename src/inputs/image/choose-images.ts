// Which of the images of an archive or a layout are wanted: by name or digest, then by platform.
import { InputError } from '../../model/errors.ts';
import type { ImageWish, Platform, SourceImage } from '../../model/image-source.ts';
import { parseImageReference } from '../../parse/image-reference.ts';
import { bestMatch, parsePlatform, platformText, usualOf } from '../../parse/oci/platform.ts';
import type { FoundImage } from './archive/found-image.ts';

interface Choosable {
  readonly names: readonly string[];
  readonly digest: string;
  readonly id: string;
  readonly platform: Platform;
  /** Images of one group are platforms of one another; one without is alone. */
  readonly group?: string;
  /** Why it is not at hand; empty or absent where it is. */
  readonly missing?: string;
  /** Why it cannot be read, and so is of no platform. */
  readonly fault?: InputError;
}

const MOST_LISTED = 20;
const NO_PLATFORM: Platform = { os: '', architecture: '', variant: '' };

/** Chooses from images that were read. */
export function chooseImages(images: readonly SourceImage[], wish: ImageWish, label: string): SourceImage[] {
  return choose(images, wish, label);
}

/** Chooses from images that were found, and reads those that are wanted. What is listed and not at hand is said. */
export async function loadWanted(
  found: readonly FoundImage[],
  wish: ImageWish,
  label: string,
): Promise<readonly SourceImage[]> {
  const named = chooseNamed(found, wish.name, label);
  const images = await Promise.all(named.map(async (image) => ({ ...image, ...(await platformOf(image)) })));
  const chosen = choose(images, { ...wish, name: '' }, label);
  const loaded = new Map<string, SourceImage>();
  for (const image of chosen) {
    const own = await image.load();
    // One image may be reached through several lists.
    const key = own.digest === '' ? image.group : own.digest;
    const known = loaded.get(key);
    loaded.set(key, known === undefined ? own : { ...known, names: [...new Set([...known.names, ...own.names])] });
  }
  const [first, ...others] = loaded.values();
  const absent = images.filter(
    ({ missing, platform }) => missing !== '' && (wish.platforms === 'all' || platform.os === ''),
  );
  if (first === undefined || absent.length === 0) return [...loaded.values()];
  const notice = `what is listed and not at hand was not examined: ${listOf(absent)}`;
  return [{ ...first, notices: [...first.notices, notice] }, ...others];
}

/** The platform by which an image is chosen. One that cannot be read is of none; its error comes when it is wanted. */
async function platformOf({ platform, missing, load }: FoundImage): Promise<Pick<Choosable, 'platform' | 'fault'>> {
  if (platform !== undefined || missing !== '') return { platform: platform ?? NO_PLATFORM };
  try {
    return { platform: (await load()).platform };
  } catch (error) {
    if (error instanceof InputError) return { platform: NO_PLATFORM, fault: error };
    throw error;
  }
}

function chooseNamed<T extends Pick<Choosable, 'names' | 'digest' | 'id'>>(
  images: readonly T[],
  name: string,
  label: string,
): readonly T[] {
  if (images.length === 0) throw new InputError(`${label} holds no image`);
  const named = name === '' ? images : images.filter((image) => isNamed(image, name));
  if (named.length > 0) return named;
  throw new InputError(`${label} holds no image ${name}; it has ${listOf(images)}`);
}

/** Images that lie in one index are platforms of one another; of these the wanted ones are taken. */
function choose<T extends Choosable>(all: readonly T[], { name, platforms }: ImageWish, label: string): T[] {
  const images = chooseNamed(all, name, label);
  const present = images.filter(({ missing = '' }) => missing === '');
  if (present.length === 0) throw new InputError(images[0]?.missing ?? `${label} holds no image`);
  if (platforms === 'all' || platforms.includes('all')) return present;
  const groups = groupsOf(present);
  if (platforms.length === 0)
    return groups.map((group) => {
      const usual = usualOf(group);
      if (usual !== undefined) return usual;
      throw new InputError(`${label} has no image for linux/amd64; name one with --platform: ${listOf(group)}`);
    });
  const chosen = new Set<T>();
  for (const text of platforms) {
    const platform = parsePlatform(text);
    const matches = groups.flatMap((group) => bestMatch(group, platform) ?? []);
    for (const match of matches) chosen.add(match);
    if (matches.length > 0) continue;
    const absent = bestMatch(images, platform)?.missing;
    // It may be the one that is meant.
    const broken = absent === undefined ? present.find(({ fault }) => fault !== undefined) : undefined;
    if (broken?.fault !== undefined) throw broken.fault;
    throw new InputError(
      absent === undefined
        ? `${label} has no image for ${text}; it has ${listOf(present)}`
        : `${label} lists an image for ${text}, but its content is not there; it has ${listOf(present)}`,
    );
  }
  return present.filter((image) => chosen.has(image));
}

function groupsOf<T extends Choosable>(images: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const [index, image] of images.entries()) {
    const key = image.group ?? `${index}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [image]);
    else group.push(image);
  }
  return [...groups.values()];
}

function isNamed({ names, digest, id }: Pick<Choosable, 'names' | 'digest' | 'id'>, wanted: string): boolean {
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

function listOf(
  images: readonly (Pick<Choosable, 'names' | 'digest' | 'id'> & { readonly platform?: Platform | undefined })[],
): string {
  const texts = images.map(({ names, id, digest, platform }) => {
    const name = [names[0] ?? '', digest, id].find((text) => text !== '') ?? 'an image without a name';
    return platform === undefined || platform.os === '' ? name : `${name} (${platformText(platform)})`;
  });
  const shown = texts.slice(0, MOST_LISTED).join(', ');
  return texts.length > MOST_LISTED ? `${shown} and ${texts.length - MOST_LISTED} more` : shown;
}
