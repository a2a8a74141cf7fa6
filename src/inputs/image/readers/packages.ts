// Keeps the databases of package managers, from which the inventory is read once the layers are merged.
import type { ContentReader } from '../../../model/layer.ts';

const MAX_BYTES = 64 * 1024 * 1024;

/** Directories of rpm databases, newest layout first. */
export const RPM_FOLDERS: readonly string[] = ['usr/lib/sysimage/rpm', 'var/lib/rpm', 'usr/share/rpm'];
export const APK_FILES: readonly string[] = ['lib/apk/db/installed', 'usr/lib/apk/db/installed'];
export const DPKG_STATUS = 'var/lib/dpkg/status';
export const DPKG_STATUS_FOLDER = 'var/lib/dpkg/status.d';
export const DPKG_INFO = 'var/lib/dpkg/info';
export const DPKG_DIVERSIONS = 'var/lib/dpkg/diversions';
export const RPM_MANIFEST = 'var/lib/rpmmanifest/container-manifest-2';
const RPM_FILES: readonly string[] = ['rpmdb.sqlite', 'rpmdb.sqlite-wal', 'Packages.db', 'Packages'];
/** Files of which one says that an image has an inventory of rpm. */
export const RPM_DATABASES: readonly string[] = [
  RPM_MANIFEST,
  ...RPM_FOLDERS.flatMap((folder) => RPM_FILES.map((file) => `${folder}/${file}`)),
];

const KEPT: ReadonlySet<string> = new Set([DPKG_STATUS, DPKG_DIVERSIONS, ...APK_FILES, ...RPM_DATABASES]);

export const packagesReader: ContentReader = {
  name: 'package-databases',
  version: 2,
  keeps: true,
  wants({ path }) {
    if (KEPT.has(path)) return MAX_BYTES;
    if (!path.startsWith('var/lib/dpkg/')) return 0;
    const isList = path.startsWith(`${DPKG_INFO}/`) && path.endsWith('.list');
    return isList || path.startsWith(`${DPKG_STATUS_FOLDER}/`) ? MAX_BYTES : 0;
  },
};
