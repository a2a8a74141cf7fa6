// JSON with the place of every key and value.
import { InputError, LimitError } from '../model/errors.ts';
import { placeFinder } from './text-place.ts';

export type JsonNode = JsonScalar | JsonList | JsonObject;

interface Placed {
  readonly start: number;
  readonly end: number;
}

export interface JsonScalar extends Placed {
  readonly kind: 'scalar';
  readonly value: null | boolean | number | string;
}

export interface JsonList extends Placed {
  readonly kind: 'list';
  readonly items: readonly JsonNode[];
}

export interface JsonObject extends Placed {
  readonly kind: 'object';
  /** By key; of a key that stands twice, the last. */
  readonly entries: ReadonlyMap<
    string,
    { readonly keyStart: number; readonly keyEnd: number; readonly node: JsonNode }
  >;
}

/** Deepest nesting that is read. */
const MAX_DEPTH = 200;
const BLANK = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: readonly (readonly [string, null | boolean])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
];

/** Reads a JSON text. Throws InputError with the place where it is none, LimitError where it is nested too deep. */
export function parseJsonTree(text: string, file: string): JsonNode {
  const fail = (at: number, message: string): never => {
    throw new InputError(`${file}: ${message}`, placeFinder(file, text)(at, Math.min(at + 1, text.length)));
  };
  const skip = (at: number): number => {
    BLANK.lastIndex = at;
    BLANK.test(text);
    return BLANK.lastIndex;
  };
  const root = readValue(skip(text.startsWith('\u{feff}') ? 1 : 0), 0);
  const rest = skip(root.end);
  if (rest < text.length) fail(rest, 'there is more text after the end of the JSON document');
  return root;

  function readValue(at: number, depth: number): JsonNode {
    if (depth > MAX_DEPTH)
      throw new LimitError(
        `${file}: nested deeper than the limit of ${MAX_DEPTH}`,
        placeFinder(file, text)(at, at + 1),
      );
    const char = text[at];
    if (char === undefined) return fail(at, 'the JSON document ends too early; is it cut off?');
    if (char === '{') return readObject(at, depth);
    if (char === '[') return readList(at, depth);
    if (char === '"') {
      const end = stringEnd(at);
      return { kind: 'scalar', value: decode(at, end), start: at, end };
    }
    for (const [word, value] of WORDS)
      if (text.startsWith(word, at)) return { kind: 'scalar', value, start: at, end: at + word.length };
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(text)?.[0];
    if (number === undefined) return fail(at, `\`${char}\` begins no JSON value`);
    return { kind: 'scalar', value: Number(number), start: at, end: at + number.length };
  }

  function readObject(start: number, depth: number): JsonObject {
    const entries = new Map<string, { keyStart: number; keyEnd: number; node: JsonNode }>();
    let at = skip(start + 1);
    if (text[at] === '}') return { kind: 'object', entries, start, end: at + 1 };
    for (;;) {
      if (text[at] !== '"')
        fail(
          at,
          text[at] === undefined
            ? 'the JSON document ends too early; is it cut off?'
            : 'a key in double quotes should stand here',
        );
      const keyEnd = stringEnd(at);
      const colon = skip(keyEnd);
      if (text[colon] !== ':') fail(colon, 'a colon should stand here');
      const node = readValue(skip(colon + 1), depth + 1);
      entries.set(decode(at, keyEnd), { keyStart: at, keyEnd, node });
      const next = skip(node.end);
      if (text[next] === '}') return { kind: 'object', entries, start, end: next + 1 };
      at = comma(next, '}');
    }
  }

  function readList(start: number, depth: number): JsonList {
    const items: JsonNode[] = [];
    let at = skip(start + 1);
    if (text[at] === ']') return { kind: 'list', items, start, end: at + 1 };
    for (;;) {
      const node = readValue(at, depth + 1);
      items.push(node);
      const next = skip(node.end);
      if (text[next] === ']') return { kind: 'list', items, start, end: next + 1 };
      at = comma(next, ']');
    }
  }

  function comma(at: number, closing: string): number {
    if (text[at] === ',') return skip(at + 1);
    return fail(
      at,
      text[at] === undefined
        ? 'the JSON document ends too early; is it cut off?'
        : `a comma or ${closing} should stand here`,
    );
  }

  function stringEnd(start: number): number {
    for (let at = start + 1; ; ) {
      const quote = text.indexOf('"', at);
      if (quote === -1) return fail(start, 'the text in quotes is not closed; is the document cut off?');
      let slashes = 0;
      while (text[quote - 1 - slashes] === '\\') slashes += 1;
      if (slashes % 2 === 0 || quote - slashes <= start) return quote + 1;
      at = quote + 1;
    }
  }

  function decode(start: number, end: number): string {
    try {
      const value: unknown = JSON.parse(text.slice(start, end));
      return typeof value === 'string' ? value : '';
    } catch {
      return fail(start, 'the text in quotes holds a character or escape that JSON does not allow');
    }
  }
}
