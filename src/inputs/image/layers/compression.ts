// How the bytes of a layer are compressed, by their first bytes and never by what they are said to be.

export type Compression = 'none' | 'gzip' | 'zstd' | 'bzip2' | 'xz';

/** Bytes that have to be looked at. */
export const MAGIC_BYTES = 10;

/** Tells the compression of bytes that begin so. */
export function compressionOf(head: Uint8Array): Compression {
  if (begins(head, [0x1f, 0x8b])) return 'gzip';
  if (begins(head, [0x28, 0xb5, 0x2f, 0xfd])) return 'zstd';
  // A frame that decoders skip may stand before the first.
  if (((head[0] ?? 0) & 0xf0) === 0x50 && begins(head.subarray(1), [0x2a, 0x4d, 0x18])) return 'zstd';
  if (begins(head, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])) return 'xz';
  // `BZh` alone could be the name of the first file of a tar.
  if (begins(head, [0x42, 0x5a, 0x68]) && begins(head.subarray(4), [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]))
    return 'bzip2';
  return 'none';
}

function begins(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}
