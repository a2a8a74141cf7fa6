// Expansions of the shell: variables and substitutions become their value where it is known, else a hole.
import type { HoleKind } from './hole-marks.ts';

/** What the reader of expansions needs from the reader of words. */
export interface Expander {
  readonly text: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Answers a hole that stands for this source text. */
  readonly mark: (source: string, kind: HoleKind) => string;
  /** Reads the commands of a substitution and answers the offset behind its closing character. */
  readonly skipCommands: (at: number, stop: ')' | '`') => number;
  readonly fail: (message: string, start: number) => never;
}

export interface Piece {
  readonly text: string;
  readonly end: number;
  /** May become several words, or none. */
  readonly loose: boolean;
  /** Makes a word even when it is empty. */
  readonly quoted: boolean;
}

/** Reads what stands at a `$`. */
export function readDollar(expander: Expander, at: number, inQuotes: boolean): Piece {
  const { text } = expander;
  const next = text[at + 1] ?? '';
  if (next === "'" && !inQuotes) return readAnsiQuotes(expander, at);
  if (next === '"' && !inQuotes) return { text: '', end: at + 1, loose: false, quoted: true };
  if (text.startsWith('((', at + 1)) {
    const end = text.indexOf('))', at + 3);
    if (end === -1) expander.fail('the arithmetic opened here is not closed', at);
    return unknownPiece(expander, at, end + 2, inQuotes);
  }
  if (next === '(') return substitution(expander, at, expander.skipCommands(at + 2, ')'), 2, inQuotes);
  if (next === '{') return readBraces(expander, at, inQuotes);
  const name = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])/.exec(text.slice(at + 1, at + 256))?.[0];
  if (name === undefined) return { text: '$', end: at + 1, loose: false, quoted: inQuotes };
  return variable(expander, at, at + 1 + name.length, name, inQuotes);
}

/** Reads a substitution in backticks. */
export function readBacktick(expander: Expander, at: number, inQuotes: boolean): Piece {
  return substitution(expander, at, expander.skipCommands(at + 1, '`'), 1, inQuotes);
}

/** Reads a `~` at the beginning of a word. */
export function readTilde(expander: Expander, at: number): Piece {
  const prefix = /^~[^/\s;&|()<>'"\\$`:]*/.exec(expander.text.slice(at, at + 256))?.[0] ?? '~';
  const end = at + prefix.length;
  const text = expander.mark(prefix, prefix === '~' ? 'home' : 'any');
  return { text, end, loose: false, quoted: false };
}

function variable(expander: Expander, at: number, end: number, name: string, inQuotes: boolean): Piece {
  const value = Object.hasOwn(expander.environment, name) ? expander.environment[name] : undefined;
  if (value !== undefined) return { text: value, end, loose: false, quoted: inQuotes };
  if (name === 'PWD') return { ...unknownPiece(expander, at, end, inQuotes, 'here'), loose: false };
  if (name === 'HOME') return { ...unknownPiece(expander, at, end, inQuotes, 'home'), loose: false };
  const many = name === '@' || (name === '*' && !inQuotes);
  return { ...unknownPiece(expander, at, end, inQuotes), loose: many || !inQuotes };
}

function substitution(expander: Expander, at: number, end: number, opening: number, inQuotes: boolean): Piece {
  const command = expander.text.slice(at + opening, end - 1).trim();
  const here = /^pwd(?: +-[LP])?$/.test(command);
  return unknownPiece(expander, at, end, inQuotes, here ? 'here' : 'any');
}

function readBraces(expander: Expander, at: number, inQuotes: boolean): Piece {
  const end = closingBrace(expander, at);
  const inside = expander.text.slice(at + 2, end - 1);
  const [, name = '', rest = ''] = /^([A-Za-z_][A-Za-z0-9_]*)(:?[-=?+][\s\S]*)?$/.exec(inside) ?? [];
  const isSet = name !== '' && Object.hasOwn(expander.environment, name);
  if (rest === '' && name !== '') return variable(expander, at, end, name, inQuotes);
  if (isSet && /^[-=?]/.test(rest)) return variable(expander, at, end, name, inQuotes);
  if (isSet && /^:[-=?]/.test(rest) && expander.environment[name] !== '')
    return variable(expander, at, end, name, inQuotes);
  const many = /^@$|\[@\]$|\[\*\]$/.test(inside);
  return { ...unknownPiece(expander, at, end, inQuotes), loose: many || !inQuotes };
}

/** The offset behind the brace that closes `${`. */
function closingBrace(expander: Expander, at: number): number {
  const { text } = expander;
  let depth = 0;
  for (let inner = at + 1; inner < text.length; inner += 1) {
    const char = text[inner];
    if (char === '\\') inner += 1;
    else if (char === "'" || char === '"') {
      const close = text.indexOf(char, inner + 1);
      if (close === -1) break;
      inner = close;
    } else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return inner + 1;
    }
  }
  return expander.fail('the brace opened here is not closed', at);
}

function unknownPiece(expander: Expander, at: number, end: number, inQuotes: boolean, kind: HoleKind = 'any'): Piece {
  const text = expander.mark(expander.text.slice(at, end), kind);
  return { text, end, loose: !inQuotes && kind === 'any', quoted: true };
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function readAnsiQuotes(expander: Expander, at: number): Piece {
  let close = at + 2;
  while (close < expander.text.length && expander.text[close] !== "'") close += expander.text[close] === '\\' ? 2 : 1;
  if (close >= expander.text.length) expander.fail('the quote opened here is not closed', at);
  const text = expander.text
    .slice(at + 2, close)
    .replace(
      /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|([0-7]{1,3})|([\s\S]))/g,
      (_, hex?: string, unicode?: string, octal?: string, char = '') => {
        if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
        if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
        if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
        return Object.hasOwn(ESCAPES, char) ? (ESCAPES[char] ?? char) : char;
      },
    );
  return { text, end: close + 1, loose: false, quoted: true };
}
