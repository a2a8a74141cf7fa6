// The list of a zip archive, read from its central directory at the end, and where the bytes of each member lie.

export interface ZipMember {
  readonly name: string;
  /** 0 for stored, 8 for deflated; the only two that are read. */
  readonly method: number;
  /** Bytes as stored. */
  readonly size: number;
  /** Bytes once unpacked, as far as the archive tells the truth. */
  readonly fullSize: number;
  /** Place of its own header in the bytes. */
  readonly header: number;
}

export interface ZipArchive {
  readonly members: readonly ZipMember[];
  /** The bytes of a member as stored; `undefined` where they do not lie in the archive. */
  readonly stored: (member: ZipMember) => Uint8Array | undefined;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 65_535;
const MOST_MEMBERS = 65_535;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

/** Reads the list; `undefined` for bytes that are no whole archive. A program or script may stand before it. */
export function readZip(archive: Uint8Array): ZipArchive | undefined {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = findEnd(bytes);
  if (end === undefined) return undefined;
  const size = bytes.readUInt32LE(end + 12);
  const start = end - size;
  // What stands before the archive is not counted in its offsets.
  const shift = start - bytes.readUInt32LE(end + 16);
  if (start < 0 || shift < 0) return undefined;
  const members: ZipMember[] = [];
  for (let at = start; at + CENTRAL_BYTES <= end && members.length < MOST_MEMBERS; ) {
    if (bytes.readUInt32LE(at) !== CENTRAL) break;
    const nameBytes = bytes.readUInt16LE(at + 28);
    const isPlain = (bytes.readUInt16LE(at + 8) & ENCRYPTED) === 0;
    const method = bytes.readUInt16LE(at + 10);
    const next = at + CENTRAL_BYTES + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (next > end) break;
    if (isPlain && (method === STORED || method === DEFLATED))
      members.push({
        name: bytes.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes),
        method,
        size: bytes.readUInt32LE(at + 20),
        fullSize: bytes.readUInt32LE(at + 24),
        header: bytes.readUInt32LE(at + 42) + shift,
      });
    at = next;
  }
  return { members, stored: (member) => storedBytes(bytes, member) };
}

function findEnd(bytes: Buffer): number | undefined {
  const least = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= least; at -= 1) if (bytes.readUInt32LE(at) === END) return at;
  return undefined;
}

function storedBytes(bytes: Buffer, { header, size }: ZipMember): Uint8Array | undefined {
  if (header + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(header) !== LOCAL) return undefined;
  const start = header + LOCAL_BYTES + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  return start + size > bytes.length ? undefined : bytes.subarray(start, start + size);
}
