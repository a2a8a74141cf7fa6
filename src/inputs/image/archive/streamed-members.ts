// The members of an archive that passes by once: documents are kept, layers are read on their way, nothing is written down.
import { InputError, LimitError } from '../../../model/errors.ts';
import type { LayerContent } from '../../../model/image-source.ts';
import type { LayerFacts } from '../../../model/layer.ts';
import { MAX_CONFIG_BYTES } from '../../../parse/oci/manifest.ts';
import type { TarEntry, TarLimits } from '../../../parse/tar/entry.ts';
import { walkTarStream } from '../layers/tar-stream.ts';
import { withHead } from '../layers/with-head.ts';
import { checkDocumentSize, followLinks, type MemberLink, type Members, MOST_MEMBERS } from './members.ts';
import { isIndexName, TELLING_BYTES, tellMember } from './tell-members.ts';

/** Reads a layer that passes by; absent where no layer is wanted. */
export type ScanPassing = (content: LayerContent) => Promise<LayerFacts>;

export interface PassingOptions {
  readonly label: string;
  readonly limits: TarLimits;
  readonly scan: ScanPassing | undefined;
}

/** Bytes of all documents of an archive that are kept. */
const MOST_KEPT = 64 * 1024 * 1024;
const UNWANTED: LayerContent = { kind: 'missing', reason: 'only the configuration was read' };

/** What became of a member that passed by. */
type Passed =
  | { readonly kind: 'document'; readonly bytes: Uint8Array }
  | { readonly kind: 'layer'; readonly content: LayerContent }
  /** It may belong to no image that is wanted, so the error waits until somebody asks. */
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'other' };

/** Lets an archive pass by and keeps what it holds. Of a name that occurs twice the last one counts; a list of images that occurs twice is refused. */
export async function readStreamedMembers(
  bytes: AsyncIterable<Uint8Array>,
  { label, limits, scan }: PassingOptions,
): Promise<Members> {
  const members = new Map<string, Passed & { readonly size: number }>();
  const links = new Map<string, MemberLink>();
  let kept = 0;
  const walk = walkTarStream(bytes, limits);

  async function pass({ path, bodyBytes }: TarEntry): Promise<Passed> {
    const { head, all } = await withHead(walk.body(), TELLING_BYTES);
    const kind = tellMember(path, head);
    if (kind === 'layer') return await readLayer(all, scan);
    if (kind === 'other' || bodyBytes > MAX_CONFIG_BYTES) return { kind: 'other' };
    kept += bodyBytes;
    if (kept > MOST_KEPT)
      throw new LimitError(`${label}: its documents are larger than the limit of ${MOST_KEPT} bytes`);
    return { kind: 'document', bytes: await gather(all) };
  }

  try {
    for (let entry = await walk.next(); entry !== undefined; entry = await walk.next()) {
      const { path, type, linkName, bodyBytes } = entry;
      if (isIndexName(path) && (members.has(path) || links.has(path)))
        throw new InputError(`${label}: ${path} is there twice, and tools differ in which of them they read`);
      if (members.size + links.size >= MOST_MEMBERS)
        throw new LimitError(`${label} has more members than the limit of ${MOST_MEMBERS}`);
      if (type === 'file') {
        members.set(path, { ...(await pass(entry)), size: bodyBytes });
        links.delete(path);
      } else if (type === 'symlink' || type === 'hardlink') {
        links.set(path, { target: linkName, hard: type === 'hardlink' });
        members.delete(path);
      }
    }
    await walk.drain();
  } finally {
    await walk.close();
  }
  const find = (name: string) => members.get(followLinks(name, links, label));
  return {
    label,
    resolve(name) {
      const found = followLinks(name, links, label);
      return members.has(found) ? found : undefined;
    },
    names: () => [...members.keys(), ...links.keys()],
    async read(name, limit) {
      const member = find(name);
      if (member === undefined) return undefined;
      checkDocumentSize(member.size, Math.min(limit, MAX_CONFIG_BYTES), name, label);
      if (member.kind !== 'document') throw new InputError(`${label}: ${name} is no JSON document`);
      return member.bytes;
    },
    size: (name) => find(name)?.size ?? 0,
    layer(name) {
      const member = find(name);
      if (member === undefined) return undefined;
      if (member.kind === 'layer') return member.content;
      // A tar of old whose first file is called `{...}` looks like a document.
      if (member.kind === 'document') return { kind: 'bytes', bytes: member.bytes };
      if (member.kind === 'failed') throw member.error;
      throw new InputError(`${label}: ${name} is named as a layer and is no tar`);
    },
  };
}

async function readLayer(bytes: AsyncIterable<Uint8Array>, scan: ScanPassing | undefined): Promise<Passed> {
  if (scan === undefined) return { kind: 'layer', content: UNWANTED };
  try {
    return { kind: 'layer', content: { kind: 'read', facts: await scan({ kind: 'stream', open: async () => bytes }) } };
  } catch (error) {
    if (error instanceof InputError) return { kind: 'failed', error };
    throw error;
  }
}

async function gather(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}
