// Reads an archive of a test from a file and as it passes by; both must say the same.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../src/inputs/image/layers/limits.ts';
import { scanLayer } from '../../../../src/inputs/image/layers/scan-layer.ts';
import { openLocalImages, openStreamedImages } from '../../../../src/inputs/image/open-local.ts';
import type { ImageWish, LayerContent, SourceImage } from '../../../../src/model/image-source.ts';
import { writeFiles } from '../../../image-files.ts';

export const ALL: ImageWish = { platforms: 'all', name: '' };
export const USUAL: ImageWish = { platforms: [], name: '' };

/** What an image amounts to, its layers read. */
export interface Told {
  readonly names: readonly string[];
  readonly digest: string;
  readonly id: string;
  readonly platform: string;
  readonly format: string;
  readonly config: unknown;
  readonly notices: readonly string[];
  /** Paths of each layer; a reason for one that is missing. */
  readonly layers: readonly (readonly string[] | string)[];
}

const scan = (content: LayerContent) => scanLayer(content, { readers: [], limits: DEFAULT_LIMITS });

/** Lends a directory that is gone afterwards. */
export async function withDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'seaworthy-archive-'));
  try {
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Reads the bytes of an archive both ways; `step` is the size of the pieces in which it passes by. */
export async function readArchive(bytes: Buffer, wish: ImageWish = USUAL, step = 1000): Promise<readonly Told[]> {
  const fromFile = await outcome(() => readFile(bytes, wish));
  const passing = await outcome(() => readPassing(bytes, wish, step));
  expect(passing).toEqual(fromFile);
  if (!Array.isArray(fromFile)) throw fromFile;
  return fromFile;
}

/** Reads an archive from a file. */
export async function readFile(bytes: Buffer, wish: ImageWish): Promise<readonly Told[]> {
  return await withDirectory(async (directory) => {
    const path = join(directory, 'archive');
    writeFileSync(path, bytes);
    return await tell(await openLocalImages(path, 'the archive', { limits: DEFAULT_LIMITS, scan }).images(wish));
  });
}

/** Reads an archive that passes by. */
export async function readPassing(bytes: Buffer, wish: ImageWish = USUAL, step = 1000): Promise<readonly Told[]> {
  const source = openStreamedImages(pieces(bytes, step), 'the archive', { limits: DEFAULT_LIMITS, scan });
  return await tell(await source.images(wish));
}

/** Reads a directory with these files. */
export async function readDirectory(
  files: Iterable<readonly [string, Buffer]>,
  wish: ImageWish = USUAL,
): Promise<readonly Told[]> {
  return await withDirectory(async (directory) => {
    writeFiles(directory, files);
    return await tell(await openLocalImages(directory, 'the archive', { limits: DEFAULT_LIMITS, scan }).images(wish));
  });
}

async function tell(images: readonly SourceImage[]): Promise<readonly Told[]> {
  return await Promise.all(
    images.map(async ({ names, digest, id, platform, format, config, notices, layers }) => ({
      names,
      digest,
      id,
      platform: `${platform.os}/${platform.architecture}/${platform.variant}`,
      format,
      config,
      notices,
      layers: await Promise.all(layers.map(({ content }) => pathsOf(content))),
    })),
  );
}

async function pathsOf(content: LayerContent): Promise<readonly string[] | string> {
  if (content.kind === 'missing') return content.reason;
  const { entries } = await scan(content);
  return Array.from({ length: entries.length }, (_, index) => entries.pathAt(index));
}

async function outcome(read: () => Promise<readonly Told[]>): Promise<readonly Told[] | Error> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

async function* pieces(bytes: Buffer, step: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}
