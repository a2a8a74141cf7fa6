// The numbers behind the user of an image, as a runtime finds them in /etc/passwd and /etc/group of the image.
import type { ImageTree } from '../../../model/layer.ts';
import type { Absence } from '../../../model/subject.ts';
import { type GroupEntry, type PasswdEntry, parseGroup, parsePasswd } from '../../../parse/accounts.ts';

/** Highest number that a runtime takes from whoever asks for it; in the files of the image it may be higher. */
const MAX_ID = 2 ** 31 - 1;

export interface ImageUser {
  readonly uid: number | Absence;
  readonly gid: number | Absence;
  /** The user or the group is a name that the image does not have: a container of it does not start. */
  readonly missing: boolean | Absence;
}

const UNREAD: Absence = {
  reason: 'only the configuration of the image was read',
  hint: 'scan it with its layers, without --config-only',
};

/**
 * Resolves `user[:group]`; what follows a second colon counts for nothing. Digits are always a number, also where an account has them for its
 * name. A number without an account belongs to group 0. Where a container would not start, root by its name or number is still root.
 */
export function resolveImageUser(text: string, tree: ImageTree | undefined): ImageUser {
  const [user = '', group = ''] = text.split(':', 2);
  const account = findUser(user, readFile(tree, 'etc/passwd', parsePasswd));
  if (group === '') return account;
  const named = findGroup(group, readFile(tree, 'etc/group', parseGroup));
  return { uid: account.uid, gid: named.gid, missing: either(account.missing, named.missing) };
}

/** The entries of a file; none where the image does not have it, for then a runtime goes on without. */
function readFile<T>(
  tree: ImageTree | undefined,
  path: string,
  parse: (text: string) => readonly T[],
): readonly T[] | Absence {
  if (tree === undefined) return UNREAD;
  const bytes = tree.read(path);
  const entry = tree.resolve(path);
  if (bytes !== undefined && bytes.length >= (entry?.size ?? 0)) return parse(new TextDecoder('utf-8').decode(bytes));
  if (entry?.type !== 'file') return [];
  const why = bytes === undefined ? 'leads to a file that was not read' : 'is larger than what is read of it';
  return { reason: `/${path} of the image ${why}` };
}

function findUser(user: string, entries: readonly PasswdEntry[] | Absence): ImageUser {
  const number = user === '' ? 0 : numberOf(user);
  const entry = known(entries)?.find(({ name, uid }) => (number === undefined ? name === user : uid === number));
  if (entry !== undefined) return { uid: fold(entry.uid), gid: fold(entry.gid), missing: false };
  const meant = meantBy(user);
  if ('reason' in entries) {
    const gid = meant === 0 ? 0 : entries;
    if (meant === undefined) return { uid: outOfRange('user', user, number) ?? entries, gid, missing: entries };
    return { uid: meant, gid, missing: number === undefined ? entries : false };
  }
  if (number !== undefined && meant !== undefined) return { uid: meant, gid: 0, missing: false };
  const absence = outOfRange('user', user, number) ?? {
    reason: `/etc/passwd of the image has no user \`${shorten(user)}\``,
    hint: 'create it in the image, or name the user by its number',
  };
  return { uid: meant ?? absence, gid: meant === undefined ? absence : 0, missing: true };
}

function findGroup(
  group: string,
  entries: readonly GroupEntry[] | Absence,
): { readonly gid: number | Absence; readonly missing: boolean | Absence } {
  const number = numberOf(group);
  const entry = known(entries)?.find(({ name, gid }) => (number === undefined ? name === group : gid === number));
  if (entry !== undefined) return { gid: fold(entry.gid), missing: false };
  const meant = meantBy(group);
  if (number !== undefined && meant !== undefined) return { gid: meant, missing: false };
  if ('reason' in entries) return { gid: meant ?? outOfRange('group', group, number) ?? entries, missing: entries };
  const absence = outOfRange('group', group, number) ?? {
    reason: `/etc/group of the image has no group \`${shorten(group)}\``,
    hint: 'create it in the image, or name the group by its number',
  };
  return { gid: meant ?? absence, missing: true };
}

function known<T>(entries: readonly T[] | Absence): readonly T[] | undefined {
  return 'reason' in entries ? undefined : entries;
}

/** A number, or the name of root, whatever blanks surround it; no runtime takes those off. */
function meantBy(text: string): number | undefined {
  const plain = text.trim();
  const number = plain === '' || plain === 'root' ? 0 : numberOf(plain);
  return number !== undefined && number >= 0 && number <= MAX_ID ? number : undefined;
}

function outOfRange(what: 'user' | 'group', text: string, number: number | undefined): Absence | undefined {
  return number === undefined
    ? undefined
    : { reason: `the number of the ${what} \`${shorten(text)}\` is out of range` };
}

function numberOf(text: string): number | undefined {
  return /^[+-]?\d+$/.test(text) ? Number(text) + 0 : undefined;
}

/** The kernel has 32 bits: an account with the number 4294967296 is root. */
function fold(number: number): number {
  return number - Math.floor(number / 2 ** 32) * 2 ** 32;
}

function either(first: boolean | Absence, second: boolean | Absence): boolean | Absence {
  if (first === true || second === true) return true;
  return first === false ? second : first;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
