// Takes a zstd stream apart into its frames, so that a decoder of one frame can be used for all: the decoder of Node stops behind the first.
import { InputError } from '../../../model/errors.ts';
import {
  BLOCK_START,
  checkWindow,
  FRAME_START,
  readBlockStart,
  readFrameStart,
  skippableBytes,
} from '../../../parse/zstd-frame.ts';
import { ByteSource } from './byte-source.ts';

/** One frame: its header, each of its blocks, its checksum. Pieces are good until the next one. */
export type ZstdFrame = AsyncIterable<Buffer>;

/** The frames of a stream but those that decoders pass over. A frame has to be read to its end before the next is asked for. */
export async function* zstdFrames(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<ZstdFrame> {
  const source = new ByteSource(compressed);
  try {
    for (let start = await startOf(source); start !== undefined; start = await startOf(source)) {
      const { skippable, headerBytes, checksumBytes } = readFrameStart(start);
      const header = Buffer.concat([start, await take(source, headerBytes - start.length)]);
      if (skippable) await skip(source, skippableBytes(header));
      else yield piecesOf(source, header, checksumBytes);
    }
  } finally {
    await source.close();
  }
}

async function* piecesOf(source: ByteSource, header: Buffer, checksumBytes: number): AsyncGenerator<Buffer> {
  checkWindow(header);
  yield header;
  for (let last = false; !last; ) {
    const start = Buffer.from(await take(source, BLOCK_START));
    const block = readBlockStart(start);
    last = block.last;
    yield Buffer.concat([start, await take(source, block.bytes)]);
  }
  if (checksumBytes > 0) yield Buffer.from(await take(source, checksumBytes));
}

/** The first bytes of the next frame; `undefined` at the end of the stream. */
async function startOf(source: ByteSource): Promise<Buffer | undefined> {
  for (;;) {
    const start = source.take(FRAME_START);
    if (start !== undefined) return Buffer.from(start);
    if (await source.pull()) continue;
    if (source.midway) throw cutOff();
    return undefined;
  }
}

async function take(source: ByteSource, bytes: number): Promise<Buffer> {
  for (;;) {
    const taken = source.take(bytes);
    if (taken !== undefined) return taken;
    if (!(await source.pull())) throw cutOff();
  }
}

async function skip(source: ByteSource, bytes: number): Promise<void> {
  let left = bytes - source.skip(bytes);
  while (left > 0) {
    if (!(await source.pull())) throw cutOff();
    left -= source.skip(left);
  }
}

function cutOff(): InputError {
  return new InputError('the zstd data of the layer is cut off');
}
