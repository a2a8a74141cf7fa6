// /etc/passwd and /etc/group: who is which number.

export interface PasswdEntry {
  readonly name: string;
  readonly password: string;
  readonly uid: number;
  readonly gid: number;
  readonly shell: string;
}

export interface GroupEntry {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

const MOST_LINES = 100_000;

/** The lines of /etc/passwd that name somebody, in order. */
export function parsePasswd(text: string): PasswdEntry[] {
  return lines(text).flatMap((line) => {
    const [name = '', password = '', uid = '', gid = '', , , shell = ''] = line.split(':');
    return name === '' ? [] : [{ name, password, uid: numberOf(uid), gid: numberOf(gid), shell }];
  });
}

/** The lines of /etc/group that name a group, in order. */
export function parseGroup(text: string): GroupEntry[] {
  return lines(text).flatMap((line) => {
    const [name = '', , gid = '', members = ''] = line.split(':');
    if (name === '') return [];
    return [{ name, gid: numberOf(gid), members: members.split(',').filter((member) => member !== '') }];
  });
}

/** There are no comments: an account whose name starts with # is one, and its number finds it. */
function lines(text: string): string[] {
  return text
    .split('\n')
    .slice(0, MOST_LINES)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Runtimes take what is no number, and a field that is missing, for 0: such an account is root. */
function numberOf(text: string): number {
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : 0;
}
