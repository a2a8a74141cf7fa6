// Opens an archive or a layout once more, for loading what a scan has read.
import type { SourceFiles } from '../inputs/files.ts';
import { DEFAULT_LIMITS } from '../inputs/image/layers/limits.ts';
import { openLocalImages } from '../inputs/image/open-local.ts';
import type { Connections } from '../model/connections.ts';
import { InputError } from '../model/errors.ts';
import type { SourceImage } from '../model/image-source.ts';

/** Which image of a file is meant. */
export interface ArchiveWish {
  /** `archive:FILE#NAME` or `oci:PATH`. */
  readonly scan: string;
  /** As a user writes them; empty for the usual one. */
  readonly platforms: readonly string[];
  /** Digest of the configuration of the image that was examined; empty where it has none. */
  readonly id: string;
}

/** Reads where the layers of an image lie. Throws InputError where it is not the image that was examined. */
export async function openSourceImage(
  { scan, platforms, id }: ArchiveWish,
  files: SourceFiles,
  unzstd: Connections['unzstd'],
): Promise<SourceImage> {
  const text = scan.slice(scan.indexOf(':') + 1);
  const cut = text.indexOf('#');
  const path = cut === -1 ? text : text.slice(0, cut);
  const source = openLocalImages(files.resolve(path), files.label(path), { limits: DEFAULT_LIMITS, unzstd });
  try {
    const images = await source.images({ platforms, name: cut === -1 ? '' : text.slice(cut + 1) });
    const image = images.find((one) => one.id === id);
    if (image === undefined) throw new InputError(`${scan} does not hold the image any more that was examined`);
    return image;
  } finally {
    await source.close();
  }
}
