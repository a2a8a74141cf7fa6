// What skopeo writes as dir:, one image whose blobs lie beside its manifest.
import { InputError } from '../../../model/errors.ts';
import type { SourceImage } from '../../../model/image-source.ts';
import { parseDigest } from '../../../parse/oci/digest.ts';
import { MAX_MANIFEST_BYTES, readManifest } from '../../../parse/oci/manifest.ts';
import type { Members } from './members.ts';
import { isImage, readImage } from './oci-layout.ts';
import { digestOf } from './stored-image.ts';

/** Reads the image of such a directory. */
export async function readDirLayout(members: Members): Promise<SourceImage[]> {
  const bytes = await members.read('manifest.json', MAX_MANIFEST_BYTES);
  if (bytes === undefined) throw new InputError(`${members.label} has no manifest.json`);
  const manifest = readManifest(bytes, '', `${members.label}: manifest.json`);
  if (manifest.kind !== 'manifest' || !isImage(manifest))
    throw new InputError(`${members.label}: manifest.json is not that of one image`);
  const entry = { digest: digestOf(bytes), annotations: {} };
  const blob = (digest: string) => parseDigest(digest)?.hex ?? '';
  return [await readImage({ members, manifest, entry, names: [], blob })];
}
