// The named parts of something that holds images: members of an archive or files of a directory, links followed inside of it.
import { posix } from 'node:path';
import { InputError } from '../../../model/errors.ts';
import type { LayerContent } from '../../../model/image-source.ts';

/** Parts by clean names: `blobs/sha256/...`, never `./blobs/../x`. */
export interface Members {
  /** How the whole is called in messages. */
  readonly label: string;
  has(name: string): boolean;
  names(): Iterable<string>;
  /** The bytes of a small part; `undefined` when there is none. Throws InputError when it is larger than the limit. */
  read(name: string, limit: number): Promise<Uint8Array | undefined>;
  /** Where the bytes of a layer are; `undefined` when there is no such part. */
  layer(name: string): LayerContent | undefined;
}

const MOST_LINKS = 10;

/** Follows symbolic and hard links between members. One that leads out of the archive, or round and round, is an error. */
export function followLinks(
  name: string,
  linkOf: (name: string) => { readonly target: string; readonly hard: boolean } | undefined,
  label: string,
): string {
  let at = name;
  for (let step = 0; step <= MOST_LINKS; step += 1) {
    const link = linkOf(at);
    if (link === undefined) return at;
    const next = posix.normalize(link.hard ? link.target : posix.join(posix.dirname(at), link.target));
    if (posix.isAbsolute(link.target) || next === '..' || next.startsWith('../'))
      throw new InputError(`${label}: ${JSON.stringify(name)} is a link that leads out of the archive`);
    at = next.replace(/\/$/, '');
  }
  throw new InputError(`${label}: ${JSON.stringify(name)} is a link that leads round and round`);
}
