// Anchors and aliases of YAML.
import { type Cursor, giveUp, isGap, skipSpaces } from './yaml-cursor.ts';
import type { YamlAlias } from './yaml-syntax.ts';

const NAME = /[\w.-]+/y;

/** Reads `*name`, if it stands here. */
export function readAlias(cursor: Cursor): YamlAlias | undefined {
  if (cursor.text[cursor.at] !== '*') return undefined;
  const start = cursor.at;
  const name = readName(cursor);
  return { kind: 'alias', name, start, end: cursor.at };
}

/** Reads `&name` and the spaces behind it, if it stands here. */
export function readAnchor(cursor: Cursor): string | undefined {
  if (cursor.text[cursor.at] !== '&') return undefined;
  const name = readName(cursor);
  if (!isGap(cursor.text, cursor.at)) giveUp();
  skipSpaces(cursor);
  return name;
}

function readName(cursor: Cursor): string {
  NAME.lastIndex = cursor.at + 1;
  const name = NAME.exec(cursor.text)?.[0] ?? giveUp();
  cursor.at += 1 + name.length;
  return name;
}
