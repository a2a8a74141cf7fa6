// Writes tars for tests, sound ones and odd ones: every field of a header can be given, true or not.

const BLOCK = 512;

export interface TarPart {
  /** Up to 100 bytes; a longer one needs `prefix`, `longName` or a pax record. */
  readonly path: string | Uint8Array;
  /** Type byte, `0` for a file where it is left out. */
  readonly type?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtime?: number;
  readonly body?: string | Uint8Array;
  /** What the header says of the size of the body, where that is not the truth. */
  readonly size?: number;
  readonly linkName?: string | Uint8Array;
  readonly deviceMajor?: number;
  readonly deviceMinor?: number;
  readonly prefix?: string;
  /** Six bytes of the magic word and two of the version; `ustar\0` and `00` where they are left out. */
  readonly magic?: string;
  /** Other bytes of the header, by their place in it. */
  readonly bytes?: readonly (readonly [number, string | Uint8Array])[];
  /** A wrong sum instead of the right one. */
  readonly checksum?: number;
  /** Records of a pax header before the entry. */
  readonly pax?: Readonly<Record<string, string | Uint8Array>>;
  /** GNU long name and long link before the entry. */
  readonly longName?: string;
  readonly longLink?: string;
}

export interface TarWriting {
  /** Blocks of zeros at the end, two where it is left out. */
  readonly end?: number;
}

/** The bytes of a tar. */
export function tarBytes(parts: readonly TarPart[], { end = 2 }: TarWriting = {}): Buffer {
  return Buffer.concat([...parts.flatMap(partBytes), Buffer.alloc(end * BLOCK)]);
}

/** The bytes of one entry with the extended headers before it. */
export function partBytes(part: TarPart): Buffer[] {
  const blocks: Buffer[] = [];
  if (part.longName !== undefined) blocks.push(...special('L', Buffer.from(`${part.longName}\0`)));
  if (part.longLink !== undefined) blocks.push(...special('K', Buffer.from(`${part.longLink}\0`)));
  if (part.pax !== undefined) blocks.push(...special('x', paxBytes(part.pax)));
  const body = Buffer.from(part.body ?? '');
  return [...blocks, headerBytes({ size: body.length, ...part }), padded(body)];
}

/** Records of a pax header. */
export function paxBytes(records: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return Buffer.concat(
    Object.entries(records).map(([key, value]) => {
      const rest = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value), Buffer.from('\n')]);
      let length = rest.length + 1;
      while (String(length).length + rest.length !== length) length += 1;
      return Buffer.concat([Buffer.from(String(length)), rest]);
    }),
  );
}

/** One header block. */
export function headerBytes(part: TarPart): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.set(Buffer.from(part.path).subarray(0, 100), 0);
  writeNumber(block, 100, 8, part.mode ?? 0o644);
  writeNumber(block, 108, 8, part.uid ?? 0);
  writeNumber(block, 116, 8, part.gid ?? 0);
  writeNumber(block, 124, 12, part.size ?? 0);
  writeNumber(block, 136, 12, part.mtime ?? 0);
  block.write(part.type ?? '0', 156, 'latin1');
  block.set(Buffer.from(part.linkName ?? '').subarray(0, 100), 157);
  block.write(part.magic ?? 'ustar\x0000', 257, 'latin1');
  writeNumber(block, 329, 8, part.deviceMajor ?? 0);
  writeNumber(block, 337, 8, part.deviceMinor ?? 0);
  if (part.prefix !== undefined) block.write(part.prefix, 345);
  for (const [at, bytes] of part.bytes ?? []) block.set(Buffer.from(bytes), at);
  block.fill(' ', 148, 156);
  const sum = part.checksum ?? block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

function special(type: string, body: Buffer): Buffer[] {
  return [headerBytes({ path: '././@LongLink', type, size: body.length }), padded(body)];
}

function padded(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)]);
}

/** Octal digits where they suffice, base-256 where they do not. */
function writeNumber(block: Buffer, at: number, length: number, value: number): void {
  if (value >= 0 && value < 8 ** (length - 1)) {
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
    return;
  }
  let rest = BigInt(value);
  for (let index = at + length - 1; index >= at; index -= 1) {
    block[index] = Number(BigInt.asUintN(8, rest));
    rest >>= 8n;
  }
  block[at] = (block[at] ?? 0) | 0x80;
}
