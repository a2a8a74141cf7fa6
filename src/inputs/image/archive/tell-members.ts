// What a member of an archive is, by its name and its first bytes.
import { compressionOf } from '../layers/compression.ts';

/** Bytes of a member that have to be looked at: a header of a tar. */
export const TELLING_BYTES = 512;

/** Documents that say which images an archive holds. */
const INDEXES: ReadonlySet<string> = new Set(['manifest.json', 'index.json', 'oci-layout', 'repositories']);

/** First parts of the names in a root file system. */
const ROOTS: ReadonlySet<string> = new Set(
  '.dockerenv bin boot dev etc home lib lib32 lib64 libx32 media mnt opt proc root run sbin srv sys tmp usr var'.split(
    ' ',
  ),
);

type MemberKind = 'document' | 'layer' | 'other';

/** Whether a member says which images an archive holds. */
export function isIndexName(name: string): boolean {
  return INDEXES.has(name);
}

/** Whether a name is that of something in a root file system. */
export function isRootName(name: string): boolean {
  const slash = name.indexOf('/');
  return ROOTS.has(slash === -1 ? name : name.slice(0, slash));
}

/** Tells a member by its content; its name counts only where the content does not tell, as with a tar of old. */
export function tellMember(name: string, head: Uint8Array): MemberKind {
  if (isIndexName(name)) return 'document';
  if (compressionOf(head) !== 'none' || isTarHeader(head)) return 'layer';
  const first = head.find((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
  if (first === 0x7b || first === 0x5b) return 'document';
  return /(?:\.tar|\/[0-9a-f]{64}|^[0-9a-f]{64})$/.test(name) ? 'layer' : 'other';
}

/** `ustar` at its place, or the zeros that an empty tar begins with. */
function isTarHeader(head: Uint8Array): boolean {
  if (head.length < TELLING_BYTES) return false;
  return Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar' || head.every((byte) => byte === 0);
}
