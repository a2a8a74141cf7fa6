// YAML texts on one line: plain or in quotes; and plain ones that go on over several lines.
import { type Cursor, columnOf, giveUp, isGap, isLineDone, nextLine, skipBlank, skipSpaces } from './yaml-cursor.ts';
import type { YamlText } from './yaml-syntax.ts';

const QUOTE = 34;
const APOSTROPHE = 39;
/** Signs that mean something else than a text at its start. */
const INDICATORS = new Set([...',[]{}#&*!|>%@`'].map((sign) => sign.charCodeAt(0)));
const CONDITIONAL = new Set([...'-?:'].map((sign) => sign.charCodeAt(0)));
const FLOW_END = /[,[\]{}]/;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ['"', '"'],
  ['/', '/'],
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['0', '\0'],
  ['e', '\x1b'],
]);

/** Reads a text in quotes that ends on its line, if one starts here. */
export function readQuoted(cursor: Cursor, anchor: string | undefined): YamlText | undefined {
  const code = cursor.text.charCodeAt(cursor.at);
  if (code === QUOTE) return readDouble(cursor, anchor);
  return code === APOSTROPHE ? readSingle(cursor, anchor) : undefined;
}

function readDouble(cursor: Cursor, anchor: string | undefined): YamlText {
  const start = cursor.at;
  let close = cursor.text.indexOf('"', start + 1);
  while (close !== -1 && isEscaped(cursor.text, close)) close = cursor.text.indexOf('"', close + 1);
  if (close === -1 || close > cursor.lineEnd) giveUp();
  const inner = cursor.text.slice(start + 1, close);
  cursor.at = close + 1;
  const text = inner.includes('\\')
    ? inner.replaceAll(/\\(.)/gs, (_, sign: string) => ESCAPES.get(sign) ?? giveUp())
    : inner;
  return { kind: 'text', text, plain: false, start, end: cursor.at, anchor };
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === '\\') before -= 1;
  return (at - before) % 2 === 1;
}

function readSingle(cursor: Cursor, anchor: string | undefined): YamlText {
  const start = cursor.at;
  let close = cursor.text.indexOf("'", start + 1);
  while (close !== -1 && cursor.text.charCodeAt(close + 1) === APOSTROPHE) close = cursor.text.indexOf("'", close + 2);
  if (close === -1 || close > cursor.lineEnd) giveUp();
  const text = cursor.text.slice(start + 1, close).replaceAll("''", "'");
  cursor.at = close + 1;
  return { kind: 'text', text, plain: false, start, end: cursor.at, anchor };
}

/** Tells whether a plain text, and nothing else, may start here. */
export function startsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return !INDICATORS.has(code) && !(CONDITIONAL.has(code) && isGap(text, at + 1));
}

/** Offset of the colon that ends a plain key, or -1 where the line holds none. */
export function findKeyColon(cursor: Cursor): number {
  const line = cursor.text.slice(cursor.at, cursor.lineEnd);
  const comment = line.indexOf(' #');
  for (let colon = line.indexOf(':'); colon !== -1; colon = line.indexOf(':', colon + 1)) {
    if (comment !== -1 && comment < colon) return -1;
    if (isGap(line, colon + 1)) return cursor.at + colon;
  }
  return -1;
}

/** Reads a plain value in a block; lines that stand deeper than `parent` go on with it. */
export function readPlain(cursor: Cursor, parent: number, anchor: string | undefined): YamlText {
  const start = cursor.at;
  let text = readPlainLine(cursor);
  let end = cursor.at;
  for (;;) {
    skipSpaces(cursor);
    const isCommented = cursor.at < cursor.lineEnd;
    const { lineStart } = cursor;
    if (!skipBlank(cursor) || columnOf(cursor) <= parent) break;
    // A comment ends a text, and a line that is deeper is then out of place.
    if (isCommented || cursor.text.slice(end, cursor.at).includes('#')) giveUp();
    const breaks = countLines(cursor.text, lineStart, cursor.lineStart);
    text += (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)) + readPlainLine(cursor);
    end = cursor.at;
  }
  return { kind: 'text', text, plain: true, start, end, anchor };
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Reads up to a comment or the end of the line. */
function readPlainLine(cursor: Cursor): string {
  const line = cursor.text.slice(cursor.at, cursor.lineEnd);
  if (line.includes(': ') || line.endsWith(':')) giveUp();
  const comment = line.indexOf(' #');
  const text = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
  cursor.at += text.length;
  return text;
}

/** Reads a plain text inside brackets, on one line. */
export function readFlowPlain(cursor: Cursor, anchor: string | undefined): YamlText {
  if (!startsPlain(cursor.text, cursor.at)) giveUp();
  const start = cursor.at;
  const line = cursor.text.slice(start, cursor.lineEnd);
  const stop = line.search(FLOW_END);
  const whole = stop === -1 ? line : line.slice(0, stop);
  const text = whole.slice(0, endInFlow(whole)).trimEnd();
  if (text === '' || /^[-?:]$/.test(text)) giveUp();
  cursor.at += text.length;
  return { kind: 'text', text, plain: true, start, end: cursor.at, anchor };
}

/** Where a key or a comment cuts the text. */
function endInFlow(text: string): number {
  const colon = text.search(/:(?: |$)/);
  const comment = text.indexOf(' #');
  if (colon === -1) return comment === -1 ? text.length : comment;
  return comment === -1 ? colon : Math.min(colon, comment);
}

/** Moves behind a text to the end of its line; anything else than a comment there is no YAML of the plain kind. */
export function endLine(cursor: Cursor): void {
  const from = cursor.at;
  skipSpaces(cursor);
  if (!isLineDone(cursor) || (cursor.at === from && cursor.at < cursor.lineEnd)) giveUp();
  cursor.at = cursor.lineEnd;
  nextLine(cursor);
}
