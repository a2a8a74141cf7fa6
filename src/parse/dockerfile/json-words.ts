// The JSON form of an instruction: an array of strings, read strictly, each string with its place.
import type { DockerfileWord } from './tree.ts';

/** Tells whether a text is an array of strings. */
export function isJsonWords(text: string): boolean {
  return readJsonWords(text, 0) !== undefined;
}

/** Reads an array of strings; `undefined` where the text is anything else, which makes it the shell form. */
export function readJsonWords(text: string, offset: number): DockerfileWord[] | undefined {
  let at = skipSpace(text, 0);
  if (text[at] !== '[') return undefined;
  at = skipSpace(text, at + 1);
  const words: DockerfileWord[] = [];
  while (text[at] !== ']' || words.length > 0) {
    const end = stringEnd(text, at);
    const value = end === undefined ? undefined : parseString(text.slice(at, end));
    if (end === undefined || value === undefined) return undefined;
    words.push({ text: value, start: offset + at, end: offset + end });
    at = skipSpace(text, end);
    if (text[at] === ']') break;
    if (text[at] !== ',') return undefined;
    at = skipSpace(text, at + 1);
  }
  return skipSpace(text, at + 1) === text.length ? words : undefined;
}

function stringEnd(text: string, start: number): number | undefined {
  if (text[start] !== '"') return undefined;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return undefined;
}

function parseString(token: string): string | undefined {
  try {
    const value: unknown = JSON.parse(token);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  return at;
}
