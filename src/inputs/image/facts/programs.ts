// The programs that somebody in a container of an image could type.
import type { Program } from '../../../model/image.ts';
import type { ImageTree } from '../../../model/layer.ts';

/** What a runtime sets where the image sets no PATH. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const MOST_PROGRAMS = 20_000;
const EXECUTABLE = 0o111;

/** Lists the executables in the directories of PATH, once each where directories are links to one another. */
export function listPrograms(
  tree: ImageTree,
  env: readonly string[],
  ownerOf: (path: string) => string,
): Partial<Program>[] {
  const path = env.findLast((variable) => variable.startsWith('PATH='))?.slice(5) ?? DEFAULT_PATH;
  const folders = new Set<string>();
  for (const folder of path.split(':')) {
    const real = folder.startsWith('/') ? tree.resolve(folder.slice(1)) : undefined;
    if (real?.type === 'directory') folders.add(real.path);
  }
  const programs: Partial<Program>[] = [];
  for (const folder of [...folders].sort()) {
    for (const child of [...tree.children(folder)].sort()) {
      if (programs.length >= MOST_PROGRAMS) return programs;
      const entry = tree.resolve(child);
      if (entry?.type !== 'file' || (entry.mode & EXECUTABLE) === 0) continue;
      programs.push({ name: child.slice(child.lastIndexOf('/') + 1), path: `/${child}`, package: ownerOf(child) });
    }
  }
  return programs;
}
