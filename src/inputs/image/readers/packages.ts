// Keeps the databases of package managers, from which the inventory is read once the layers are merged.
import type { ContentReader } from '../../../model/layer.ts';

const MAX_BYTES = 64 * 1024 * 1024;

/** Directories of rpm databases, newest layout first. */
export const RPM_FOLDERS: readonly string[] = ['usr/lib/sysimage/rpm', 'var/lib/rpm', 'usr/share/rpm'];
export const RPM_FILES: readonly string[] = ['rpmdb.sqlite', 'rpmdb.sqlite-wal', 'Packages.db', 'Packages'];
export const APK_FILES: readonly string[] = ['lib/apk/db/installed', 'usr/lib/apk/db/installed'];
export const DPKG_STATUS = 'var/lib/dpkg/status';
export const DPKG_STATUS_FOLDER = 'var/lib/dpkg/status.d';
export const DPKG_INFO = 'var/lib/dpkg/info';
export const RPM_MANIFEST = 'var/lib/rpmmanifest/container-manifest-2';

const KEPT: ReadonlySet<string> = new Set([
  DPKG_STATUS,
  RPM_MANIFEST,
  ...APK_FILES,
  ...RPM_FOLDERS.flatMap((folder) => RPM_FILES.map((file) => `${folder}/${file}`)),
]);

export const packagesReader: ContentReader = {
  name: 'package-databases',
  version: 1,
  keeps: true,
  wants({ path }) {
    if (KEPT.has(path)) return MAX_BYTES;
    if (!path.startsWith('var/lib/dpkg/')) return 0;
    const isStanza = path.startsWith(`${DPKG_STATUS_FOLDER}/`) && !path.endsWith('.md5sums');
    const isList = path.startsWith(`${DPKG_INFO}/`) && path.endsWith('.list');
    return isStanza || isList ? MAX_BYTES : 0;
  },
};
