// The members of a plain tar on the disk: indexed once by its headers, read by offset.
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { InputError, LimitError } from '../../../model/errors.ts';
import type { TarLimits } from '../../../parse/tar/entry.ts';
import { walkTarFile } from '../layers/tar-file.ts';
import { followLinks, type Members } from './members.ts';

interface Place {
  readonly offset: number;
  readonly size: number;
}

/** More members than any archive of images has; a root file system may have more and is told by its first ones. */
const MOST_MEMBERS = 200_000;

/** Indexes a tar. Of a name that occurs twice the last one counts, as for every reader of such archives. */
export function openTarMembers(path: string, label: string, limits: TarLimits): Members {
  const places = new Map<string, Place>();
  const links = new Map<string, { readonly target: string; readonly hard: boolean }>();
  withFile(path, (fd) => {
    const walk = walkTarFile({ fd, offset: 0, size: statSync(path).size }, limits);
    for (let entry = walk.next(); entry !== undefined; entry = walk.next()) {
      if (places.size + links.size >= MOST_MEMBERS) return;
      const { type, linkName, bodyBytes } = entry;
      if (type === 'file') places.set(entry.path, { offset: walk.bodyOffset, size: bodyBytes });
      else if (type === 'symlink' || type === 'hardlink')
        links.set(entry.path, { target: linkName, hard: type === 'hardlink' });
    }
  });
  const find = (name: string) => places.get(followLinks(name, (at) => links.get(at), label));
  return {
    label,
    has: (name) => find(name) !== undefined,
    names: () => [...places.keys(), ...links.keys()],
    async read(name, limit) {
      const place = find(name);
      if (place === undefined) return undefined;
      if (place.size > limit) throw new LimitError(`${label}: ${name} is larger than the limit of ${limit} bytes`);
      return withFile(path, (fd) => {
        const bytes = Buffer.alloc(place.size);
        if (readSync(fd, bytes, 0, place.size, place.offset) < place.size)
          throw new InputError(`${label} is cut off in ${name}`);
        return bytes;
      });
    },
    layer(name) {
      const place = find(name);
      return place === undefined ? undefined : { kind: 'file', path, offset: place.offset, size: place.size };
    },
  };
}

function withFile<T>(path: string, use: (fd: number) => T): T {
  const fd = openSync(path, 'r');
  try {
    return use(fd);
  } finally {
    closeSync(fd);
  }
}
