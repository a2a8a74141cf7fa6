// Tells the root file system of a container, as docker export writes it, from an archive of images while the bytes pass by.
import { InputError } from '../../../model/errors.ts';
import type { LayerFacts } from '../../../model/layer.ts';
import type { TarLimits } from '../../../parse/tar/entry.ts';
import { walkTarStream } from '../layers/tar-stream.ts';
import { withHead } from '../layers/with-head.ts';
import type { FoundImage } from './found-image.ts';
import { bareImage } from './recognise.ts';
import type { PassingOptions } from './streamed-members.ts';
import { isIndexName, isRootName } from './tell-members.ts';

/** Bytes in which the first entry that tells is looked for. */
const HEAD = 16 * 1024;

/** Reads a root file system; where the bytes are something else, they are handed on untouched. */
export async function readPassingRoot(
  bytes: AsyncIterable<Uint8Array>,
  { label, limits, scan }: PassingOptions,
): Promise<{ readonly root: FoundImage | undefined; readonly all: AsyncIterable<Uint8Array> }> {
  const { head, all } = await withHead(bytes, HEAD);
  const first = await firstName(head, limits);
  if (first === undefined || !isRootName(first)) return { root: undefined, all };
  if (scan === undefined) {
    for await (const _ of all) break;
    return { root: bareImage({ kind: 'missing', reason: 'only the configuration was read' }), all };
  }
  const facts = await scan({ kind: 'stream', open: async () => all });
  const index = indexIn(facts);
  if (index !== undefined)
    throw new InputError(
      `${label} begins like a root file system and holds ${index}: write it to a file, uncompressed, and name that`,
    );
  return { root: bareImage({ kind: 'read', facts }), all };
}

/** The first name other than that of the root, as far as the head goes. */
async function firstName(head: Uint8Array, limits: TarLimits): Promise<string | undefined> {
  const walk = walkTarStream(once(head), limits);
  try {
    for (let entry = await walk.next(); entry !== undefined; entry = await walk.next())
      if (entry.path !== '') return entry.path;
  } catch (error) {
    // Whoever reads it in full will say what is wrong with it.
    if (!(error instanceof InputError)) throw error;
  } finally {
    await walk.close();
  }
  return undefined;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function indexIn({ entries }: LayerFacts): string | undefined {
  for (let index = 0; index < entries.length; index += 1) {
    const path = entries.pathAt(index);
    if (isIndexName(path)) return path;
  }
  return undefined;
}
