// The numbers behind the user of an image, as a runtime finds them in /etc/passwd and /etc/group of the image.
import type { ImageTree } from '../../../model/layer.ts';
import type { Absence } from '../../../model/subject.ts';
import { type GroupEntry, type PasswdEntry, parseGroup, parsePasswd } from '../../../parse/accounts.ts';

/** Highest number that a runtime takes. */
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
 * Resolves `user[:group]`. A runtime looks for an entry whose name or number equals the user, also when that is a number: `USER 1000` is root
 * where passwd says `1000:x:0:0`. A number that passwd does not have belongs to group 0.
 */
export function resolveImageUser(text: string, tree: ImageTree | undefined): ImageUser {
  const colon = text.indexOf(':');
  const user = (colon === -1 ? text : text.slice(0, colon)).trim();
  const group = colon === -1 ? '' : text.slice(colon + 1).trim();
  const accounts = tree === undefined ? undefined : readAccounts(tree);
  const account = findUser(user === '' ? '0' : user, accounts);
  const gid = group === '' ? account.gid : findGroup(group, accounts);
  const isUnread = accounts === undefined && [account.uid, gid].some((id) => typeof id !== 'number');
  const isMissing = accounts !== undefined && [account.uid, gid].some((id) => typeof id !== 'number');
  return { uid: account.uid, gid, missing: isUnread ? UNREAD : isMissing };
}

interface Accounts {
  readonly users: readonly PasswdEntry[];
  readonly groups: readonly GroupEntry[];
}

function readAccounts(tree: ImageTree): Accounts {
  const text = (path: string) => {
    const bytes = tree.read(path);
    return bytes === undefined ? '' : new TextDecoder('utf-8').decode(bytes);
  };
  return { users: parsePasswd(text('etc/passwd')), groups: parseGroup(text('etc/group')) };
}

function findUser(
  user: string,
  accounts: Accounts | undefined,
): { readonly uid: number | Absence; readonly gid: number | Absence } {
  const number = numberOf(user);
  const entry = accounts?.users.find(({ name, uid }) => name === user || (number !== undefined && uid === number));
  if (entry !== undefined) return { uid: entry.uid, gid: entry.gid };
  if (number !== undefined) {
    const uid = number <= MAX_ID ? number : { reason: `the user \`${shorten(user)}\` is out of range` };
    return { uid, gid: accounts === undefined ? groupUnread(number) : 0 };
  }
  if (accounts === undefined) {
    if (user === 'root') return { uid: 0, gid: 0 };
    return { uid: UNREAD, gid: UNREAD };
  }
  const absence = {
    reason: `/etc/passwd of the image has no user \`${shorten(user)}\``,
    hint: 'create it in the image, or name the user by its number',
  };
  // An image without any passwd still knows root by its name.
  if (user === 'root' && accounts.users.length === 0) return { uid: 0, gid: 0 };
  return { uid: absence, gid: absence };
}

function groupUnread(uid: number): number | Absence {
  return uid === 0 ? 0 : UNREAD;
}

function findGroup(group: string, accounts: Accounts | undefined): number | Absence {
  const number = numberOf(group);
  const entry = accounts?.groups.find(({ name, gid }) => name === group || (number !== undefined && gid === number));
  if (entry !== undefined) return entry.gid;
  if (number !== undefined)
    return number <= MAX_ID ? number : { reason: `the group \`${shorten(group)}\` is out of range` };
  if (group === 'root' && (accounts === undefined || accounts.groups.length === 0)) return 0;
  if (accounts === undefined) return UNREAD;
  return {
    reason: `/etc/group of the image has no group \`${shorten(group)}\``,
    hint: 'create it in the image, or name the group by its number',
  };
}

function numberOf(text: string): number | undefined {
  return /^\+?\d+$/.test(text) ? Number(text) : undefined;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
