// The files of a directory that holds images: an OCI layout, or what skopeo writes as dir:.
import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../../../model/errors.ts';
import { checkDocumentSize, type Members } from './members.ts';

/** Opens a directory. A link that leads out of it is refused. */
export function openDirectoryMembers(path: string, label: string): Members {
  const root = realpathSync(path);
  const find = (name: string): { readonly path: string; readonly size: number } | undefined => {
    const own = resolve(root, name);
    if (lstatSync(own, { throwIfNoEntry: false }) === undefined) return undefined;
    const real = realpathSync(own);
    const inside = relative(root, real);
    if (inside.startsWith(`..${sep}`) || inside === '..' || isAbsolute(inside))
      throw new InputError(`${label}: ${name} is a link that leads out of the directory`);
    const stat = lstatSync(real);
    return stat.isFile() ? { path: real, size: stat.size } : undefined;
  };
  return {
    label,
    resolve: (name) => find(name)?.path,
    names: () => readdirSync(root).filter((name) => lstatSync(join(root, name)).isFile()),
    async read(name, limit) {
      const file = find(name);
      if (file === undefined) return undefined;
      checkDocumentSize(file.size, limit, name, label);
      return readFileSync(file.path);
    },
    size: (name) => find(name)?.size ?? 0,
    layer(name) {
      const file = find(name);
      return file === undefined ? undefined : { kind: 'file', path: file.path, offset: 0, size: file.size };
    },
  };
}
