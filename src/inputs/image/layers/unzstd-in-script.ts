// Decompresses zstd where neither Node nor the machine can: block by block, so that what one step makes is never more than a block.
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

/** Decompresses every frame of a zstd stream. Throws InputError where it is damaged. */
export async function* unzstdInScript(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = new ByteSource(compressed);
  try {
    for (let start = await startOf(source); start !== undefined; start = await startOf(source)) {
      const { skippable, headerBytes, checksumBytes } = readFrameStart(start);
      const header = Buffer.concat([start, await take(source, headerBytes - start.length)]);
      if (skippable) await skip(source, skippableBytes(header));
      else yield* decodeFrame(source, header, checksumBytes);
    }
  } finally {
    await source.close();
  }
}

async function* decodeFrame(source: ByteSource, header: Uint8Array, checksumBytes: number): AsyncGenerator<Uint8Array> {
  checkWindow(header);
  const { Decompress } = await import('fzstd');
  let made: Uint8Array[] = [];
  const decoder = new Decompress((chunk) => void made.push(chunk));
  const feed = (bytes: Uint8Array, final = false): void => {
    try {
      decoder.push(bytes, final);
    } catch (error) {
      throw new InputError(
        `the zstd data of the layer is damaged: ${error instanceof Error ? error.message : 'no reason'}`,
      );
    }
  };
  feed(header);
  for (let last = false; !last; ) {
    // Copied: the decoder keeps what it cannot use yet.
    const start = (await take(source, BLOCK_START)).slice();
    const block = readBlockStart(start);
    last = block.last;
    feed(Buffer.concat([start, await take(source, block.bytes)]));
    yield* made;
    made = [];
  }
  feed((await take(source, checksumBytes)).slice());
  feed(new Uint8Array(0), true);
  yield* made;
}

/** The first bytes of the next frame; `undefined` at the end of the stream. */
async function startOf(source: ByteSource): Promise<Uint8Array | undefined> {
  for (;;) {
    const start = source.take(FRAME_START);
    if (start !== undefined) return start.slice();
    if (await source.pull()) continue;
    if (source.midway) throw cutOff();
    return undefined;
  }
}

async function take(source: ByteSource, bytes: number): Promise<Uint8Array> {
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
