// The named parts of something that holds images: members of an archive or files of a directory, links followed inside of it.
import { posix } from 'node:path';
import { InputError, LimitError } from '../../../model/errors.ts';
import type { LayerContent } from '../../../model/image-source.ts';
import { quoteName } from '../../../parse/tar/problems.ts';

/** Parts by clean names: `blobs/sha256/...`, never `./blobs/../x`. */
export interface Members {
  /** How the whole is called in messages. */
  readonly label: string;
  /** The part that a name leads to, links followed; `undefined` when there is none. */
  resolve(name: string): string | undefined;
  names(): Iterable<string>;
  /** The bytes of a small part; `undefined` when there is none. Throws LimitError when it is larger than the limit. */
  read(name: string, limit: number): Promise<Uint8Array | undefined>;
  /** Bytes of a part as stored; 0 when there is none. */
  size(name: string): number;
  /** Where the bytes of a layer are; `undefined` when there is no such part. Throws where it passed by and could not be read. */
  layer(name: string): LayerContent | undefined;
}

/** A link between members. */
export interface MemberLink {
  readonly target: string;
  readonly hard: boolean;
}

/** More members than any archive of images has. */
export const MOST_MEMBERS = 200_000;
const MOST_LINKS = 10;
/** Bytes of all documents of one archive: a small one may be named a thousand times. */
const MOST_READ = 256 * 1024 * 1024;

/** Follows symbolic and hard links between members. One that leads out of the archive, or round and round, is an error. */
export function followLinks(name: string, links: ReadonlyMap<string, MemberLink>, label: string): string {
  let at = name;
  for (let step = 0; step <= MOST_LINKS; step += 1) {
    const link = links.get(at);
    if (link === undefined) return at;
    const next = posix.normalize(link.hard ? link.target : posix.join(posix.dirname(at), link.target));
    if (posix.isAbsolute(link.target) || next === '..' || next.startsWith('../'))
      throw new InputError(`${label}: ${quoteName(name)} is a link that leads out of the archive`);
    at = next.replace(/\/$/, '');
  }
  throw new InputError(`${label}: ${quoteName(name)} is a link that leads round and round`);
}

/** Limits the bytes of all documents together. */
export function limitReading(members: Members): Members {
  let total = 0;
  return {
    ...members,
    async read(name, limit) {
      total += Math.min(members.size(name), limit);
      if (total > MOST_READ)
        throw new LimitError(`${members.label}: its documents are larger than the limit of ${MOST_READ} bytes`);
      return await members.read(name, limit);
    },
  };
}

/** Throws where a document is larger than may be read. */
export function checkDocumentSize(size: number, limit: number, name: string, label: string): void {
  if (size > limit) throw new LimitError(`${label}: ${quoteName(name)} is larger than the limit of ${limit} bytes`);
}
