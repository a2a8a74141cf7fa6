// Lists tars by both ways to walk them, for tests: from a file, and passing by in chunks of any size.
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../src/inputs/image/layers/limits.ts';
import { walkTarFile } from '../../../../src/inputs/image/layers/tar-file.ts';
import { walkTarStream } from '../../../../src/inputs/image/layers/tar-stream.ts';
import type { TarWalk } from '../../../../src/inputs/image/layers/tar-walk.ts';
import type { TarEntry, TarLimits } from '../../../../src/parse/tar/entry.ts';

export interface Listed {
  readonly entries: readonly (TarEntry & { readonly content: string })[];
  readonly problems: readonly string[];
}

/** The bytes in chunks of the given sizes, which are used over and over. */
export async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** Lists a tar that passes by. `take` bytes of each body are read. */
export async function listStream(
  bytes: Uint8Array,
  sizes: readonly number[] = [1000],
  take = 1 << 20,
  limits: TarLimits = DEFAULT_LIMITS,
): Promise<Listed> {
  const walk = walkTarStream(inChunks(bytes, sizes), limits);
  const listed = await list(walk, take);
  await walk.drain();
  return listed;
}

/** Lists a tar that lies in the middle of a file. */
export async function listFile(bytes: Uint8Array, take = 1 << 20, limits: TarLimits = DEFAULT_LIMITS): Promise<Listed> {
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-tar-'));
  try {
    const path = join(folder, 'a.tar');
    const before = 777;
    writeFileSync(path, Buffer.concat([Buffer.alloc(before, 1), bytes, Buffer.alloc(999, 1)]));
    const fd = openSync(path, 'r');
    try {
      return await list(walkTarFile({ fd, offset: before, size: bytes.length }, limits), take);
    } finally {
      closeSync(fd);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Lists by both walks and in several chunkings, which have to agree. */
export async function listBoth(bytes: Uint8Array): Promise<Listed> {
  const fromFile = await listFile(bytes);
  for (const sizes of [[1], [512], [700, 3], [1 << 20]]) expect(await listStream(bytes, sizes)).toEqual(fromFile);
  return fromFile;
}

/** The paths of a listing. */
export function pathsOf({ entries }: Listed): string[] {
  return entries.map(({ path }) => path);
}

async function list(walk: TarWalk, take: number): Promise<Listed> {
  const entries: (TarEntry & { content: string })[] = [];
  for (let entry = await walk.next(); entry !== undefined; entry = await walk.next())
    entries.push({ ...entry, content: Buffer.from(await walk.take(take)).toString('latin1') });
  return { entries, problems: walk.problems() };
}
