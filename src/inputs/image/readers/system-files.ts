// Keeps the few files that say which distribution an image is of and who its users are.
import type { ContentReader } from '../../../model/layer.ts';

const MAX_BYTES = 1024 * 1024;

const KEPT: ReadonlySet<string> = new Set([
  'etc/os-release',
  'usr/lib/os-release',
  'etc/alpine-release',
  'etc/debian_version',
  'etc/redhat-release',
  'etc/passwd',
  'etc/group',
]);

export const systemFilesReader: ContentReader = {
  name: 'system-files',
  version: 1,
  keeps: true,
  wants: ({ path }) => (KEPT.has(path) ? MAX_BYTES : 0),
};
