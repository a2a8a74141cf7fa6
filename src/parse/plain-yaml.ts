// The YAML that nearly all files are written in, read without the machinery of the whole language; anything else is left to a complete reader.
import { readBlockText } from './yaml-block-text.ts';
import {
  type Cursor,
  columnOf,
  enter,
  giveUp,
  isGap,
  isLineDone,
  skipBlank,
  skipSpaces,
  startCursor,
} from './yaml-cursor.ts';
import { readFlow, startsFlow } from './yaml-flow.ts';
import { readAlias, readAnchor } from './yaml-properties.ts';
import type { YamlPair, YamlSyntax, YamlText } from './yaml-syntax.ts';
import { endLine, findKeyColon, readPlain, readQuoted, startsPlain } from './yaml-text.ts';

/** Longest text read here. */
export const MAX_PLAIN_LENGTH = 250_000;
/** Longest key read here. */
const MAX_KEY_LENGTH = 500;
const DASH = '-'.charCodeAt(0);
const COLON = ':'.charCodeAt(0);

/**
 * Reads a text of one document. Throws BeyondPlainYaml where it meets tabs, tags, explicit keys, several
 * documents, quotes over several lines, whatever else is rare, and every error.
 */
export function readPlainYaml(text: string): YamlSyntax {
  if (text.length > MAX_PLAIN_LENGTH || /[\t\r\0]|^(?:---.|\.\.\.|%)/m.test(text)) giveUp();
  const cursor = startCursor(text);
  let isFilled = skipBlank(cursor);
  if (text.startsWith('---', cursor.lineStart)) {
    cursor.at = cursor.lineEnd;
    isFilled = skipBlank(cursor);
  }
  if (!isFilled || text.includes('\n---', cursor.at)) giveUp();
  const node = readBlock(cursor, -1, undefined);
  if (cursor.at < text.length) giveUp();
  return node;
}

/** Reads a value that starts its line, or stands behind the dash of a list. Ends at the next thing written behind it. */
function readBlock(cursor: Cursor, parent: number, anchor: string | undefined): YamlSyntax {
  enter(cursor);
  const node = isDash(cursor)
    ? readList(cursor, columnOf(cursor), anchor)
    : isKey(cursor)
      ? readMap(cursor, columnOf(cursor), anchor)
      : readInline(cursor, parent, anchor);
  cursor.depth -= 1;
  return node;
}

function isDash({ text, at }: Cursor): boolean {
  return text.charCodeAt(at) === DASH && isGap(text, at + 1);
}

/** Tells whether a line goes on as `key:`. */
function isKey(cursor: Cursor): boolean {
  const { text, at } = cursor;
  const first = text.charAt(at);
  if (first === '"' || first === "'") {
    const start = cursor.at;
    readQuoted(cursor, undefined);
    const found = text.charCodeAt(cursor.at) === COLON && isGap(text, cursor.at + 1);
    cursor.at = start;
    return found;
  }
  return startsPlain(text, at) && findKeyColon(cursor) !== -1;
}

function readMap(cursor: Cursor, indent: number, anchor: string | undefined): YamlSyntax {
  const start = cursor.at;
  const pairs: YamlPair[] = [];
  let end = start;
  while (cursor.at < cursor.text.length && columnOf(cursor) === indent && !isDash(cursor)) {
    const key = readKey(cursor);
    const value = readValue(cursor, indent, true);
    pairs.push({ key, value });
    end = value.end;
  }
  return { kind: 'map', pairs, start, end, anchor };
}

/** Reads a key and its colon. */
function readKey(cursor: Cursor): YamlText {
  const start = cursor.at;
  const quoted = readQuoted(cursor, undefined);
  if (quoted !== undefined) {
    if (cursor.text.charCodeAt(cursor.at) !== COLON || !isGap(cursor.text, cursor.at + 1)) giveUp();
    cursor.at += 1;
    return quoted;
  }
  const colon = startsPlain(cursor.text, start) ? findKeyColon(cursor) : -1;
  const text = cursor.text.slice(start, colon);
  if (colon === -1 || text.endsWith(' ') || text.length > MAX_KEY_LENGTH) giveUp();
  cursor.at = colon + 1;
  return { kind: 'text', text, plain: true, start, end: colon };
}

function readList(cursor: Cursor, indent: number, anchor: string | undefined): YamlSyntax {
  const start = cursor.at;
  const items: YamlSyntax[] = [];
  let end = start;
  while (cursor.at < cursor.text.length && columnOf(cursor) === indent && isDash(cursor)) {
    cursor.at += 1;
    const item = readValue(cursor, indent, false);
    items.push(item);
    end = item.end;
  }
  return { kind: 'list', items, start, end, anchor };
}

/** Reads what stands behind a colon or a dash. Below a key, a list may stand no deeper than the key. */
function readValue(cursor: Cursor, indent: number, belowKey: boolean): YamlSyntax {
  skipSpaces(cursor);
  const { at } = cursor;
  const alias = readAlias(cursor);
  if (alias !== undefined) {
    endLine(cursor);
    return settle(cursor, indent, alias);
  }
  const anchor = readAnchor(cursor);
  if (!isLineDone(cursor))
    return settle(
      cursor,
      indent,
      belowKey || anchor !== undefined ? readInline(cursor, indent, anchor) : readBlock(cursor, indent, undefined),
    );
  const isMore = skipBlank(cursor);
  const column = isMore ? columnOf(cursor) : -1;
  if (column > indent || (belowKey && column === indent && isDash(cursor))) {
    const isCommented = cursor.text.slice(at, cursor.at).includes('#');
    const node = readBlock(cursor, indent, anchor);
    // How far a text goes that stands below a comment is told by the place of the comment too.
    if (isCommented && node.kind === 'text') giveUp();
    return settle(cursor, indent, node);
  }
  if (anchor !== undefined) giveUp();
  return { kind: 'text', text: '', plain: true, start: at, end: at };
}

/** Nothing may stand deeper than a block and not belong to its last value. */
function settle(cursor: Cursor, indent: number, node: YamlSyntax): YamlSyntax {
  if (skipBlank(cursor) && columnOf(cursor) > indent) giveUp();
  return node;
}

/** Reads a value that is neither a mapping nor a list of lines. */
function readInline(cursor: Cursor, parent: number, anchor: string | undefined): YamlSyntax {
  const sign = cursor.text[cursor.at];
  if (sign === '|' || sign === '>') return readBlockText(cursor, parent, anchor);
  if (startsFlow(cursor)) {
    const flow = readFlow(cursor, parent, anchor);
    endLine(cursor);
    return flow;
  }
  const quoted = readQuoted(cursor, anchor);
  if (quoted !== undefined) {
    endLine(cursor);
    return quoted;
  }
  if (!startsPlain(cursor.text, cursor.at)) giveUp();
  return readPlain(cursor, parent, anchor);
}
