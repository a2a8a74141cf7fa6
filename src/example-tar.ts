// Writes the few tar entries that an example needs: files, links, devices, directories, and file capabilities in a pax header.
import type { ExampleFile } from './model/rule.ts';
import { decodeFileCapabilities } from './parse/file-capabilities.ts';

const BLOCK = 512;

/** Writes a layer. The directories on the way to a file are left out, as some builders do. */
export function writeLayer(files: Readonly<Record<string, ExampleFile>>): Buffer {
  return writeTar(Object.entries(files).map(([path, file]) => entryOf(path.replace(/^\/+/, ''), file)));
}

/** Writes plain files by name. */
export function writeArchive(members: ReadonlyMap<string, Buffer>): Buffer {
  return writeTar([...members].map(([path, body]) => ({ ...PLAIN, path, body })));
}

interface TarEntry {
  readonly path: string;
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly linkName: string;
  readonly body: Buffer;
  readonly device: readonly [number, number];
  readonly capability: Buffer | undefined;
}

const PLAIN: Omit<TarEntry, 'path' | 'body'> = {
  type: '0',
  mode: 0o644,
  uid: 0,
  gid: 0,
  linkName: '',
  device: [0, 0],
  capability: undefined,
};

function entryOf(path: string, file: ExampleFile): TarEntry {
  const body = Buffer.alloc(0);
  if (file === null) {
    const slash = path.lastIndexOf('/') + 1;
    return { ...PLAIN, path: `${path.slice(0, slash)}.wh.${path.slice(slash)}`, body };
  }
  if (typeof file === 'string') return { ...PLAIN, path, body: Buffer.from(file) };
  const isDirectory = path.endsWith('/');
  const { text = '', mode, uid = 0, gid = 0, link, hardlink, capabilities = [], device } = file;
  const [kind, major, minor] = device?.split(/[ :]/) ?? [];
  const isDevice = kind === 'char' || kind === 'block';
  const type =
    kind === 'char' ? '3' : kind === 'block' ? '4' : link !== undefined ? '2' : hardlink !== undefined ? '1' : '0';
  return {
    path,
    type: isDirectory ? '5' : type,
    mode: mode === undefined ? (isDirectory ? 0o755 : 0o644) : Number.parseInt(mode, 8),
    uid,
    gid,
    linkName: link ?? hardlink ?? '',
    body: type === '0' && !isDirectory ? Buffer.from(text) : body,
    device: isDevice ? [Number(major), Number(minor)] : [0, 0],
    capability: capabilities.length === 0 ? undefined : encodeCapabilities(capabilities),
  };
}

/** The attribute of revision 2 with the named capabilities permitted and effective. */
function encodeCapabilities(names: readonly string[]): Buffer {
  const attribute = Buffer.alloc(20);
  attribute.writeUInt32LE(0x0200_0001, 0);
  for (const name of names) {
    for (let bit = 0; bit < 64; bit += 1) {
      const one = Buffer.alloc(20);
      one.writeUInt32LE(0x0200_0001, 0);
      const at = bit < 32 ? 4 : 12;
      one.writeUInt32LE(2 ** (bit % 32), at);
      if (decodeFileCapabilities(one.toString('hex'))?.permitted[0] !== name) continue;
      attribute.writeUInt32LE(attribute.readUInt32LE(at) + 2 ** (bit % 32), at);
    }
  }
  return attribute;
}

function writeTar(entries: readonly TarEntry[]): Buffer {
  const blocks: Buffer[] = [];
  for (const entry of entries) {
    if (entry.capability !== undefined) {
      const records = paxRecord('SCHILY.xattr.security.capability', entry.capability);
      blocks.push(header({ ...PLAIN, path: 'pax', type: 'x', body: records }), padded(records));
    }
    blocks.push(header(entry), padded(entry.body));
  }
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

function paxRecord(key: string, value: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), value, Buffer.from('\n')]);
  let length = rest.length;
  // The length counts its own digits.
  while (length !== rest.length + String(length).length) length = rest.length + String(length).length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function header(entry: TarEntry): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, size: number) =>
    block.write(`${value.toString(8).padStart(size - 1, '0')}\0`, at, 'latin1');
  block.write(entry.path, 0, 100);
  octal(entry.mode, 100, 8);
  octal(entry.uid, 108, 8);
  octal(entry.gid, 116, 8);
  octal(entry.body.length, 124, 12);
  octal(0, 136, 12);
  block.write(' '.repeat(8), 148);
  block.write(entry.type, 156);
  block.write(entry.linkName, 157, 100);
  block.write('ustar\x0000', 257, 'latin1');
  octal(entry.device[0], 329, 8);
  octal(entry.device[1], 337, 8);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

function padded(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)]);
}
