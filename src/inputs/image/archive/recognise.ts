// Tells what holds images by its content, never by its name, and finds the images in it.

import { InputError } from '../../../model/errors.ts';
import type { LayerContent, SourceImage } from '../../../model/image-source.ts';
import { isObject, parseDocument } from '../../../parse/json-object.ts';
import { MAX_MANIFEST_BYTES } from '../../../parse/oci/manifest.ts';
import { DEFAULT_PLATFORM } from '../../../parse/oci/platform.ts';
import { findDirImages } from './dir-layout.ts';
import { findDockerImages } from './docker-archive.ts';
import type { FoundImage } from './found-image.ts';
import { joinViews } from './join-views.ts';
import { findLegacyImages } from './legacy-archive.ts';
import { limitReading, type Members } from './members.ts';
import { findLayoutImages } from './oci-layout.ts';
import { isRootName } from './tell-members.ts';

/** Finds every image and reads its configuration. */
export async function readStoredImages(members: Members, whole: LayerContent | undefined): Promise<SourceImage[]> {
  const found = await findStoredImages(members, whole);
  return await Promise.all(found.map((image) => image.load()));
}

/** Finds every image. `whole` is the content of the archive itself, for one that is the root file system of a container. */
export async function findStoredImages(all: Members, whole: LayerContent | undefined): Promise<FoundImage[]> {
  const members = limitReading(all);
  const { label } = members;
  const bytes = await members.read('manifest.json', MAX_MANIFEST_BYTES);
  const manifest = bytes === undefined ? undefined : parseDocument(bytes);
  const listed = Array.isArray(manifest) ? await findDockerImages(manifest, members) : [];
  if (members.resolve('index.json') !== undefined && members.resolve('oci-layout') !== undefined)
    return joinViews(await findLayoutImages(members), listed, label);
  if (Array.isArray(manifest)) return listed;
  if (members.resolve('index.json') !== undefined) return await findLayoutImages(members);
  if (bytes !== undefined && isObject(manifest) && (manifest.config ?? manifest.manifests) !== undefined)
    return await findDirImages(bytes, members);
  if (members.resolve('repositories') !== undefined) return await findLegacyImages(members);
  if (whole !== undefined && looksLikeRoot(members.names())) return [bareImage(whole)];
  throw new InputError(
    `${label} holds no image: there is neither a manifest.json, as docker save writes, nor an OCI layout with index.json`,
  );
}

/** What docker export writes: the files of a container without any word about them. */
export function bareImage(content: LayerContent): FoundImage {
  const size = content.kind === 'file' ? content.size : 0;
  const image: SourceImage = {
    names: [],
    digest: '',
    id: '',
    platform: DEFAULT_PLATFORM,
    format: 'docker',
    config: undefined,
    annotations: {},
    layers: [{ digest: '', diffId: '', mediaType: '', size, content }],
    notices: ['a root file system without a configuration: who runs it and how is not known'],
  };
  return {
    names: [],
    digest: '',
    id: '',
    group: 'root',
    platform: image.platform,
    missing: '',
    layers: [],
    load: () => Promise.resolve(image),
  };
}

function looksLikeRoot(names: Iterable<string>): boolean {
  for (const name of names) if (isRootName(name)) return true;
  return false;
}
