// YAML collections in brackets.
import { type Cursor, columnOf, giveUp, skipBlank } from './yaml-cursor.ts';
import { readAlias, readAnchor } from './yaml-properties.ts';
import type { YamlPair, YamlSyntax } from './yaml-syntax.ts';
import { readFlowPlain, readQuoted } from './yaml-text.ts';

const COLON = ':'.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
const OPEN_LIST = '['.charCodeAt(0);
const CLOSE_LIST = ']'.charCodeAt(0);
const OPEN_MAP = '{'.charCodeAt(0);
const CLOSE_MAP = '}'.charCodeAt(0);
/** Deepest nesting read here. */
const MAX_DEPTH = 90;

/** Tells whether a collection in brackets starts here. */
export function startsFlow(cursor: Cursor): boolean {
  const code = cursor.text.charCodeAt(cursor.at);
  return code === OPEN_LIST || code === OPEN_MAP;
}

/** Reads a collection in brackets, whose further lines stand deeper than `parent`. */
export function readFlow(cursor: Cursor, parent: number, anchor: string | undefined): YamlSyntax {
  cursor.depth += 1;
  if (cursor.depth > MAX_DEPTH) giveUp();
  const node =
    cursor.text.charCodeAt(cursor.at) === OPEN_MAP ? readMap(cursor, parent, anchor) : readList(cursor, parent, anchor);
  cursor.depth -= 1;
  return node;
}

function readList(cursor: Cursor, parent: number, anchor: string | undefined): YamlSyntax {
  const start = cursor.at;
  const items: YamlSyntax[] = [];
  cursor.at += 1;
  while (peek(cursor, parent) !== CLOSE_LIST) {
    items.push(readValue(cursor, parent));
    if (!endItem(cursor, parent, CLOSE_LIST)) break;
  }
  cursor.at += 1;
  return { kind: 'list', items, start, end: cursor.at, anchor };
}

function readMap(cursor: Cursor, parent: number, anchor: string | undefined): YamlSyntax {
  const start = cursor.at;
  const pairs: YamlPair[] = [];
  cursor.at += 1;
  while (peek(cursor, parent) !== CLOSE_MAP) {
    const quoted = readQuoted(cursor, undefined);
    const key = quoted ?? readFlowPlain(cursor, undefined);
    if (cursor.text.charCodeAt(cursor.at) !== COLON) giveUp();
    cursor.at += 1;
    const next = peek(cursor, parent);
    if (next === COMMA || next === CLOSE_MAP) giveUp();
    pairs.push({ key, value: readValue(cursor, parent) });
    if (!endItem(cursor, parent, CLOSE_MAP)) break;
  }
  cursor.at += 1;
  return { kind: 'map', pairs, start, end: cursor.at, anchor };
}

function readValue(cursor: Cursor, parent: number): YamlSyntax {
  const alias = readAlias(cursor);
  if (alias !== undefined) return alias;
  const anchor = readAnchor(cursor);
  if (anchor !== undefined) peek(cursor, parent);
  if (startsFlow(cursor)) return readFlow(cursor, parent, anchor);
  return readQuoted(cursor, anchor) ?? readFlowPlain(cursor, anchor);
}

/** Moves over the comma behind an item; false at the closing bracket. */
function endItem(cursor: Cursor, parent: number, close: number): boolean {
  const next = peek(cursor, parent);
  if (next === close) return false;
  if (next !== COMMA) giveUp();
  cursor.at += 1;
  return true;
}

/** The sign of the next thing written. A line that starts no deeper than the block around it does not belong to the brackets. */
function peek(cursor: Cursor, parent: number): number {
  const { lineStart } = cursor;
  if (!skipBlank(cursor) || (cursor.lineStart !== lineStart && columnOf(cursor) <= parent)) giveUp();
  return cursor.text.charCodeAt(cursor.at);
}
