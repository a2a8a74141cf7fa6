// Facts of layers kept between runs: files in a cache directory, bounded in size, safe when several runs share them.
import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LayerCache } from '../model/connections.ts';
import type { LayerFacts } from '../model/layer.ts';

/** Most bytes of the whole cache; the entries that were not used for the longest time go first. */
const MAX_BYTES = 512 * 1024 * 1024;
/** A larger entry is not worth keeping. */
const MAX_ENTRY_BYTES = 64 * 1024 * 1024;
const SUFFIX = '.layer';

/** How the facts of a layer become bytes and back; `unpack` answers `undefined` for what it does not know. */
export interface LayerFormat {
  readonly pack: (facts: LayerFacts) => Uint8Array;
  readonly unpack: (bytes: Uint8Array) => LayerFacts | undefined;
}

/** Opens the cache in a directory, which need not exist. A fault of the disk is a missing entry, never an error. */
export function openLayerCache(directory: string, { pack, unpack }: LayerFormat): LayerCache {
  const pathOf = (diffId: string, key: string) => join(directory, `${hash('sha256', `${diffId} ${key}`)}${SUFFIX}`);
  return {
    async get(diffId, key) {
      const path = pathOf(diffId, key);
      try {
        const facts = unpack(readFileSync(path));
        const now = new Date();
        utimesSync(path, now, now);
        return facts;
      } catch {
        return undefined;
      }
    },
    async put(diffId, key, facts) {
      try {
        const bytes = pack(facts);
        if (bytes.length > MAX_ENTRY_BYTES) return;
        mkdirSync(directory, { recursive: true, mode: 0o700 });
        const path = pathOf(diffId, key);
        // Written beside and moved into place, so that nobody reads half an entry.
        const part = `${path}.${process.pid}.part`;
        writeFileSync(part, bytes, { mode: 0o600 });
        renameSync(part, path);
        trim(directory);
      } catch {
        // A full or read-only disk: the next run reads the layer again.
      }
    },
  };
}

function trim(directory: string): void {
  const entries = readdirSync(directory)
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => {
      const { size, mtimeMs } = statSync(join(directory, name));
      return { name, size, used: mtimeMs };
    })
    .sort((a, b) => b.used - a.used);
  let total = 0;
  for (const { name, size } of entries) {
    total += size;
    if (total > MAX_BYTES) rmSync(join(directory, name), { force: true });
  }
}
