// Writes an OCI layout with a few small images into a directory, for programs that push from one.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { OCI_CONFIG, OCI_INDEX, OCI_MANIFEST } from './fake-images.ts';

/** Whoever pushes it compresses it as told. */
const PLAIN_LAYER = 'application/vnd.oci.image.layer.v1.tar';

export interface LayoutImage {
  readonly architecture: string;
  /** One file per layer: its name and its text. */
  readonly files: Readonly<Record<string, string>>;
}

/** Writes the layout. One image under a name stands there alone, several stand in an index. */
export async function writeLayout(
  directory: string,
  named: Readonly<Record<string, readonly LayoutImage[]>>,
): Promise<void> {
  mkdirSync(join(directory, 'blobs', 'sha256'), { recursive: true });
  const put = (bytes: Uint8Array, mediaType: string) => {
    const hex = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(directory, 'blobs', 'sha256', hex), bytes);
    return { mediaType, digest: `sha256:${hex}`, size: bytes.length };
  };
  const putJson = (document: object, mediaType: string) => put(Buffer.from(JSON.stringify(document)), mediaType);
  const putImage = async ({ architecture, files }: LayoutImage) => {
    const tars = await Promise.all(Object.entries(files).map(([name, text]) => tar(name, text)));
    const diffIds = tars.map((bytes) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`);
    const config = { architecture, os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: diffIds } };
    const manifest = {
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: putJson(config, OCI_CONFIG),
      layers: tars.map((bytes) => put(bytes, PLAIN_LAYER)),
    };
    return { ...putJson(manifest, OCI_MANIFEST), platform: { architecture, os: 'linux' } };
  };

  const entries = [];
  for (const [name, images] of Object.entries(named)) {
    const manifests = await Promise.all(images.map(putImage));
    const index = { schemaVersion: 2, mediaType: OCI_INDEX, manifests };
    const entry = manifests.length === 1 ? manifests[0] : putJson(index, OCI_INDEX);
    entries.push({ ...entry, annotations: { 'org.opencontainers.image.ref.name': name } });
  }
  const index = { schemaVersion: 2, mediaType: OCI_INDEX, manifests: entries };
  writeFileSync(join(directory, 'index.json'), JSON.stringify(index));
  writeFileSync(join(directory, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
}

async function tar(name: string, text: string): Promise<Buffer> {
  const archive = pack();
  archive.entry({ name, mtime: new Date(0) }, text);
  archive.finalize();
  return await buffer(archive);
}
