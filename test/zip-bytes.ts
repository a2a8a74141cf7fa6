// Writes zip archives for tests.
import { deflateRawSync } from 'node:zlib';

export interface ZipWriting {
  readonly flags?: number;
  /** 8 deflates the members; what is neither that nor 0 is only said. */
  readonly method?: number;
  /** What the list says of the unpacked size, where that is not the truth. */
  readonly fullSize?: number;
}

/** The bytes of an archive with these members. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>, writing: ZipWriting = {}): Buffer {
  const { flags = 0, method = 0, fullSize } = writing;
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [path, content] of Object.entries(files)) {
    const body = Buffer.from(content);
    const stored = method === 8 ? deflateRawSync(body) : body;
    const name = Buffer.from(path);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(stored.length, 20);
    entry.writeUInt32LE(fullSize ?? body.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, name, stored);
    central.push(entry, name);
    at += local.length + name.length + stored.length;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, list, end]);
}
