// Host paths cleaned so that two spellings of one path are equal.

const ALIASES: readonly (readonly [string, string])[] = [
  ['/var/run', '/run'],
  ['/var/lock', '/run/lock'],
];

/**
 * Cleans a host path: repeated slashes, `.` and `..` are resolved and `/var/run` becomes `/run`. Relative paths keep `./` or `../` in front,
 * those of the home directory keep `~`. Windows paths come back with backslashes and an upper-case drive letter.
 */
export function cleanHostPath(path: string): string {
  if (/^[A-Za-z]:[\\/]/.test(path)) return `${path.charAt(0).toUpperCase()}${path.slice(1).replaceAll('/', '\\')}`;
  if (path.startsWith('\\\\')) return path;
  const absolute = path.startsWith('/');
  const home = path === '~' || path.startsWith('~/');
  const kept: string[] = [];
  let up = 0;
  for (const part of (home ? path.slice(1) : path).split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0) kept.pop();
    else if (!absolute) up += 1;
  }
  const tail = kept.join('/');
  if (home && up > 0) return cleanHostPath(`${up === 1 ? '/home' : ''}/${tail}`);
  if (home) return tail === '' ? '~' : `~/${tail}`;
  if (!absolute) return up > 0 ? `${'../'.repeat(up)}${tail}`.replace(/\/$/, '') : `./${tail}`;
  const clean = `/${tail}`;
  for (const [from, to] of ALIASES)
    if (clean === from || clean.startsWith(`${from}/`)) return `${to}${clean.slice(from.length)}`;
  return clean;
}

/** Tells whether `path` is `root` or lies below it. Both are clean. */
export function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(root === '/' ? '/' : `${root}/`);
}
