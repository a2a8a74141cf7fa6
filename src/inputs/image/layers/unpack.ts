// Decompresses a layer as it passes by, within the limits, and hashes it where that is asked.
import { createHash } from 'node:crypto';
import { createGunzip } from 'node:zlib';
import { InputError, LimitError } from '../../../model/errors.ts';
import type { LayerLimits } from '../../../model/layer.ts';
import { type Compression, compressionOf, MAGIC_BYTES } from './compression.ts';
import { type ImageBudget, RATIO_FROM } from './limits.ts';
import { through } from './through.ts';
import { nodeUnzstd } from './unzstd-in-node.ts';
import { unzstdInScript } from './unzstd-in-script.ts';
import { withHead } from './with-head.ts';

/** Measured: with the default of 16 KiB inflating takes nearly twice as long, and more than this takes memory alone. */
const CHUNK = 512 * 1024;

export interface UnpackOptions {
  readonly limits: LayerLimits;
  readonly budget: ImageBudget;
  readonly digest: boolean;
  readonly unzstd?: ((compressed: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>) | undefined;
  /** Told of every stretch of uncompressed bytes. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

export interface Unpacked {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Uncompressed bytes so far. */
  size(): number;
  /** `sha256:...` of all bytes once they have passed; empty where it was not asked for. */
  digest(): string;
}

/** Starts to decompress what is found to be compressed. */
export async function unpack(stored: AsyncIterable<Uint8Array>, options: UnpackOptions): Promise<Unpacked> {
  const { head, all } = await withHead(stored, MAGIC_BYTES);
  const compression = compressionOf(head);
  let before = 0;
  let after = 0;
  const hash = options.digest ? createHash('sha256') : undefined;
  let digest = '';

  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of all) {
      before += chunk.length;
      yield chunk;
    }
  }

  async function* guarded(): AsyncGenerator<Uint8Array> {
    for await (const chunk of decompress(compression, counted(), options)) {
      after += chunk.length;
      checkSize(after, before, options.limits);
      options.budget.useBytes(chunk.length);
      options.onBytes?.(chunk.length);
      hash?.update(chunk);
      yield chunk;
    }
    if (hash !== undefined) digest = `sha256:${hash.digest('hex')}`;
  }

  return { bytes: guarded(), size: () => after, digest: () => digest };
}

/** Throws LimitError where the uncompressed bytes of a layer are too many, alone or for what they came from. */
export function checkSize(after: number, before: number, limits: LayerLimits): void {
  if (after > limits.layerBytes)
    throw new LimitError(`the layer holds more than the limit of ${limits.layerBytes} uncompressed bytes (layerBytes)`);
  if (after > RATIO_FROM && after > before * limits.ratio)
    throw new LimitError(`the layer expands to more than the limit of ${limits.ratio} times its size (ratio)`);
}

function decompress(
  compression: Compression,
  bytes: AsyncIterable<Uint8Array>,
  options: UnpackOptions,
): AsyncIterable<Uint8Array> {
  switch (compression) {
    case 'none':
      return bytes;
    case 'gzip':
      return through(bytes, createGunzip({ chunkSize: CHUNK }), 'gzip');
    case 'zstd': {
      const decoder = nodeUnzstd(CHUNK) ?? options.unzstd;
      return decoder === undefined ? inTurn(bytes, options.budget) : decoder(bytes);
    }
    default:
      throw new InputError(
        `the layer is compressed with ${compression}, which no engine accepts; compress it with gzip or zstd`,
      );
  }
}

async function* inTurn(bytes: AsyncIterable<Uint8Array>, budget: ImageBudget): AsyncGenerator<Uint8Array> {
  const done = await budget.turn();
  try {
    yield* unzstdInScript(bytes);
  } finally {
    done();
  }
}
