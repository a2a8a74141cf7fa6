// An image that was found in an archive or a layout and has not been read yet.
import { InputError } from '../../../model/errors.ts';
import type { Platform, SourceImage } from '../../../model/image-source.ts';

export interface FoundImage {
  readonly names: readonly string[];
  /** Digest of the manifest; empty where there is none. */
  readonly digest: string;
  /** Digest of the configuration; empty where it is not known. */
  readonly id: string;
  /** What tells the images that are platforms of one another from all others. */
  readonly group: string;
  /** Where the document that points at it says so. */
  readonly platform: Platform | undefined;
  /** Why it is not at hand; empty where it is. */
  readonly missing: string;
  /** The members that hold its layers, links followed; empty where they are not known. */
  readonly layers: readonly (string | undefined)[];
  /** Reads the configuration and finds the layers. */
  load(): Promise<SourceImage>;
}

/** An image whose content is not there. */
export function missingImage(
  image: Pick<FoundImage, 'names' | 'digest' | 'group' | 'platform'>,
  why: string,
): FoundImage {
  return { ...image, id: '', missing: why, layers: [], load: () => Promise.reject(new InputError(why)) };
}

/** An image that is damaged: an error where it is wanted, and of no matter where it is not. */
export function brokenImage(
  image: Pick<FoundImage, 'names' | 'digest' | 'group' | 'platform'>,
  error: InputError,
): FoundImage {
  return { ...image, id: '', missing: '', layers: [], load: () => Promise.reject(error) };
}
