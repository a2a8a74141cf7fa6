// Images on the disk or on standard input: archives plain or compressed, OCI layouts, what skopeo writes as dir:.
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { InputError } from '../../model/errors.ts';
import type { ImageSource, LayerContent } from '../../model/image-source.ts';
import type { LayerLimits } from '../../model/layer.ts';
import { openDirectoryMembers } from './archive/directory-members.ts';
import type { FoundImage } from './archive/found-image.ts';
import { findStoredImages } from './archive/recognise.ts';
import { readPassingRoot } from './archive/root-file-system.ts';
import { readStreamedMembers, type ScanPassing } from './archive/streamed-members.ts';
import { openTarMembers } from './archive/tar-members.ts';
import { loadWanted } from './choose-images.ts';
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
    if (stat.isDirectory()) return await findStoredImages(openDirectoryMembers(path, label), undefined);
    if (!stat.isFile()) throw new InputError(`${label} is neither a file nor a directory`);
    const whole: LayerContent = { kind: 'file', path, offset: 0, size: stat.size };
    if (compressionOf(readHead(path)) === 'none')
      return await findStoredImages(openTarMembers(path, label, options.limits), whole);
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
function openWith(label: string, find: () => Promise<FoundImage[]>): ImageSource {
  let found: Promise<FoundImage[]> | undefined;
  return {
    async images(wish) {
      try {
        found ??= find();
        return await loadWanted(await found, wish, label);
      } catch (error) {
        throw explainFailure(error, label);
      }
    },
    close: () => Promise.resolve(),
  };
}

/** What the file system refuses is for the user to mend. */
function explainFailure(error: unknown, label: string): unknown {
  const isOfSystem = error instanceof Error && 'syscall' in error && 'code' in error;
  if (!isOfSystem) return error;
  return new InputError(`${label} cannot be read: ${error.message}`, undefined, { cause: error });
}

async function readPassing(
  bytes: AsyncIterable<Uint8Array>,
  label: string,
  { limits, scan, unzstd }: LocalOptions,
  whole: LayerContent | undefined,
): Promise<FoundImage[]> {
  const budget = imageBudget(limits);
  const { bytes: plain } = await unpack(bytes, { limits, budget, digest: false, unzstd });
  const options = { label, limits, scan };
  const { root, all } = await readPassingRoot(plain, options);
  return root === undefined ? await findStoredImages(await readStreamedMembers(all, options), whole) : [root];
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
