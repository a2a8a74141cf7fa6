// The headers of the frames and blocks of zstd, as far as a reader needs them to bound what a decoder will use.
import { InputError, LimitError } from '../model/errors.ts';

/** Largest window that decoders accept by default, in bytes. */
const MAX_WINDOW = 128 * 1024 * 1024;
const MAX_BLOCK = 128 * 1024;

/** Bytes that tell how long the header of a frame is. */
export const FRAME_START = 5;
/** Bytes of the header of a block. */
export const BLOCK_START = 3;

export interface FrameStart {
  /** Decoders pass over it. */
  readonly skippable: boolean;
  /** Bytes of its header, the start included. */
  readonly headerBytes: number;
  readonly checksumBytes: number;
}

/** Reads the first bytes of a frame. Throws InputError where none begins here. */
export function readFrameStart(start: Uint8Array): FrameStart {
  const magic = littleEndian(start, 0, 4);
  if ((magic & 0xfffffff0) >>> 0 === 0x184d2a50) return { skippable: true, headerBytes: 8, checksumBytes: 0 };
  if (magic !== 0xfd2fb528)
    throw new InputError('the zstd data of the layer is damaged: no frame begins where one is due');
  const flags = start[4] ?? 0;
  const single = (flags & 0x20) !== 0;
  if ((flags & 3) !== 0) throw new InputError('the zstd data of the layer needs a dictionary, which no image has');
  const sizeCode = flags >>> 6;
  const sizeBytes = sizeCode === 0 ? (single ? 1 : 0) : 1 << sizeCode;
  return { skippable: false, headerBytes: 5 + (single ? 0 : 1) + sizeBytes, checksumBytes: (flags & 4) === 0 ? 0 : 4 };
}

/** Bytes after the header of a frame that is passed over. */
export function skippableBytes(header: Uint8Array): number {
  return littleEndian(header, 4, 4);
}

/** Throws LimitError where a complete frame header asks for more memory than decoders grant. */
export function checkWindow(header: Uint8Array): void {
  const single = ((header[4] ?? 0) & 0x20) !== 0;
  const exponent = (header[5] ?? 0) >>> 3;
  const window = single
    ? littleEndian(header, 5, header.length - 5) + (header.length === 7 ? 256 : 0)
    : 2 ** (10 + exponent) * (1 + ((header[5] ?? 0) & 7) / 8);
  if (window > MAX_WINDOW)
    throw new LimitError(`the zstd data of the layer asks for a window beyond the limit of ${MAX_WINDOW} bytes`);
}

/** Reads the header of a block: how many bytes follow, and whether it is the last of its frame. */
export function readBlockStart(start: Uint8Array): { readonly bytes: number; readonly last: boolean } {
  const word = littleEndian(start, 0, BLOCK_START);
  const type = (word >>> 1) & 3;
  const size = word >>> 3;
  if (type === 3 || size > MAX_BLOCK)
    throw new InputError('the zstd data of the layer is damaged: a block of no known kind');
  return { bytes: type === 1 ? 1 : size, last: (word & 1) === 1 };
}

function littleEndian(bytes: Uint8Array, start: number, length: number): number {
  let value = 0;
  for (let at = length - 1; at >= 0; at -= 1) value = value * 256 + (bytes[start + at] ?? 0);
  return value;
}
