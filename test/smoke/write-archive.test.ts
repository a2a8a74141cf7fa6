// Archives for an engine: what is compressed in a way that an old one does not read is sent unpacked, and is what it should be.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/inputs/image/layers/limits.ts';
import { openStreamedImages } from '../../src/inputs/image/open-local.ts';
import type { SourceImage } from '../../src/model/image-source.ts';
import { unpackArchive } from '../../src/smoke/unpack-archive.ts';
import { writeArchive } from '../../src/smoke/write-archive.ts';
import { tarBytes } from '../tar-bytes.ts';

const layer = tarBytes([{ path: 'app', body: 'x'.repeat(100_000) }]);
const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

function image(stored: Uint8Array, diffId: string): SourceImage {
  return {
    names: [],
    digest: '',
    id: '',
    platform: { os: 'linux', architecture: 'amd64', variant: '' },
    format: 'oci',
    config: { architecture: 'amd64', os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: [diffId] } },
    annotations: {},
    layers: [{ digest: '', diffId, mediaType: '', size: stored.length, content: { kind: 'bytes', bytes: stored } }],
    notices: [],
  };
}

async function write(source: SourceImage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeArchive(source, { label: 'app', name: 'app:1', unzstd: undefined }))
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe.skipIf(spawnSync('zstd', ['--version']).error !== undefined)('a layer in zstd', () => {
  const stored = () => execFileSync('zstd', ['-cq'], { input: layer });

  test('is sent as a plain tar', async () => {
    const bytes = await write(image(stored(), digestOf(layer)));
    expect(bytes.includes(layer)).toBe(true);
    const source = openStreamedImages(pieces(bytes), 'app', { limits: DEFAULT_LIMITS });
    expect(await source.images({ platforms: 'all', name: '' })).toMatchObject([{ names: ['app:1'] }]);
  });

  test('is not sent when it is not what its configuration says', async () => {
    await expect(write(image(stored(), digestOf(Buffer.from('other'))))).rejects.toThrow(/the file is damaged/);
  });
});

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

describe('an archive that is compressed as a whole', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'unpack-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const unpack = (packed: Uint8Array, signal = new AbortController().signal) => {
    writeFileSync(join(folder, 'app.tar.gz'), packed);
    const plain = join(folder, 'plain.tar');
    return unpackArchive(join(folder, 'app.tar.gz'), plain, { label: 'app.tar.gz', unzstd: undefined, signal });
  };

  test('is unpacked into a file that nobody else can read', async () => {
    await unpack(gzipSync(layer));
    expect(readFileSync(join(folder, 'plain.tar')).equals(layer)).toBe(true);
  });

  test('is an error with its name when it expands beyond all measure', async () => {
    await expect(unpack(gzipSync(gzipSync(Buffer.alloc(2 ** 26))))).resolves.toBeUndefined();
    rmSync(join(folder, 'plain.tar'));
    await expect(unpack(gzipSync(Buffer.alloc(2 ** 26)))).rejects.toThrow(
      /^app\.tar\.gz: the layer expands to more than the limit of 1000 times/,
    );
  });

  test('is not unpacked over something that is there', async () => {
    writeFileSync(join(folder, 'plain.tar'), 'mine');
    await expect(unpack(gzipSync(layer))).rejects.toThrow(/app\.tar\.gz cannot be unpacked: EEXIST/);
    expect(readdirSync(folder).sort()).toEqual(['app.tar.gz', 'plain.tar']);
    expect(readFileSync(join(folder, 'plain.tar'), 'utf8')).toBe('mine');
  });
});
