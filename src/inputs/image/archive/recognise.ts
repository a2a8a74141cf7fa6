// Tells what holds images by its content, never by its name, and reads them.
import { InputError } from '../../../model/errors.ts';
import type { LayerContent, SourceImage } from '../../../model/image-source.ts';
import { MAX_MANIFEST_BYTES, parseObject } from '../../../parse/oci/manifest.ts';
import { DEFAULT_PLATFORM } from '../../../parse/oci/platform.ts';
import { readDirLayout } from './dir-layout.ts';
import { readDockerArchive } from './docker-archive.ts';
import type { Members } from './members.ts';
import { readOciLayout } from './oci-layout.ts';

/** Reads every image. `whole` is the content of the archive itself, for one that is the root file system of a container. */
export async function readStoredImages(members: Members, whole: LayerContent | undefined): Promise<SourceImage[]> {
  // In an archive that is both, manifest.json is the complete list: an image without a tag may be missing from index.json.
  const archived = await readDockerArchive(members);
  if (archived !== undefined && (archived.length > 0 || !members.has('index.json'))) return archived;
  if (members.has('index.json')) return await readOciLayout(members);
  if (members.has('manifest.json') && (await isDirLayout(members))) return await readDirLayout(members);
  if (members.has('repositories'))
    throw new InputError(`${members.label} was written by Docker before 1.10; load it and save it again`);
  if (whole !== undefined && looksLikeRoot(members.names())) return [bareImage(whole)];
  throw new InputError(
    `${members.label} holds no image: there is neither a manifest.json, as docker save writes, nor an OCI layout with index.json`,
  );
}

async function isDirLayout(members: Members): Promise<boolean> {
  const bytes = await members.read('manifest.json', MAX_MANIFEST_BYTES);
  return bytes !== undefined && parseObject(bytes)?.config !== undefined;
}

/** What docker export writes: the files of a container without any word about them. */
function looksLikeRoot(names: Iterable<string>): boolean {
  for (const name of names) if (/^(?:etc|bin|usr|lib|sbin|var)\//.test(name)) return true;
  return false;
}

function bareImage(content: LayerContent): SourceImage {
  const layer = { digest: '', diffId: '', mediaType: '', size: content.kind === 'file' ? content.size : 0, content };
  return {
    names: [],
    digest: '',
    id: '',
    platform: DEFAULT_PLATFORM,
    format: 'docker',
    config: undefined,
    annotations: {},
    layers: [layer],
    notices: ['a root file system without a configuration: who runs it and how is not known'],
  };
}
