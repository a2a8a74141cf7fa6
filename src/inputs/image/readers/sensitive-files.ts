// States what the files that decide about accounts, privilege and keys say, and keeps none of their bytes.
import type { ContentReader, LayerEntry } from '../../../model/layer.ts';
import { readPasswd, readShadow } from '../facts/files/accounts.ts';
import { isKeyStore, isKeyStoreName, KEY_STORE_BYTES } from '../facts/files/key-store.ts';
import { readDoas, readSudoers } from '../facts/files/sudoers.ts';

/** Name under which its facts stand. */
export const SENSITIVE_FILES_READER = 'sensitive-files';

/** What it states of a file. */
export type SensitiveTrace =
  | { readonly what: 'accounts'; readonly emptyPassword: boolean; readonly extraRoot: readonly string[] }
  | { readonly what: 'sudoers'; readonly passwordless: readonly string[] }
  /** The kernel gives a script no privilege. */
  | { readonly what: 'script' }
  | { readonly what: 'key-store' }
  /** Libraries that are loaded into every program. */
  | { readonly what: 'preload'; readonly empty: boolean };

const MAX_BYTES = 256 * 1024;

const SUDOERS = /^(?:usr\/local\/)?etc\/(?:sudoers|sudoers\.d\/[^/.]*[^/.~])$/;
const DOAS = /^(?:usr\/local\/)?etc\/(?:doas\.conf|doas\.d\/[^/]+\.conf)$/;

/** Reads accounts, rules of sudo and doas, preloaded libraries, key stores, and the begin of files with a privilege. */
export const sensitiveFilesReader: ContentReader = {
  name: SENSITIVE_FILES_READER,
  version: 1,
  wants(entry) {
    if (isAccountFile(entry.path) || isPreload(entry.path) || isSudoers(entry.path))
      return Math.min(entry.size, MAX_BYTES);
    if (isKeyStoreName(entry.path)) return Math.min(entry.size, KEY_STORE_BYTES);
    return isPrivileged(entry) ? Math.min(entry.size, 2) : 0;
  },
  read(entry, bytes) {
    const traces: SensitiveTrace[] = [];
    if (isPrivileged(entry) && bytes[0] === 0x23 && bytes[1] === 0x21) traces.push({ what: 'script' });
    if (isKeyStoreName(entry.path) && isKeyStore(entry.path, bytes)) traces.push({ what: 'key-store' });
    const text = () => Buffer.from(bytes).toString('utf8');
    if (isAccountFile(entry.path)) {
      const read = entry.path === 'etc/shadow' ? readShadow : readPasswd;
      traces.push({ what: 'accounts', ...read(text()) });
    }
    if (isSudoers(entry.path)) {
      const read = DOAS.test(entry.path) ? readDoas : readSudoers;
      traces.push({ what: 'sudoers', passwordless: read(text()) });
    }
    if (isPreload(entry.path)) traces.push({ what: 'preload', empty: text().replaceAll(/#.*$/gm, '').trim() === '' });
    return traces;
  },
};

/** Tells whether a path holds rules of sudo or doas. */
function isSudoers(path: string): boolean {
  return path.includes('etc/') && (SUDOERS.test(path) || DOAS.test(path));
}

function isAccountFile(path: string): boolean {
  return path === 'etc/shadow' || path === 'etc/passwd';
}

function isPreload(path: string): boolean {
  return path === 'etc/ld.so.preload';
}

function isPrivileged({ mode, capability }: LayerEntry): boolean {
  return (mode & 0o6000) !== 0 || capability !== '';
}
