// Decompresses zstd where neither Node nor the machine can: block by block, so that what one step makes is never more than a block.
import { InputError } from '../../../model/errors.ts';
import { zstdFrames } from './zstd-frames.ts';

/** Decompresses every frame of a zstd stream. Throws InputError where it is damaged. */
export async function* unzstdInScript(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { Decompress } = await import('fzstd');
  for await (const frame of zstdFrames(compressed)) {
    let made: Uint8Array[] = [];
    const decoder = new Decompress((chunk) => void made.push(chunk));
    const feed = (bytes: Uint8Array, final = false): void => {
      try {
        decoder.push(bytes, final);
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'no reason';
        throw new InputError(`the zstd data of the layer is damaged: ${reason}`);
      }
    };
    for await (const piece of frame) {
      feed(piece);
      yield* made;
      made = [];
    }
    feed(new Uint8Array(0), true);
    yield* made;
  }
}
