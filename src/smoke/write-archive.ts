// Writes an image of any source as the archive that `docker load` reads, under a name of our own.
import { createReadStream } from 'node:fs';
import { type Compression, compressionOf, MAGIC_BYTES } from '../inputs/image/layers/compression.ts';
import { DEFAULT_LIMITS, type ImageBudget, imageBudget } from '../inputs/image/layers/limits.ts';
import { unpack } from '../inputs/image/layers/unpack.ts';
import type { Connections } from '../model/connections.ts';
import { InputError } from '../model/errors.ts';
import type { ImageLayer, LayerContent, SourceImage } from '../model/image-source.ts';
import { isObject } from '../parse/json-object.ts';

const BLOCK = 512;

export interface ArchiveOptions {
  /** How the image is called in messages. */
  readonly label: string;
  /** Name and tag that the engine gives it. */
  readonly name: string;
  readonly unzstd: Connections['unzstd'];
}

/** Yields the archive. Throws InputError where the image cannot be run, or its layers are not at hand. */
export async function* writeArchive(image: SourceImage, options: ArchiveOptions): AsyncGenerator<Uint8Array> {
  const { label, name } = options;
  if (!isObject(image.config))
    throw new InputError(
      `${label} is a bare file system, which does not say what to start; import it (docker import) and run it by its name`,
    );
  const layers = image.layers.map((_, index) => `${index}.tar`);
  const budget = imageBudget(DEFAULT_LIMITS);
  yield* document('config.json', image.config);
  for (const [index, layer] of image.layers.entries()) {
    const { size, bytes } = await openLayer(layer, budget, options);
    yield header(`${index}.tar`, size);
    yield* exactly(bytes, size, label);
    yield padding(size);
  }
  yield* document('manifest.json', [{ Config: 'config.json', RepoTags: [name], Layers: layers }]);
  yield Buffer.alloc(2 * BLOCK);
}

function* document(path: string, value: unknown): Generator<Uint8Array> {
  const bytes = Buffer.from(JSON.stringify(value));
  yield header(path, bytes.length);
  yield bytes;
  yield padding(bytes.length);
}

interface OpenLayer {
  readonly size: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** An engine takes layers plain or with gzip, and looks at their digests; with zstd only a new one, so these are unpacked. */
async function openLayer(
  { content, diffId }: ImageLayer,
  budget: ImageBudget,
  { label, unzstd }: ArchiveOptions,
): Promise<OpenLayer> {
  const stored = storedLayer(content, label);
  if ((await findCompression(stored.open())) !== 'zstd') return { size: stored.size, bytes: stored.open() };
  const open = (counts: ImageBudget, digest: boolean) =>
    unpack(stored.open(), { limits: DEFAULT_LIMITS, budget: counts, digest, unzstd });
  // A tar says how long a member is before its bytes: the first pass measures, the second sends.
  const measured = await open(budget, true);
  for await (const _ of measured.bytes);
  if (diffId !== '' && measured.digest() !== diffId)
    throw new InputError(
      `${label}: a layer is ${measured.digest()} when it is unpacked, and its configuration says ${diffId}: the file is damaged, fetch it anew`,
    );
  return { size: measured.size(), bytes: (await open(imageBudget(DEFAULT_LIMITS), false)).bytes };
}

function storedLayer(
  content: LayerContent,
  label: string,
): { readonly size: number; readonly open: () => AsyncIterable<Uint8Array> } {
  switch (content.kind) {
    case 'file': {
      const { path, offset, size } = content;
      const end = offset + size - 1;
      return { size, open: () => (size === 0 ? several([]) : createReadStream(path, { start: offset, end })) };
    }
    case 'bytes':
      return { size: content.bytes.length, open: () => several([content.bytes]) };
    default:
      throw new InputError(
        `${label}: a layer is not at hand${content.kind === 'missing' ? ` (${content.reason})` : ''}, so the image cannot be loaded`,
      );
  }
}

async function findCompression(bytes: AsyncIterable<Uint8Array>): Promise<Compression> {
  let head = Buffer.alloc(0);
  for await (const chunk of bytes) {
    head = Buffer.concat([head, chunk.subarray(0, MAGIC_BYTES)]);
    if (head.length >= MAGIC_BYTES) break;
  }
  return compressionOf(head);
}

async function* several(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

/** A file that grows or shrinks while it is read would shift every member after it. */
async function* exactly(bytes: AsyncIterable<Uint8Array>, size: number, label: string): AsyncGenerator<Uint8Array> {
  let passed = 0;
  for await (const chunk of bytes) {
    passed += chunk.length;
    if (passed > size) break;
    yield chunk;
  }
  if (passed !== size) throw new InputError(`${label} was changed while it was read`);
}

function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(path, 0, 100, 'latin1');
  block.write('0000644\0', 100, 'latin1');
  block.write('0000000\0'.repeat(2), 108, 'latin1');
  if (size < 8 ** 11) block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  else {
    // Beyond eight gigabytes a size is written as a number in base 256.
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write(`${'0'.repeat(11)}\0`, 136, 'latin1');
  block.write(' '.repeat(8), 148, 'latin1');
  block.write('0', 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}
