// The numbers behind the user of a stage, through the accounts that its commands create.
import type { Absence } from '../../model/subject.ts';
import { hasHole } from '../../parse/hole.ts';
import type { Accounts } from './accounts.ts';
import { shorten } from './scope.ts';

/** Highest number that a runtime takes. */
const MAX_ID = 2 ** 31 - 1;

export interface UserNumbers {
  readonly uid: number | Absence;
  readonly gid: number | Absence;
}

/** Resolves `user[:group]`; `why` explains what of the text is not known. */
export function resolveUser(text: string, accounts: Accounts, why: Absence): UserNumbers {
  const colon = text.indexOf(':');
  const user = (colon === -1 ? text : text.slice(0, colon)).trim();
  const group = colon === -1 ? undefined : text.slice(colon + 1).trim();
  return {
    uid: hasHole(user) ? why : resolveId(user, { prefix: '', accounts }),
    gid:
      group === undefined
        ? groupOf(user, accounts, why)
        : hasHole(group)
          ? why
          : resolveId(group, { prefix: ':', accounts }),
  };
}

function groupOf(user: string, accounts: Accounts, why: Absence): number | Absence {
  if (hasHole(user)) return why;
  if (user === '' || user === 'root') return 0;
  const gid = accounts.get(user)?.gid;
  return (
    gid ?? {
      reason: `the group of the user \`${shorten(user)}\` stands in /etc/passwd of the image`,
      hint: 'write it: USER user:group',
    }
  );
}

function resolveId(name: string, { prefix, accounts }: { prefix: '' | ':'; accounts: Accounts }): number | Absence {
  const kind = prefix === '' ? 'uid' : 'gid';
  const what = prefix === '' ? 'user' : 'group';
  if (name === '' || name === 'root') return 0;
  if (/^(?:\+?\d+|-0+)$/.test(name)) {
    return Number(name) <= MAX_ID
      ? Math.abs(Number(name))
      : { reason: `the number of the ${what} \`${shorten(name)}\` is out of range` };
  }
  const account = accounts.get(`${prefix}${name}`);
  const number = account?.[kind];
  if (number !== undefined) return number;
  const hint =
    prefix === ''
      ? 'create it with useradd -u, or write its number'
      : 'create it with groupadd -g, or write its number';
  const reason = account?.reason ?? accounts.get('')?.reason;
  if (reason !== undefined)
    return { reason: `the number of the ${what} \`${shorten(name)}\` is not known: ${reason}`, hint };
  return { reason: `the ${what} \`${shorten(name)}\` is created outside of this Dockerfile`, hint };
}
