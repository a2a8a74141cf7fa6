// The accounts that the commands of a Dockerfile create, as far as their numbers are certain.
import type { CommandFacts } from '../../parse/command/reading.ts';
import { shorten } from './scope.ts';

/** A created account; the number is absent where only its existence is known. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
  /** Why the number is not known. */
  readonly reason?: string;
}

/** By name; names of groups begin with `:`. */
export type Accounts = Map<string, Account>;

const USER_TOOLS = new Set(['useradd', 'adduser']);
const GROUP_TOOLS = new Set(['groupadd', 'addgroup']);
/** Where these tools begin to count; they never hand out 0. */
const FIRST_REGULAR = 1000;
const FIRST_SYSTEM = 999;

/** Notes what a command does to the accounts. */
export function noteAccounts(accounts: Accounts, command: CommandFacts): void {
  const { program, operands } = command;
  if (USER_TOOLS.has(program)) noteUser(accounts, command);
  else if (GROUP_TOOLS.has(program)) {
    const name = operands.at(-1);
    if (name !== undefined) accounts.set(`:${name}`, numbered(command, '--gid', 'gid'));
  } else if (program === 'usermod') {
    const [name, uid] = [operands.at(-1), optionOf(command, '--uid')];
    if (name !== undefined && uid !== undefined)
      accounts.set(name, { ...accounts.get(name), ...readNumber(uid, 'uid') });
  } else if (program === 'userdel' || program === 'deluser') {
    const name = operands[0];
    if (name !== undefined) accounts.delete(name);
  }
  const rewrites = command.writes.some(({ path }) => path === '/etc/passwd');
  if (rewrites) noteWrittenPasswd(accounts, command);
}

/**
 * Without a number these tools choose the first free one, which is never 0: what they choose first is stated, since only that it differs from 0
 * matters. `adduser USER GROUP` of Debian adds a user to a group and creates none.
 */
function noteUser(accounts: Accounts, command: CommandFacts): void {
  const { program, operands } = command;
  const name = program === 'adduser' ? operands[0] : operands.at(-1);
  if (name === undefined || (program === 'adduser' && operands.length > 1)) return;
  const account = numbered(command, '--uid', 'uid');
  const group = optionOf(command, '--gid') ?? optionOf(command, '--ingroup');
  const gid = group === undefined || !/^\d+$/.test(group) ? accounts.get(`:${group}`)?.gid : Number(group);
  accounts.set(name, { ...account, ...(gid === undefined ? {} : { gid }) });
}

function numbered(command: CommandFacts, option: string, kind: 'uid' | 'gid'): Account {
  const written = optionOf(command, option);
  if (written !== undefined) return readNumber(written, kind);
  const isSystem = command.flags.some((flag) => flag === '--system' || flag === '-S');
  return { [kind]: isSystem ? FIRST_SYSTEM : FIRST_REGULAR };
}

function readNumber(text: string, kind: 'uid' | 'gid'): Account {
  if (/^\d{1,10}$/.test(text)) return { [kind]: Number(text) };
  return { reason: `it is created with the number \`${shorten(text)}\`, which is not known` };
}

/** A line written into /etc/passwd by hand may give any name any number. */
function noteWrittenPasswd(accounts: Accounts, command: CommandFacts): void {
  const text = command.writes.find(({ path }) => path === '/etc/passwd')?.text ?? '';
  const lines = [...text.matchAll(/^([\w.-]+):[^:\n]*:(\d{1,10}):(\d{1,10}):/gm)];
  if (lines.length === 0) accounts.set('', { reason: '/etc/passwd is written by a command' });
  for (const [, name = '', uid, gid] of lines) accounts.set(name, { uid: Number(uid), gid: Number(gid) });
}

function optionOf(command: CommandFacts, wanted: string): string | undefined {
  return command.options.findLast(({ name }) => name === wanted)?.value;
}
