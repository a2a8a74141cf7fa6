// YAML collections in brackets.
import { type Cursor, columnOf, enter, giveUp, skipBlank } from './yaml-cursor.ts';
import { readAlias, readAnchor } from './yaml-properties.ts';
import type { YamlPair, YamlSyntax } from './yaml-syntax.ts';
import { readFlowPlain, readQuoted } from './yaml-text.ts';

const COLON = ':'.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
const OPEN_LIST = '['.charCodeAt(0);
const CLOSE_LIST = ']'.charCodeAt(0);
const OPEN_MAP = '{'.charCodeAt(0);
const CLOSE_MAP = '}'.charCodeAt(0);

/** Tells whether a collection in brackets starts here. */
export function startsFlow(cursor: Cursor): boolean {
  const code = cursor.text.charCodeAt(cursor.at);
  return code === OPEN_LIST || code === OPEN_MAP;
}

/** Brackets on their way. */
interface Flow {
  /** Column of the block around the outermost brackets: their further lines stand deeper, and so do all others. */
  readonly parent: number;
  readonly close: number;
  readonly isOutermost: boolean;
}

/** Reads a collection in brackets that stands in a block with lines at the column `parent`. */
export function readFlow(cursor: Cursor, parent: number, anchor: string | undefined): YamlSyntax {
  return readBrackets(cursor, parent, true, anchor);
}

function readBrackets(cursor: Cursor, parent: number, isOutermost: boolean, anchor: string | undefined): YamlSyntax {
  enter(cursor);
  const start = cursor.at;
  const isMap = cursor.text.charCodeAt(start) === OPEN_MAP;
  const flow = { parent, close: isMap ? CLOSE_MAP : CLOSE_LIST, isOutermost };
  cursor.at += 1;
  const node: YamlSyntax = isMap
    ? { kind: 'map', pairs: readPairs(cursor, flow), start, end: cursor.at + 1, anchor }
    : { kind: 'list', items: readItems(cursor, flow), start, end: cursor.at + 1, anchor };
  cursor.at += 1;
  cursor.depth -= 1;
  return node;
}

/** Reads up to the closing bracket. */
function readItems(cursor: Cursor, flow: Flow): YamlSyntax[] {
  const items: YamlSyntax[] = [];
  while (peek(cursor, flow) !== flow.close) {
    items.push(readValue(cursor, flow));
    if (!endItem(cursor, flow)) break;
  }
  return items;
}

/** Reads up to the closing bracket. */
function readPairs(cursor: Cursor, flow: Flow): YamlPair[] {
  const pairs: YamlPair[] = [];
  while (peek(cursor, flow) !== flow.close) {
    const key = readQuoted(cursor, undefined) ?? readFlowPlain(cursor, undefined);
    if (cursor.text.charCodeAt(cursor.at) !== COLON) giveUp();
    cursor.at += 1;
    const next = peek(cursor, flow);
    if (next === COMMA || next === flow.close) giveUp();
    pairs.push({ key, value: readValue(cursor, flow) });
    if (!endItem(cursor, flow)) break;
  }
  return pairs;
}

function readValue(cursor: Cursor, flow: Flow): YamlSyntax {
  const alias = readAlias(cursor);
  if (alias !== undefined) return alias;
  const anchor = readAnchor(cursor);
  if (anchor !== undefined) peek(cursor, flow);
  if (startsFlow(cursor)) return readBrackets(cursor, flow.parent, false, anchor);
  return readQuoted(cursor, anchor) ?? readFlowPlain(cursor, anchor);
}

/** Moves over the comma behind an item; false at the closing bracket. */
function endItem(cursor: Cursor, flow: Flow): boolean {
  const next = peek(cursor, flow);
  if (next === flow.close) return false;
  if (next !== COMMA) giveUp();
  cursor.at += 1;
  return true;
}

/** The sign of the next thing written. Of lines no deeper than the block around, only one that starts with the last bracket belongs to the brackets. */
function peek(cursor: Cursor, { parent, close, isOutermost }: Flow): number {
  const { lineStart } = cursor;
  if (!skipBlank(cursor)) giveUp();
  const sign = cursor.text.charCodeAt(cursor.at);
  const isDeep = cursor.lineStart === lineStart || columnOf(cursor) > parent;
  if (!isDeep && !(isOutermost && sign === close && columnOf(cursor) === parent)) giveUp();
  return sign;
}
