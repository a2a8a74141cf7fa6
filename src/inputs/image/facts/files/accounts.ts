// What /etc/shadow and /etc/passwd say about accounts that stand open or are as good as root.

export interface AccountTrace {
  /** An account has an empty password. */
  readonly emptyPassword: boolean;
  /** Names other than root with uid 0. */
  readonly extraRoot: readonly string[];
}

/** Names that are told of one file. */
const MOST_NAMES = 50;

/** Reads `shadow`: an empty second field lets anybody in; `*`, `!` and `x` let nobody in. */
export function readShadow(text: string): AccountTrace {
  return { emptyPassword: fieldsOf(text).some(isOpen), extraRoot: [] };
}

/** Reads `passwd`. */
export function readPasswd(text: string): AccountTrace {
  const lines = fieldsOf(text);
  const extraRoot = lines.flatMap(([name = '', , uid = '']) => (name !== 'root' && /^0+$/.test(uid) ? [name] : []));
  return { emptyPassword: lines.some(isOpen), extraRoot: [...new Set(extraRoot)].slice(0, MOST_NAMES) };
}

function isOpen(fields: readonly string[]): boolean {
  return fields.length > 2 && fields[1] === '';
}

function fieldsOf(text: string): string[][] {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  // Lines of NIS (`+::`) and comments name no account.
  return lines.filter((line) => line !== '' && !/^[#+-]/.test(line)).map((line) => line.split(':'));
}
