// Decompresses zstd with the decoder that Node has from 22.15 on.
import { Duplex } from 'node:stream';
import * as zlib from 'node:zlib';
import { through } from './through.ts';
import { type ZstdFrame, zstdFrames } from './zstd-frames.ts';

/** Bytes handed to the decoder at a time: each hand-over is a turn of a thread. */
const BATCH = 256 * 1024;

/** The decoder, `undefined` where Node has none. */
export function nodeUnzstd(
  chunkSize: number,
): ((compressed: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>) | undefined {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  if (typeof create !== 'function') return undefined;
  return async function* unzstd(compressed) {
    for await (const frame of zstdFrames(compressed)) {
      const decoder: unknown = create({ chunkSize });
      if (!(decoder instanceof Duplex)) throw new TypeError('createZstdDecompress of node:zlib makes no stream');
      yield* through(inBatches(frame), decoder, 'zstd');
    }
  };
}

async function* inBatches(frame: ZstdFrame): AsyncGenerator<Uint8Array> {
  let pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of frame) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes < BATCH) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(pieces);
}
