// The images behind one reference of a registry: resolved once, chosen by platform, with no layer read.
import { InputError, LimitError } from '../model/errors.ts';
import type { ImageSource, ImageWish, Platform, SourceImage } from '../model/image-source.ts';
import type { ImageReference } from '../parse/image-reference.ts';
import type { Descriptor } from '../parse/oci/descriptor.ts';
import type { ImageIndex } from '../parse/oci/manifest.ts';
import { choosePlatforms, type PlatformEntry } from '../parse/oci/platform.ts';
import type { Repository } from './documents.ts';
import { type ImagePlan, loadImage } from './image.ts';
import { imageEntries, type Resolved, resolve, resolveEntry } from './manifests.ts';

/** Images of one reference that are read at the same time. */
const PARALLEL = 4;
/** Images of one reference that are read at all. */
const MAX_IMAGES = 256;

export interface SourceTarget {
  readonly repository: Repository;
  /** As the user wrote it. */
  readonly written: string;
  readonly reference: ImageReference;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** The images of a reference; the first request is made by `images`. */
export function openImageSource(target: SourceTarget): ImageSource {
  const { repository, reference, written, onBytes } = target;
  const { tag, digest } = reference;
  // A tag may be moved at any time: what it led to first is what the run is about.
  let resolving: Promise<Resolved> | undefined;
  const notices =
    tag !== '' && digest !== '' ? [`The digest decides; it was not asked whether the tag ${tag} leads to it.`] : [];
  const plan = ({ digest: found, document }: Resolved, entry?: Descriptor): ImagePlan => {
    if (document.kind === 'index')
      throw new InputError(`${repository.name}@${found} is an index where the index above it promised an image.`);
    return { repository, reference: written, digest: found, manifest: document, entry, onBytes, notices };
  };

  const fromIndex = async (index: ImageIndex, wish: ImageWish): Promise<SourceImage[]> => {
    const entries = await imageEntries(repository, index);
    if (entries.length === 0)
      throw new InputError(`${written} holds no image, only attestations or other artifacts. Name an image.`);
    limitImages(entries.filter(({ platform }) => platform === undefined).length, written);
    // An entry that does not say its platform is looked into.
    const opened = new Map<string, SourceImage>();
    const open = async (entry: Descriptor): Promise<SourceImage> => {
      const image = opened.get(entry.digest) ?? (await loadImage(plan(await resolveEntry(repository, entry), entry)));
      opened.set(entry.digest, image);
      return image;
    };
    const known = await inGroups(entries, async (descriptor): Promise<PlatformEntry> => {
      const platform: Platform = descriptor.platform ?? (await open(descriptor)).platform;
      return { descriptor, platform };
    });
    const chosen = choosePlatforms(known, wish.platforms, written);
    limitImages(chosen.length, written);
    return inGroups(chosen, ({ descriptor }) => open(descriptor));
  };

  return {
    images: async (wish) => {
      resolving ??= resolve(repository, digest === '' ? tag : digest);
      const root = await resolving;
      const images =
        root.document.kind === 'index'
          ? await fromIndex(root.document, wish)
          : [await loadSingle(plan(root), wish.platforms)];
      return chooseByName(images, wish.name, written);
    },
    close: async () => {},
  };
}

/** The one image of a reference must be for the platform that was asked for. */
async function loadSingle(plan: ImagePlan, platforms: ImageWish['platforms']): Promise<SourceImage> {
  const image = await loadImage(plan);
  choosePlatforms([{ descriptor: plan.manifest.config, platform: image.platform }], platforms, plan.reference);
  return image;
}

function chooseByName(images: readonly SourceImage[], name: string, written: string): readonly SourceImage[] {
  if (name === '') return images;
  const chosen = images.filter(({ names, digest, id }) => names.includes(name) || digest === name || id === name);
  if (chosen.length > 0) return chosen;
  throw new InputError(`${written} has no image ${name}; it has ${images.map(({ digest }) => digest).join(', ')}`);
}

function limitImages(count: number, written: string): void {
  if (count > MAX_IMAGES) throw new LimitError(`${written} holds more than the limit of ${MAX_IMAGES} images.`);
}

/** A few at a time, in order. */
async function inGroups<T, R>(items: readonly T[], action: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += PARALLEL)
    results.push(...(await Promise.all(items.slice(start, start + PARALLEL).map(action))));
  return results;
}
