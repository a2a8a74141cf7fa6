// The members of a plain tar on the disk: indexed once by its headers, read by offset.
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { InputError, LimitError } from '../../../model/errors.ts';
import type { TarLimits } from '../../../parse/tar/entry.ts';
import { walkTarFile } from '../layers/tar-file.ts';
import { checkDocumentSize, followLinks, type MemberLink, type Members, MOST_MEMBERS } from './members.ts';
import { isIndexName } from './tell-members.ts';

interface Place {
  readonly offset: number;
  readonly size: number;
}

/** Indexes a tar. Of a name that occurs twice the last one counts, as for a tool that unpacks it; a list of images that occurs twice is refused. */
export function openTarMembers(path: string, label: string, limits: TarLimits): Members {
  const places = new Map<string, Place>();
  const links = new Map<string, MemberLink>();
  withFile(path, (fd) => {
    const walk = walkTarFile({ fd, offset: 0, size: statSync(path).size }, limits);
    for (let entry = walk.next(); entry !== undefined; entry = walk.next()) {
      const { path: name, type, linkName, bodyBytes } = entry;
      if (isIndexName(name) && (places.has(name) || links.has(name)))
        throw new InputError(`${label}: ${name} is there twice, and tools differ in which of them they read`);
      if (places.size + links.size >= MOST_MEMBERS) {
        // A root file system may have as many files; a list of images behind them would change what this is.
        if (isIndexName(name))
          throw new LimitError(`${label} has more members before ${name} than the limit of ${MOST_MEMBERS}`);
        continue;
      }
      if (type === 'file') {
        places.set(name, { offset: walk.bodyOffset, size: bodyBytes });
        links.delete(name);
      } else if (type === 'symlink' || type === 'hardlink') {
        links.set(name, { target: linkName, hard: type === 'hardlink' });
        places.delete(name);
      }
    }
  });
  const resolve = (name: string): string | undefined => {
    const found = followLinks(name, links, label);
    return places.has(found) ? found : undefined;
  };
  const find = (name: string): Place | undefined => places.get(followLinks(name, links, label));
  return {
    label,
    resolve,
    names: () => [...places.keys(), ...links.keys()],
    async read(name, limit) {
      const place = find(name);
      if (place === undefined) return undefined;
      checkDocumentSize(place.size, limit, name, label);
      return withFile(path, (fd) => {
        const bytes = Buffer.alloc(place.size);
        if (readSync(fd, bytes, 0, place.size, place.offset) < place.size)
          throw new InputError(`${label} is cut off in ${name}`);
        return bytes;
      });
    },
    size: (name) => find(name)?.size ?? 0,
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
