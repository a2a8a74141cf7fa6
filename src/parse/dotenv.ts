// The grammar of env files: `.env`, `env_file` and `label_file`.
import { InputError } from '../model/errors.ts';

export interface DotenvEntry {
  readonly name: string;
  /** Line of the name, 1-based, and its column. */
  readonly line: number;
  readonly column: number;
  /** The text after unquoting; absent for a bare name, whose value comes from outside. */
  readonly text?: string;
  /** Variables in the text are to be replaced. */
  readonly interpolated: boolean;
}

const BLANK = /[\t\v\f\r \u0085\u00A0]/;
const LETTER = /[\p{L}\p{N}_.\-[\]]/u;
const ESCAPE = /\\(?:[abfnrtv\\$"]|0\d{0,3})/g;
const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
  ['"', '"'],
  ['$', '$$'],
]);

/** Reads every statement of an env file. Values keep their variables: the caller replaces them in order. Throws InputError with the line. */
export function parseDotenv(source: string): DotenvEntry[] {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const entries: DotenvEntry[] = [];
  const cursor = { at: 0, line: 1, lineStart: 0 };
  for (;;) {
    skipToStatement(text, cursor);
    if (cursor.at >= text.length) return entries;
    entries.push(readStatement(text, cursor));
  }
}

interface Cursor {
  at: number;
  line: number;
  lineStart: number;
}

function moveTo(text: string, cursor: Cursor, to: number): void {
  for (let at = cursor.at; at < to; at += 1) {
    if (text[at] !== '\n') continue;
    cursor.line += 1;
    cursor.lineStart = at + 1;
  }
  cursor.at = to;
}

function skipToStatement(text: string, cursor: Cursor): void {
  while (cursor.at < text.length) {
    let at = cursor.at;
    while (at < text.length && /[\s\u0085]/.test(text.charAt(at))) at += 1;
    moveTo(text, cursor, at);
    if (text[at] !== '#') return;
    moveTo(text, cursor, lineEnd(text, at));
  }
}

function readStatement(text: string, cursor: Cursor): DotenvEntry {
  const exported = /^export[\t\v\f\r ]+/.exec(text.slice(cursor.at, cursor.at + 64))?.[0] ?? '';
  let start = cursor.at + exported.length;
  while (BLANK.test(text.charAt(start))) start += 1;
  const { line } = cursor;
  const column = start - cursor.lineStart + 1;
  let end = start;
  for (; end < text.length; end += 1) {
    const char = String.fromCodePoint(text.codePointAt(end) ?? 0);
    if (char === '=' || char === ':' || char === '\n') break;
    if (!BLANK.test(char) && !LETTER.test(char))
      throw new InputError(
        `line ${line}: unexpected character ${JSON.stringify(char)} in variable name; use letters, digits and _ . - [ ]`,
      );
    end += char.length - 1;
  }
  // A last name without a line break has no end: Compose reads it as the value of a variable without a name.
  const nameless = end >= text.length;
  const name = nameless ? '' : text.slice(start, end).trimEnd();
  if (name.includes(' ')) throw new InputError(`line ${line}: key cannot contain a space: ${JSON.stringify(name)}`);
  if (text[end] === '\n') {
    moveTo(text, cursor, end + 1);
    return { name, line, column, interpolated: false };
  }
  moveTo(text, cursor, nameless ? start : end + 1);
  while (BLANK.test(text.charAt(cursor.at))) cursor.at += 1;
  return { name, line, column, ...readValue(text, cursor) };
}

function readValue(text: string, cursor: Cursor): { text: string; interpolated: boolean } {
  const quote = text[cursor.at];
  if (quote === '"' || quote === "'") return readQuoted(text, cursor, quote);
  const end = lineEnd(text, cursor.at);
  const [value = ''] = text.slice(cursor.at, end).split(' #', 1);
  moveTo(text, cursor, end);
  return { text: value.trimEnd(), interpolated: true };
}

function readQuoted(text: string, cursor: Cursor, quote: '"' | "'"): { text: string; interpolated: boolean } {
  const parts: string[] = [];
  for (let at = cursor.at + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\' && at + 1 < text.length) {
      const next = text.charAt(at + 1);
      parts.push(next === quote ? quote : `\\${next}`);
      at += 1;
    } else if (char !== quote) {
      parts.push(char);
    } else {
      moveTo(text, cursor, at + 1);
      const value = parts.join('');
      return quote === '"' ? { text: expandEscapes(value), interpolated: true } : { text: value, interpolated: false };
    }
  }
  throw new InputError(`line ${cursor.line}: unterminated quoted value; close it with ${quote}`);
}

function expandEscapes(text: string): string {
  return text.replace(ESCAPE, (match) => {
    const octal = /^\\0([0-7]{3})$/.exec(match)?.[1];
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return match.startsWith('\\0') ? `\\${match.slice(2)}` : (ESCAPED.get(match.charAt(1)) ?? match);
  });
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Reads the `raw` format: a statement per line, the value verbatim. */
export function parseRawEnv(source: string): DotenvEntry[] {
  const entries: DotenvEntry[] = [];
  const lines = source.replace(/^\uFEFF/, '').split('\n');
  lines.forEach((raw, index) => {
    const text = raw.replace(/\r$/, '').trimStart();
    if (text === '' || text.startsWith('#')) return;
    const line = index + 1;
    const cut = text.indexOf('=');
    const name = cut === -1 ? text : text.slice(0, cut);
    if (name === '') throw new InputError(`line ${line}: no variable name on line ${JSON.stringify(text)}`);
    if (/\s/.test(name)) throw new InputError(`line ${line}: variable ${JSON.stringify(name)} contains whitespaces`);
    const column = raw.length - raw.trimStart().length + 1;
    entries.push(
      cut === -1
        ? { name, line, column, interpolated: false }
        : { name, line, column, text: text.slice(cut + 1), interpolated: false },
    );
  });
  return entries;
}
