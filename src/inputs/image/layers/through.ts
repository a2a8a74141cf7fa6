// Runs bytes through a decompressor of Node, one chunk after another and no faster than they are wanted.
import { type Duplex, pipeline, Readable } from 'node:stream';
import { InputError } from '../../../model/errors.ts';

/** What comes out of the stream. Its own errors are the input's fault and name the format; those of the source stay as they are. */
export async function* through(
  bytes: AsyncIterable<Uint8Array>,
  stream: Duplex,
  name: string,
): AsyncGenerator<Uint8Array> {
  // Errors arrive through the iteration as well.
  pipeline(Readable.from(bytes), stream, () => undefined);
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!/^(Z_|ZSTD_|ERR_ZSTD)/.test(code)) throw error;
    const reason = error instanceof Error ? error.message : code;
    throw new InputError(`the ${name} data of the layer is damaged: ${reason}`, undefined, { cause: error });
  }
}
