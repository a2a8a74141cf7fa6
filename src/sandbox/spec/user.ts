// Which user a run has: always a number for user and group, so that the image's own files cannot add to it.
import { printable } from '../../engine/printable.ts';
import { InputError, UsageError } from '../../model/errors.ts';
import type { SandboxWish } from '../../model/sandbox.ts';

export interface ChosenUser {
  readonly uid: number;
  readonly gid: number;
  readonly notices: readonly string[];
}

/** Runs what would be root, and what nobody can resolve. */
const USUAL = { uid: 1000, gid: 1000 };
const HIGHEST = 2 ** 31 - 1;

/**
 * The user of a run: the one told, or the image's own when it is not root, or 1000:1000. Groups that /etc/group of the image gives to a
 * bare uid stay out, because the group is always written. Throws UsageError on a user that is no number.
 */
export function chooseUser(wish: Pick<SandboxWish, 'reference' | 'user' | 'uid' | 'gid' | 'runAs'>): ChosenUser {
  const { uid, gid, runAs, user } = wish;
  if (runAs !== undefined && runAs !== 'image') return { ...readUser(runAs), notices: [] };
  if (uid !== undefined && (uid > 0 || runAs === 'image')) {
    if (!isId(uid) || !isId(gid ?? uid))
      throw new InputError(
        `${wish.reference}: its user ${show(user)} is no number that Linux takes; give one with --user 1000:1000`,
      );
    return { uid, gid: gid ?? uid, notices: [] };
  }
  if (uid === undefined && runAs === 'image')
    throw new InputError(
      `${wish.reference}: the number of its user ${show(user)} is not known; write it out: --user UID:GID`,
    );
  const why = uid === 0 ? 'The image would run as root' : `The number of the user ${show(user)} is not known`;
  return { ...USUAL, notices: [`${why}: it runs as ${USUAL.uid}:${USUAL.gid}; --user UID:GID changes that`] };
}

function readUser(text: string): { readonly uid: number; readonly gid: number } {
  const [, user = '', group = user] = /^(\d{1,10})(?::(\d{1,10}))?$/.exec(text) ?? [];
  const ids = { uid: Number(user), gid: Number(group) };
  if (user !== '' && isId(ids.uid) && isId(ids.gid)) return ids;
  throw new UsageError(
    `--user ${show(text)}: write numbers, such as --user 1000:1000, or \`--user image\` for the user of the image`,
  );
}

function isId(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= HIGHEST;
}

function show(text: string): string {
  return `"${printable(text, 100)}"`;
}
