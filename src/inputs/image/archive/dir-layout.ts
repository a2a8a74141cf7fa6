// What skopeo writes as dir:, the images of one reference whose blobs lie beside their manifest.
import type { Descriptor } from '../../../parse/oci/descriptor.ts';
import { parseDigest } from '../../../parse/oci/digest.ts';
import type { FoundImage } from './found-image.ts';
import type { Members } from './members.ts';
import { findImages, type LayoutNames } from './oci-layout.ts';
import { digestOf } from './stored-image.ts';

/** Finds the image of manifest.json, or those that it lists. */
export async function findDirImages(manifest: Uint8Array, members: Members): Promise<FoundImage[]> {
  const digest = digestOf(manifest);
  const root: Descriptor = {
    mediaType: '',
    digest,
    size: manifest.length,
    annotations: {},
    artifactType: '',
    urls: [],
  };
  const where: LayoutNames = {
    manifest: (wanted) => (wanted === digest ? 'manifest.json' : `${fileName(wanted)}.manifest.json`),
    blob: fileName,
  };
  return await findImages([root], members, where);
}

function fileName(digest: string): string {
  const { algorithm, hex } = parseDigest(digest) ?? { algorithm: '', hex: '' };
  return algorithm === 'sha256' ? hex : `${algorithm}-${hex}`;
}
