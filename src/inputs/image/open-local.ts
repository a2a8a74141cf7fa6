// Images on the disk or on standard input: archives plain or compressed, OCI layouts, what skopeo writes as dir:.
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { InputError } from '../../model/errors.ts';
import type { ImageSource, LayerContent, SourceImage } from '../../model/image-source.ts';
import type { LayerLimits } from '../../model/layer.ts';
import { openDirectoryMembers } from './archive/directory-members.ts';
import { readStoredImages } from './archive/recognise.ts';
import { readStreamedMembers, type ScanPassing } from './archive/streamed-members.ts';
import { openTarMembers } from './archive/tar-members.ts';
import { chooseImages } from './choose-images.ts';
import { compressionOf, MAGIC_BYTES } from './layers/compression.ts';
import { imageBudget } from './layers/limits.ts';
import { unpack } from './layers/unpack.ts';

export interface LocalOptions {
  readonly limits: LayerLimits;
  /** Reads layers of an archive that passes by once; absent where no layer is wanted. */
  readonly scan?: ScanPassing | undefined;
  readonly unzstd?: ((compressed: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>) | undefined;
}

const CHUNK = 1024 * 1024;

/** Opens what lies at a path; `label` is how it is called in messages. */
export function openLocalImages(path: string, label: string, options: LocalOptions): ImageSource {
  return openWith(label, async () => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) throw new InputError(`${label}: no such file or directory`);
    if (stat.isDirectory()) return await readStoredImages(openDirectoryMembers(path, label), undefined);
    if (!stat.isFile()) throw new InputError(`${label} is neither a file nor a directory`);
    const whole: LayerContent = { kind: 'file', path, offset: 0, size: stat.size };
    if (compressionOf(readHead(path)) === 'none')
      return await readStoredImages(openTarMembers(path, label, options.limits), whole);
    return await readPassing(createReadStream(path, { highWaterMark: CHUNK }), label, options, whole);
  });
}

/** Opens an archive that passes by once, such as standard input or what an engine sends. */
export function openStreamedImages(
  bytes: AsyncIterable<Uint8Array>,
  label: string,
  options: LocalOptions,
): ImageSource {
  return openWith(label, () => readPassing(bytes, label, options, undefined));
}

/** Reads once, however often images are asked for. */
function openWith(label: string, read: () => Promise<SourceImage[]>): ImageSource {
  let images: Promise<SourceImage[]> | undefined;
  return {
    async images(wish) {
      images ??= read();
      return chooseImages(await images, wish, label);
    },
    close: () => Promise.resolve(),
  };
}

async function readPassing(
  bytes: AsyncIterable<Uint8Array>,
  label: string,
  { limits, scan, unzstd }: LocalOptions,
  whole: LayerContent | undefined,
): Promise<SourceImage[]> {
  const budget = imageBudget(limits);
  const { bytes: plain } = await unpack(bytes, { limits, budget, digest: false, unzstd });
  return await readStoredImages(await readStreamedMembers(plain, { label, limits, scan }), whole);
}

function readHead(path: string): Uint8Array {
  const fd = openSync(path, 'r');
  try {
    const head = Buffer.alloc(MAGIC_BYTES);
    return head.subarray(0, readSync(fd, head, 0, MAGIC_BYTES, 0));
  } finally {
    closeSync(fd);
  }
}
