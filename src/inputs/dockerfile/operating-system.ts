// Whether a stage builds a Windows image, as far as the Dockerfile shows it.
import { HOLE } from '../../parse/hole.ts';
import type { Source } from './scope.ts';

const WINDOWS_BASES = /(?:^|\/)(?:nanoserver|windows)(?:[:@/]|$)|windowsservercore|nanoserver/i;

/** Tells it by the platform asked for, else by the stage before, the base and the escape directive. */
export function isWindows(
  { tree }: Source,
  { base, platform, parent }: { base: string; platform: string | undefined; parent: string | undefined },
): boolean {
  const wanted = platform?.split('/', 1)[0]?.toLowerCase() ?? '';
  if (wanted !== '' && !wanted.includes(HOLE)) return wanted === 'windows';
  if (parent !== undefined) return parent === 'windows';
  return tree.escape === '`' || WINDOWS_BASES.test(base);
}
