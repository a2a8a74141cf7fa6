// Makes scanned text safe to show: nothing in it can steer a terminal, reorder a line or pass for a command to a CI runner.

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Replaces control, bidi, zero-width and private-use characters by visible escapes such as `\x1b` or `\u202e`. */
export function visible(text: string): string {
  return PRINTABLE_ASCII.test(text) ? text : text.replace(INVISIBLE, escapeCharacter);
}

/** The same for a text of several lines, which stay lines. */
export function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visible).join('\n');
}

/** Writes one character as an escape. */
export function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\u{${code.toString(16)}}`;
}

/** Shortens a text to at most `limit` UTF-16 units, the ellipsis included, without cutting a character in two. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** Breaks what the Actions runner would obey as a command in a log line: `::name::` at its start and `##[name]` anywhere. */
export function breakRunnerCommands(line: string): string {
  if (!line.includes('::') && !line.includes('##[')) return line;
  return line.replace(/^((?:\s|\x1b\[[\d;]*m)*):(?=:)/, '$1\\x3a').replaceAll('##[', '##\\x5b');
}
