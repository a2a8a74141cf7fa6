// Keeps the few files that say which distribution an image is of and who its users are.
import type { ContentReader } from '../../../model/layer.ts';

const MAX_BYTES = 1024 * 1024;

const NAMES: ReadonlySet<string> = new Set([
  'os-release',
  'alpine-release',
  'debian_version',
  'redhat-release',
  'centos-release',
  'oracle-release',
  'rocky-release',
  'system-release',
  'passwd',
  'group',
]);

/** The folders of a file system, and those of a package in a store to which links lead. */
const FOLDER = /^(?:(?:usr\/)?(?:etc|lib)|nix\/store\/[^/]+\/etc)$/;

export const systemFilesReader: ContentReader = {
  name: 'system-files',
  version: 2,
  keeps: true,
  wants({ path }) {
    const slash = path.lastIndexOf('/');
    if (!NAMES.has(path.slice(slash + 1))) return 0;
    return FOLDER.test(path.slice(0, slash)) ? MAX_BYTES : 0;
  },
};
