// Finds the manifests behind a reference: one image, or the entries of an index and of the indexes in it.
import { InputError, LimitError } from '../model/errors.ts';
import type { Descriptor } from '../parse/oci/descriptor.ts';
import { type ImageIndex, type ImageManifest, readManifest } from '../parse/oci/manifest.ts';
import { isFirstSchemaType, isIndexType, isManifestType } from '../parse/oci/media-types.ts';
import { runnableEntries } from '../parse/oci/platform.ts';
import { fetchManifest, type Repository } from './documents.ts';

/** Indexes in indexes that are followed. */
const MAX_DEPTH = 4;
/** Indexes that one reference may lead to. */
const MAX_INDEXES = 64;

/** What a reference leads to. */
export interface Resolved {
  readonly digest: string;
  readonly document: ImageManifest | ImageIndex;
}

/** Reads what a tag or a digest leads to. */
export async function resolve(repository: Repository, reference: string): Promise<Resolved> {
  const { digest, bytes, mediaType } = await fetchManifest(repository, reference);
  const said = isTelling(mediaType) ? mediaType : '';
  return { digest, document: readManifest(bytes, said, `${repository.name}@${digest}`) };
}

/** Reads what an entry of an index points at; it must be what the entry says. */
export async function resolveEntry(repository: Repository, entry: Descriptor): Promise<Resolved> {
  const { digest, bytes, mediaType } = await fetchManifest(repository, entry.digest);
  const name = `${repository.name}@${digest}`;
  if (bytes.length !== entry.size)
    throw new InputError(`${name} has ${bytes.length} bytes where the index says ${entry.size}. Refused.`);
  if (isTelling(mediaType) && isTelling(entry.mediaType) && mediaType !== entry.mediaType)
    throw new InputError(`${name} is sent as ${mediaType}, but the index says ${entry.mediaType}. Refused.`);
  const said = isTelling(entry.mediaType) ? entry.mediaType : isTelling(mediaType) ? mediaType : '';
  return { digest, document: readManifest(bytes, said, name) };
}

/** The entries of an index that could be images, those of the indexes in it included, in order. */
export async function imageEntries(repository: Repository, index: ImageIndex): Promise<readonly Descriptor[]> {
  const seen = new Set<string>();
  const collect = async (manifests: readonly Descriptor[], depth: number): Promise<Descriptor[]> => {
    const found: Descriptor[] = [];
    for (const entry of runnableEntries(manifests)) {
      if (seen.has(entry.digest)) continue;
      seen.add(entry.digest);
      if (isManifestType(entry.mediaType)) found.push(entry);
      if (!isIndexType(entry.mediaType)) continue;
      if (depth === MAX_DEPTH)
        throw new LimitError(`${repository.name} has indexes in indexes, deeper than the limit of ${MAX_DEPTH}.`);
      indexes += 1;
      if (indexes > MAX_INDEXES)
        throw new LimitError(`${repository.name} has more than the limit of ${MAX_INDEXES} indexes in an index.`);
      const { document } = await resolveEntry(repository, entry);
      if (document.kind === 'index') found.push(...(await collect(document.manifests, depth + 1)));
    }
    return found;
  };
  let indexes = 0;
  return await collect(index.manifests, 1);
}

/** Some servers call every document `application/json`, which says nothing of its kind. */
function isTelling(mediaType: string): boolean {
  return isIndexType(mediaType) || isManifestType(mediaType) || isFirstSchemaType(mediaType);
}
