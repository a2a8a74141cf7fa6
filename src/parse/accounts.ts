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

/** The lines of /etc/passwd that are entries, in order. */
export function parsePasswd(text: string): PasswdEntry[] {
  return lines(text).flatMap((line) => {
    const [name = '', password = '', uid = '', gid = '', , , shell = ''] = line.split(':');
    const numbers = [numberOf(uid), numberOf(gid)] as const;
    if (name === '' || numbers[0] === undefined || numbers[1] === undefined) return [];
    return [{ name, password, uid: numbers[0], gid: numbers[1], shell }];
  });
}

/** The lines of /etc/group that are entries, in order. */
export function parseGroup(text: string): GroupEntry[] {
  return lines(text).flatMap((line) => {
    const [name = '', , gid = '', members = ''] = line.split(':');
    const number = numberOf(gid);
    return name === '' || number === undefined
      ? []
      : [{ name, gid: number, members: members.split(',').filter((member) => member !== '') }];
  });
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .slice(0, MOST_LINES)
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function numberOf(text: string): number | undefined {
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
