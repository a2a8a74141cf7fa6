// `/proc/PID/cgroup`: the groups that a process is in, and the folders that show them.
import posix from 'node:path/posix';
import type { MountEntry } from './mountinfo.ts';

export interface CgroupEntry {
  /** Empty for the unified hierarchy, and for `name=systemd` alike ones that control nothing. */
  readonly controllers: readonly string[];
  readonly unified: boolean;
  /** From the root of the hierarchy, as the reader sees it. */
  readonly path: string;
}

/** Reads the groups of a process. */
export function parseCgroups(text: string): readonly CgroupEntry[] {
  return text.split('\n').flatMap((line): CgroupEntry[] => {
    const match = /^(\d+):([^:]*):(\/.*)$/.exec(line);
    const [, hierarchy, names = '', path] = match ?? [];
    if (path === undefined) return [];
    const controllers = names.split(',').filter((name) => name !== '' && !name.startsWith('name='));
    return [{ controllers, unified: hierarchy === '0', path: path.replace(/ \(deleted\)$/, '') }];
  });
}

/**
 * Folder that holds the files of a controller (`memory`, `cpu`, ...) for a process, where the reader has mounted that
 * hierarchy. `mounts` are those of the reader. The unified hierarchy is taken where no other has the controller.
 */
export function cgroupFolder(
  groups: readonly CgroupEntry[],
  mounts: readonly MountEntry[],
  controller: string,
): { readonly folder: string; readonly version: 1 | 2 } | undefined {
  const old = groups.find(({ controllers }) => controllers.includes(controller));
  const group = old ?? groups.find(({ unified }) => unified);
  const version = old === undefined ? 2 : 1;
  if (group === undefined) return undefined;
  for (const mount of mounts) {
    const fits =
      version === 2
        ? mount.fileSystem === 'cgroup2'
        : mount.fileSystem === 'cgroup' && mount.superOptions.includes(controller);
    const inside = fits ? below(mount.root, group.path) : undefined;
    if (inside !== undefined) return { folder: posix.join(mount.point, inside), version };
  }
  return undefined;
}

/** The part of a path that goes on below a root; undefined when it lies outside. */
function below(root: string, path: string): string | undefined {
  if (path.split('/').includes('..')) return undefined;
  if (root === '/') return path;
  return path === root || path.startsWith(`${root}/`) ? path.slice(root.length) : undefined;
}
