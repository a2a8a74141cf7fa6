// Who may become root without a password by the rules of sudo and doas.
import { isInterpreterName } from './interpreters.ts';

/** Names that are told of one file. */
const MOST_NAMES = 50;
const MAX_LINES = 20_000;

type Aliases = ReadonlyMap<string, readonly string[]>;

/** Users and groups (`%wheel`) that a sudoers file lets become root without a password; `ALL` for everybody. */
export function readSudoers(text: string): readonly string[] {
  const lines = joinLines(text);
  const users = aliasesOf(lines, 'User_Alias');
  const commands = aliasesOf(lines, 'Cmnd_Alias');
  // `Defaults !authenticate` takes the question away from every rule, `Defaults:user` from those of one user.
  const freed = new Set(lines.flatMap((line) => freedBy(line)));
  const found: string[] = [];
  for (const line of lines) {
    if (/^(?:Defaults|(?:User|Runas|Host|Cmnd|Cmd)_Alias\b|[@#]include)/.test(line)) continue;
    const equals = line.indexOf('=');
    const who = /^(?:"[^"]*"|\\.|[^ "\\])+(?= )/.exec(line.slice(0, Math.max(0, equals)))?.[0];
    if (who === undefined) continue;
    const names = splitList(who).flatMap((name) => users.get(name) ?? [name]);
    const rule = line.slice(equals + 1);
    const free = grantsRoot(rule, commands, false);
    const asked = grantsRoot(rule, commands, true);
    found.push(...names.filter((name) => free || (asked && (freed.has('') || freed.has(name)))));
  }
  return [...new Set(found)].filter((name) => name !== 'root' && !name.startsWith('!')).slice(0, MOST_NAMES);
}

/** Users and groups that a doas configuration lets become root without a password. */
export function readDoas(text: string): readonly string[] {
  const open = new Map<string, boolean>();
  for (const line of joinLines(text)) {
    const words = line.replace(/setenv\s*\{[^}]*\}/, '').split(/\s+/);
    const [action = ''] = words;
    const rest = words.slice(1).filter((word) => !['persist', 'keepenv', 'nolog'].includes(word));
    const free = rest[0] === 'nopass';
    const [who = '', ...limits] = free ? rest.slice(1) : rest;
    const target = limits.indexOf('as');
    const isRoot = target === -1 || ['root', '0'].includes(limits[target + 1] ?? '');
    const command = limits.indexOf('cmd');
    const isWide = command === -1 || isInterpreterName(baseName(limits[command + 1] ?? ''));
    // The last rule that fits decides.
    if (who !== '' && isRoot && isWide) open.set(who.replace(/^:/, '%'), action === 'permit' && free);
  }
  return [...open].flatMap(([who, free]) => (free && who !== 'root' ? [who] : [])).slice(0, MOST_NAMES);
}

/** Tells whether a rule behind the `=` gives a root shell; `asked` counts commands that ask for the password, too. */
function grantsRoot(rule: string, commands: Aliases, asked: boolean): boolean {
  let free = asked;
  let asRoot = true;
  for (const part of splitList(rule)) {
    let rest = part;
    const runas = /^\(([^)]*)\)\s*/.exec(rest);
    if (runas !== null) {
      const targets = splitList((runas[1] ?? '').split(':', 1)[0] ?? '');
      asRoot = targets.length === 0 || targets.some((target) => ['ALL', 'root', '#0'].includes(target));
      rest = rest.slice(runas[0].length);
    }
    for (let tag = /^([A-Z_]+):\s*/.exec(rest); tag !== null; tag = /^([A-Z_]+):\s*/.exec(rest)) {
      if (tag[1] === 'NOPASSWD') free = true;
      if (tag[1] === 'PASSWD') free = asked;
      rest = rest.slice(tag[0].length);
    }
    const names = commands.get(rest.trim()) ?? [rest.trim()];
    if (free && asRoot && names.some(opensShell)) return true;
  }
  return false;
}

function opensShell(command: string): boolean {
  const [program = '', ...args] = command.split(/\s+/);
  if (program === 'ALL') return true;
  // With arguments of its own a program does only what they say.
  return (
    program.startsWith('/') && args.length === 0 && (program.endsWith('/') || isInterpreterName(baseName(program)))
  );
}

function freedBy(line: string): string[] {
  const match = /^Defaults(?::([^\s]+))?(?![@>!]) (?:.*,)? ?!authenticate\b/.exec(line);
  return match === null ? [] : splitList(match[1] ?? '').concat(match[1] === undefined ? [''] : []);
}

function aliasesOf(lines: readonly string[], kind: string): Aliases {
  const aliases = new Map<string, readonly string[]>();
  for (const line of lines) {
    if (!line.startsWith(`${kind} `)) continue;
    for (const one of line.slice(kind.length).split(/:(?=\s*[A-Z][A-Z0-9_]*\s*=)/)) {
      const equals = one.indexOf('=');
      if (equals > 0) aliases.set(one.slice(0, equals).trim(), splitList(one.slice(equals + 1)));
    }
  }
  return aliases;
}

/** Splits at commas outside of parentheses. */
function splitList(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const char = text[at];
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (char === '\\') at += 1;
    else if (at === text.length || (char === ',' && depth === 0)) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  if (from < text.length) parts.push(text.slice(from).trim());
  return parts.filter((part) => part !== '');
}

/** Lines without comments, continued ones joined. `#` before a number is a user id, before `include` a directive. */
function joinLines(text: string): string[] {
  const lines = text
    .replaceAll(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .slice(0, MAX_LINES);
  return lines.map(cleanLine).filter((line) => line !== '');
}

function cleanLine(line: string): string {
  const blanks = line.replaceAll(/\s+/g, ' ').replace(/(^| )#(?!\d|include).*$/, '');
  return blanks.replaceAll(/ ?, ?/g, ',').trim();
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
