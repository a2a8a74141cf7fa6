// The members of an archive that passes by once: documents are kept, layers are read on their way, nothing is written down.
import { InputError, LimitError } from '../../../model/errors.ts';
import type { LayerContent } from '../../../model/image-source.ts';
import type { LayerFacts } from '../../../model/layer.ts';
import type { TarLimits } from '../../../parse/tar/entry.ts';
import { walkTarStream } from '../layers/tar-stream.ts';
import { withHead } from '../layers/with-head.ts';
import { followLinks, type Members } from './members.ts';

/** Reads a layer that passes by; absent where no layer is wanted. */
export type ScanPassing = (content: LayerContent) => Promise<LayerFacts>;

/** Bytes of all documents of an archive that are kept. */
const MOST_KEPT = 64 * 1024 * 1024;
const MOST_MEMBERS = 200_000;

/** Lets an archive pass by and keeps what it holds. */
export async function readStreamedMembers(
  bytes: AsyncIterable<Uint8Array>,
  {
    label,
    limits,
    scan,
  }: { readonly label: string; readonly limits: TarLimits; readonly scan: ScanPassing | undefined },
): Promise<Members> {
  const documents = new Map<string, Uint8Array>();
  const layers = new Map<string, LayerContent>();
  const links = new Map<string, { readonly target: string; readonly hard: boolean }>();
  const others = new Set<string>();
  let kept = 0;
  const walk = walkTarStream(bytes, limits);
  try {
    for (let entry = await walk.next(); entry !== undefined; entry = await walk.next()) {
      const { path, type, linkName, bodyBytes } = entry;
      if (documents.size + layers.size + links.size + others.size >= MOST_MEMBERS) break;
      if (type === 'symlink' || type === 'hardlink') links.set(path, { target: linkName, hard: type === 'hardlink' });
      if (type !== 'file') continue;
      const { head, all } = await withHead(walk.body(), 64);
      if (isDocument(head) && !path.endsWith('.tar')) {
        kept += bodyBytes;
        if (kept > MOST_KEPT)
          throw new LimitError(`${label}: its documents are larger than the limit of ${MOST_KEPT} bytes`);
        documents.set(path, await gather(all));
      } else if (isLayerName(path)) {
        layers.set(path, await readLayer(all, scan));
      } else others.add(path);
    }
    await walk.drain();
  } finally {
    await walk.close();
  }
  const resolve = (name: string) => followLinks(name, (at) => links.get(at), label);
  return {
    label,
    has: (name) => documents.has(resolve(name)) || layers.has(resolve(name)),
    names: () => [...documents.keys(), ...layers.keys(), ...links.keys(), ...others],
    async read(name, limit) {
      const document = documents.get(resolve(name));
      if (document !== undefined && document.length > limit)
        throw new LimitError(`${label}: ${name} is larger than the limit of ${limit} bytes`);
      return document;
    },
    layer: (name) => layers.get(resolve(name)),
  };
}

async function readLayer(bytes: AsyncIterable<Uint8Array>, scan: ScanPassing | undefined): Promise<LayerContent> {
  if (scan === undefined) return { kind: 'missing', reason: 'only the configuration was read' };
  let isTaken = false;
  const open = async () => {
    if (isTaken) throw new InputError('a layer that passes by can be read once');
    isTaken = true;
    return bytes;
  };
  return { kind: 'read', facts: await scan({ kind: 'stream', open }) };
}

/** JSON starts with a brace or a bracket; the header of a tar starts with a name, which may do so too but is followed by NULs. */
function isDocument(head: Uint8Array): boolean {
  const first = head.find((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
  return (first === 0x7b || first === 0x5b) && !head.includes(0);
}

function isLayerName(path: string): boolean {
  return /(?:^|\/)(?:layer\.tar|[0-9a-f]{64}(?:\.tar(?:\.gz|\.zst)?)?|[0-9a-f]{128})$/.test(path);
}

async function gather(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}
