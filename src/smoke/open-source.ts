// Opens an archive or a layout once more, for loading what a scan has read.
import { statSync } from 'node:fs';
import type { SourceFiles } from '../inputs/files.ts';
import { type Compression, compressionOf, MAGIC_BYTES } from '../inputs/image/layers/compression.ts';
import { DEFAULT_LIMITS } from '../inputs/image/layers/limits.ts';
import { openLocalImages } from '../inputs/image/open-local.ts';
import type { Connections } from '../model/connections.ts';
import { InputError } from '../model/errors.ts';
import type { SourceImage } from '../model/image-source.ts';
import { readHead } from './read-head.ts';
import { unpackArchive } from './unpack-archive.ts';

/** Which image of a file is meant. */
export interface ArchiveWish {
  /** `archive:FILE#NAME` or `oci:PATH`. */
  readonly scan: string;
  /** As a user writes them; empty for the usual one. */
  readonly platforms: readonly string[];
  /** Digest of the configuration of the image that was examined; empty where it has none. */
  readonly id: string;
}

/** What it takes to read it. */
export interface SourceOptions {
  readonly files: SourceFiles;
  readonly unzstd: Connections['unzstd'];
  /** Where an archive that is compressed as a whole is unpacked to; whoever lends it removes it. */
  readonly file: string;
  readonly signal: AbortSignal;
}

/** Reads where the layers of an image lie. Throws InputError where it is not the image that was examined. */
export async function openSourceImage(
  { scan, platforms, id }: ArchiveWish,
  { files, unzstd, file, signal }: SourceOptions,
): Promise<SourceImage> {
  const { path, name } = splitArchive(scan);
  const label = files.label(path);
  const stored = files.resolve(path);
  const isPacked = compressionOfFile(stored) !== 'none';
  if (isPacked) await unpackArchive(stored, file, { label, unzstd, signal });
  const source = openLocalImages(isPacked ? file : stored, label, { limits: DEFAULT_LIMITS, unzstd });
  try {
    const images = await source.images({ platforms, name });
    const image = images.find((one) => one.id === id);
    if (image === undefined) throw new InputError(`${scan} does not hold the image any more that was examined`);
    return image;
  } finally {
    await source.close();
  }
}

/** Throws InputError where there is nothing of the name, or nothing that can be read. */
export function checkArchive(scan: string, files: SourceFiles): void {
  const { path } = splitArchive(scan);
  const stat = statSync(files.resolve(path), { throwIfNoEntry: false });
  if (stat === undefined) throw new InputError(`${path}: no such file or directory`);
  const program = stat.isFile() ? UNPACKERS[compressionOfFile(files.resolve(path))] : undefined;
  if (program !== undefined)
    throw new InputError(`${path} is compressed with ${program}; unpack it first (${program} -d ${path}), then run it`);
}

/** Programs for what is not read here. */
const UNPACKERS: Readonly<Partial<Record<Compression, string>>> = { bzip2: 'bzip2', xz: 'xz' };

function compressionOfFile(path: string): Compression {
  return statSync(path).isFile() ? compressionOf(readHead(path, MAGIC_BYTES)) : 'none';
}

function splitArchive(scan: string): { readonly path: string; readonly name: string } {
  const text = scan.slice(scan.indexOf(':') + 1);
  const cut = text.indexOf('#');
  return cut === -1 ? { path: text, name: '' } : { path: text.slice(0, cut), name: text.slice(cut + 1) };
}
