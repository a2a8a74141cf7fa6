// The paths that a program changed in a root file system that may be written, from the list of the engine.

/** What the engine itself puts into every container. */
const ENGINE_FILES =
  /^\/(?:dev|proc|sys)(?:\/|$)|^\/etc\/(?:hosts|hostname|resolv\.conf|mtab)$|^\/\.dockerenv$|^\/run\/(?:\.containerenv|podman-init)$|^(?:\/usr)?\/s?bin\/docker-init$/;

/** Paths that are told at most. */
const MAX_PATHS = 500;
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

interface Change {
  readonly path: string;
  readonly kind: 'changed' | 'added' | 'deleted';
}

/** Paths that were added, deleted or written, sorted; a directory that changed only because of what is in it is left out. */
export function changedPaths(changes: readonly Change[]): readonly string[] {
  const own = changes.filter(({ path }) => !ENGINE_FILES.test(path));
  const parents = new Set(changes.flatMap(({ path }) => parentsOf(path)));
  const kept = own.filter(({ path, kind }) => kind !== 'changed' || !parents.has(path));
  return [...new Set(kept.map(({ path }) => path.replace(UNPRINTABLE, '?')))].sort().slice(0, MAX_PATHS);
}

function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) parents.push(path.slice(0, at));
  return parents;
}
