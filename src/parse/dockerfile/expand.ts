// Expands the variables in a word of a Dockerfile as the builder does: quotes, escapes and every form of `${...}`.
import { HOLE, hasHole } from '../hole.ts';
import { type Effort, replaceMatches, trimPrefix, trimSuffix } from './patterns.ts';

/** What a name stands for. `open` is an argument that nobody gave a value: with a default behind `:-` that is used, else it is not known. */
export type Lookup =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'unset' }
  | { readonly kind: 'open' }
  | { readonly kind: 'unknown' };

export interface ExpandOptions {
  readonly escapeSign: string;
  /** Told of every name, in order. */
  readonly lookUp: (name: string) => Lookup;
}

export interface Expansion {
  /** A value that is not known is a HOLE. */
  readonly text: string;
  /** Why the builder would refuse it. */
  readonly problem?: string;
}

/** Longest word that is expanded. */
const MAX_SOURCE = 65_536;
/** Longest text that a word may become. */
export const MAX_EXPANDED = 16_384;
const MAX_DEPTH = 20;
/** Steps that the patterns of one word may take. */
const MAX_EFFORT = 1024;
const NAME = /[A-Za-z_]\w*|\d+|[@*#?$!-]/y;

interface Reader extends ExpandOptions {
  readonly source: string;
  at: number;
  depth: number;
  size: number;
  readonly effort: Effort;
}

/** A word that cannot be expanded; never leaves this file. */
interface Refusal {
  readonly refused: string;
}

/** Tells whether a word stands for itself: nothing in it is expanded or taken off. */
export function isPlain(source: string): boolean {
  return !/[$'"\\`]/.test(source);
}

/** Expands one word. Blanks inside are kept. */
export function expandWord(source: string, options: ExpandOptions): Expansion {
  if (isPlain(source)) return { text: source };
  if (source.length > MAX_SOURCE)
    return { text: HOLE, problem: `a word is longer than the limit of ${MAX_SOURCE} characters` };
  const reader: Reader = { ...options, source, at: 0, depth: 0, size: 0, effort: { left: MAX_EFFORT } };
  const result = readUntil(reader, '', false);
  return typeof result === 'string' ? { text: result } : { text: HOLE, problem: result.refused };
}

/** Reads up to a closing character, which is taken too. */
function readUntil(reader: Reader, stop: string, rawEscapes: boolean): string | Refusal {
  const { source, escapeSign } = reader;
  const parts: string[] = [];
  while (reader.at < source.length) {
    const char = source.charAt(reader.at);
    if (char === stop) {
      reader.at += 1;
      return parts.join('');
    }
    let part: string | Refusal = char;
    if (char === "'") part = readSingle(reader);
    else if (char === '"') part = readDouble(reader);
    else if (char === '$') part = readDollar(reader);
    else if (char === escapeSign) {
      part = (rawEscapes ? char : '') + source.charAt(reader.at + 1);
      reader.at += 2;
    } else reader.at += 1;
    if (typeof part !== 'string') return part;
    parts.push(part);
    reader.size += part.length;
    if (reader.size > MAX_EXPANDED + source.length)
      return { refused: `a word grows past the limit of ${MAX_EXPANDED} characters` };
  }
  return stop === '' ? parts.join('') : { refused: `a closing ${stop} is missing` };
}

function readSingle(reader: Reader): string | Refusal {
  const end = reader.source.indexOf("'", reader.at + 1);
  if (end === -1) return { refused: 'a closing single quote is missing' };
  const text = reader.source.slice(reader.at + 1, end);
  reader.at = end + 1;
  return text;
}

function readDouble(reader: Reader): string | Refusal {
  const { source, escapeSign } = reader;
  const parts: string[] = [];
  reader.at += 1;
  while (reader.at < source.length) {
    const char = source.charAt(reader.at);
    const next = source.charAt(reader.at + 1);
    if (char === '"') {
      reader.at += 1;
      return parts.join('');
    }
    if (char === '$') {
      const part = readDollar(reader);
      if (typeof part !== 'string') return part;
      parts.push(part);
    } else if (char === escapeSign && (next === '"' || next === '$' || next === escapeSign)) {
      parts.push(next);
      reader.at += 2;
    } else {
      parts.push(char);
      reader.at += 1;
    }
  }
  return { refused: 'a closing double quote is missing' };
}

function readDollar(reader: Reader): string | Refusal {
  const { source } = reader;
  reader.at += 1;
  if (source.charAt(reader.at) !== '{') {
    const name = readName(reader);
    return name === '' ? '$' : valueIn(reader.lookUp(name));
  }
  reader.at += 1;
  if ('{}:'.includes(source.charAt(reader.at))) return { refused: 'a variable has no name' };
  const name = readName(reader);
  const operator = source.charAt(reader.at);
  reader.at += 1;
  if (operator === '}') return valueIn(reader.lookUp(name));
  reader.depth += 1;
  if (reader.depth > MAX_DEPTH) return { refused: `variables are nested deeper than the limit of ${MAX_DEPTH}` };
  const result = operator === '/' ? readReplacement(reader, name) : readModifier(reader, name, operator);
  reader.depth -= 1;
  return result;
}

function readModifier(reader: Reader, name: string, operator: string): string | Refusal {
  const emptyIsUnset = operator === ':';
  const sign = emptyIsUnset ? reader.source.charAt(reader.at) : operator;
  if (emptyIsUnset) reader.at += 1;
  if (sign === '' || !'-+?#%'.includes(sign))
    return { refused: `\${${name}${operator}...} is no substitution of the builder` };
  const word = readUntil(reader, '}', sign === '#' || sign === '%');
  if (typeof word !== 'string') return word;
  const found = reader.lookUp(name);
  const isSet = found.kind === 'value' && !(emptyIsUnset && found.text === '');
  if (found.kind === 'unknown' || (found.kind === 'value' && hasHole(found.text) && emptyIsUnset)) return HOLE;
  switch (sign) {
    case '-':
      return isSet ? found.text : word;
    case '+':
      return found.kind === 'open' ? HOLE : isSet ? word : '';
    case '?':
      if (found.kind === 'open') return HOLE;
      return isSet ? found.text : { refused: `\${${name}} must have a value: ${word}` };
    default: {
      const greedy = word.startsWith(sign);
      const value = valueIn(found);
      const trim = sign === '#' ? trimPrefix : trimSuffix;
      return hasHole(value) || hasHole(word)
        ? HOLE
        : (trim(value, greedy ? word.slice(1) : word, { longest: greedy, effort: reader.effort }) ?? HOLE);
    }
  }
}

function readReplacement(reader: Reader, name: string): string | Refusal {
  const all = reader.source.charAt(reader.at) === '/';
  if (all) reader.at += 1;
  const pattern = readUntil(reader, '/', true);
  if (typeof pattern !== 'string') return pattern;
  const replacement = readUntil(reader, '}', true);
  if (typeof replacement !== 'string') return replacement;
  const value = valueIn(reader.lookUp(name));
  if (hasHole(value) || hasHole(pattern)) return HOLE;
  return cut(replaceMatches(value, pattern, { replacement, all, effort: reader.effort }));
}

/** A text that grew too long counts as not known. */
function cut(text: string | undefined): string {
  return text === undefined || text.length > MAX_EXPANDED ? HOLE : text;
}

function readName(reader: Reader): string {
  NAME.lastIndex = reader.at;
  const name = NAME.exec(reader.source)?.[0] ?? '';
  reader.at += name.length;
  return name;
}

function valueIn(found: Lookup): string {
  if (found.kind === 'value') return found.text;
  return found.kind === 'unset' ? '' : HOLE;
}
