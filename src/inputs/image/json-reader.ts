// Reads fields of JSON that anybody may have written, one by one; what has the wrong type is left out and remembered.
import { isObject } from '../../parse/json-object.ts';
import { foldKey } from '../../parse/oci/go-keys.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Answers empty values for what is not there or not understood. */
export interface JsonReader {
  /** What was not understood and why, by the key of the document. */
  readonly unread: ReadonlyMap<string, string>;
  /** The same in words, and what else was odd. */
  readonly notices: readonly string[];
  has(from: Json, key: string): boolean;
  text(from: Json, key: string): string;
  texts(from: Json, key: string): string[];
  list(from: Json, key: string): readonly unknown[];
  object(from: Json, key: string): Json;
  keys(from: Json, key: string): string[];
  map(from: Json, key: string): Readonly<Record<string, string>>;
}

/** Longest list that is read. */
export const MAX_ITEMS = 10_000;
const MOST_NOTICES = 20;

/** Opens a reader that calls the document `what`. Null is what Go writes for nothing; keys are found whatever their case, as engines find them. */
export function openJsonReader(what: string): JsonReader {
  const notices: string[] = [];
  const unread = new Map<string, string>();
  const note = (text: string) => {
    if (notices.length < MOST_NOTICES && !notices.includes(text)) notices.push(text);
  };
  const wrong = (key: string, problem: string) => {
    const text = `${key} in ${what} ${problem}`;
    unread.set(key, text);
    note(text);
  };
  const find = keyFinder();
  const own = (from: Json, key: string): unknown => {
    const spellings = find(from, key);
    if (spellings.length > 1) wrong(key, 'is there more than once, in different cases');
    const [spelling] = spellings;
    if (spelling === undefined || spellings.length > 1) return undefined;
    if (spelling !== key) note(`${key} in ${what} is written ${JSON.stringify(spelling)}`);
    return from[spelling] ?? undefined;
  };
  const list = (from: Json, key: string): readonly unknown[] => {
    const value = own(from, key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) wrong(key, 'is no list');
    else if (value.length > MAX_ITEMS) wrong(key, `is longer than the limit of ${MAX_ITEMS} entries`);
    else return value;
    return [];
  };
  const object = (from: Json, key: string): Json => {
    const value = own(from, key);
    if (isObject(value)) return value;
    if (value !== undefined) wrong(key, 'is no object');
    return {};
  };
  return {
    unread,
    notices,
    has: (from, key) => own(from, key) !== undefined,
    list,
    object,
    text(from, key) {
      const value = own(from, key);
      if (value !== undefined && typeof value !== 'string') wrong(key, 'is no text');
      return typeof value === 'string' ? value : '';
    },
    texts(from, key) {
      const value = own(from, key);
      // Old builders wrote one word where a list belongs.
      if (typeof value === 'string') return [value];
      const items = list(from, key);
      if (items.every((item) => typeof item === 'string')) return [...items];
      wrong(key, 'is no list of texts');
      return [];
    },
    keys(from, key) {
      const keys = Object.keys(object(from, key));
      if (keys.length <= MAX_ITEMS) return keys;
      wrong(key, `has more keys than the limit of ${MAX_ITEMS}`);
      return [];
    },
    map(from, key) {
      const texts: Record<string, string> = Object.create(null);
      for (const [name, value] of Object.entries(object(from, key)))
        if (typeof value === 'string') texts[name] = value;
        else wrong(key, 'holds a value that is no text');
      return texts;
    },
  };
}

/** Finds the spellings of a key that an object has; each object is gone through once. */
function keyFinder(): (from: Json, key: string) => readonly string[] {
  const folded = new WeakMap<Json, Map<string, string[]>>();
  return (from, key) => {
    let spellings = folded.get(from);
    if (spellings === undefined) {
      spellings = new Map();
      for (const own of Object.keys(from)) {
        const fold = foldKey(own);
        const known = spellings.get(fold);
        if (known === undefined) spellings.set(fold, [own]);
        else known.push(own);
      }
      folded.set(from, spellings);
    }
    return spellings.get(foldKey(key)) ?? [];
  };
}
