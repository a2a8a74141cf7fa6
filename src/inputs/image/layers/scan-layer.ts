// Reads one layer once: from a file without reading the bodies that nobody wants, or from a stream as it passes by.
import { type FileHandle, open } from 'node:fs/promises';
import { InputError } from '../../../model/errors.ts';
import type { LayerContent } from '../../../model/image-source.ts';
import type { ContentReader, LayerFacts, LayerLimits } from '../../../model/layer.ts';
import { compressionOf, MAGIC_BYTES } from './compression.ts';
import { type LayerCollector, layerCollector } from './layer-collector.ts';
import { type ImageBudget, imageBudget } from './limits.ts';
import { walkTarFile } from './tar-file.ts';
import { walkTarStream } from './tar-stream.ts';
import type { TarWalk } from './tar-walk.ts';
import { checkSize, unpack } from './unpack.ts';

export interface ScanLayerOptions {
  readonly readers: readonly ContentReader[];
  readonly limits: LayerLimits;
  /** Digest of the uncompressed tar as the configuration says; empty or absent where it is not known. */
  readonly diffId?: string;
  /** Read every byte and refuse a layer that is not what its diff id says. */
  readonly verify?: boolean;
  /** Compute the diff id where all bytes pass anyway. */
  readonly digest?: boolean;
  readonly unzstd?: (compressed: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
  /** Told of uncompressed bytes as they pass. May throw to end the reading. */
  readonly onBytes?: (bytes: number) => void;
  /** What the layers of the image share; this layer alone where there is none. */
  readonly budget?: ImageBudget;
}

/** Measured: each chunk of a compressed layer costs a turn of this thread and one of another, more than this takes memory alone. */
const CHUNK = 1024 * 1024;

/** Reads a layer. Throws InputError where it is damaged or not at hand, LimitError past a limit. */
export async function scanLayer(content: LayerContent, options: ScanLayerOptions): Promise<LayerFacts> {
  switch (content.kind) {
    case 'read':
      return content.facts;
    case 'missing':
      throw new InputError(`the layer is not at hand: ${content.reason}`);
    case 'bytes':
      return scanStream(piecesOf(content.bytes), options);
    case 'stream':
      return scanStream(await content.open(), options);
    case 'file': {
      const file = await openFile(content.path);
      try {
        return await scanFile(file, content.offset, content.size, options);
      } finally {
        await file.close();
      }
    }
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    throw new InputError(`${path} cannot be read: ${error instanceof Error ? error.message : ''}`, undefined, {
      cause: error,
    });
  }
}

async function scanFile(
  file: FileHandle,
  offset: number,
  size: number,
  options: ScanLayerOptions,
): Promise<LayerFacts> {
  const head = Buffer.alloc(Math.min(MAGIC_BYTES, size));
  await file.read(head, 0, head.length, offset);
  if (compressionOf(head) !== 'none' || options.verify === true)
    return scanStream(chunksOf(file, offset, size), options);
  const { limits, budget = imageBudget(limits) } = options;
  checkSize(size, size, limits);
  budget.useBytes(size);
  const collector = layerCollector(options.readers, limits, budget);
  const walk = walkTarFile({ fd: file.fd, offset, size }, limits);
  await collect(walk, collector);
  options.onBytes?.(size);
  return collector.finish(options.diffId ?? '', size, walk.problems());
}

async function scanStream(stored: AsyncIterable<Uint8Array>, options: ScanLayerOptions): Promise<LayerFacts> {
  const { limits, budget = imageBudget(limits), verify = false, diffId = '' } = options;
  const digest = verify || options.digest === true;
  const unpacked = await unpack(stored, { limits, budget, digest, unzstd: options.unzstd, onBytes: options.onBytes });
  const collector = layerCollector(options.readers, limits, budget);
  const walk = walkTarStream(unpacked.bytes, limits);
  try {
    await collect(walk, collector);
    await walk.drain();
  } finally {
    await walk.close();
  }
  const computed = unpacked.digest();
  if (verify && diffId !== '' && computed !== diffId)
    throw new InputError(`the layer is not what the configuration says: its digest is ${computed}, not ${diffId}`);
  return collector.finish(computed === '' ? diffId : computed, unpacked.size(), walk.problems());
}

async function collect(walk: TarWalk, collector: LayerCollector): Promise<void> {
  for (;;) {
    const step = walk.next();
    const entry = step instanceof Promise ? await step : step;
    if (entry === undefined) return;
    const wanted = collector.add(entry);
    if (wanted < 0) continue;
    const taken = walk.take(wanted);
    collector.content(entry, taken instanceof Promise ? await taken : taken);
  }
}

async function* chunksOf(file: FileHandle, offset: number, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; ) {
    const chunk = Buffer.allocUnsafeSlow(Math.min(CHUNK, size - at));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, offset + at);
    if (bytesRead === 0) throw new InputError(`the archive ends ${size - at} bytes before the end of the layer`);
    yield chunk.subarray(0, bytesRead);
    at += bytesRead;
  }
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}
