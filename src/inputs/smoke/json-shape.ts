// Reads JSON of which every key is known. Whatever has another shape is refused with its path and its line.
import { InputError, LimitError } from '../../model/errors.ts';
import type { Location } from '../../model/location.ts';
import type { JsonNode } from '../../parse/json-tree.ts';
import { nearest } from '../../parse/nearest.ts';

/** Longest list and longest text that are read. */
const MAX_ITEMS = 10_000;
const MAX_TEXT = 65_536;

/** What is being read. */
export interface Document {
  readonly file: string;
  readonly place: (start: number, end: number) => Location;
}

/** Reads one value; `path` is said in messages. Throws InputError. */
export type Read<T> = (node: JsonNode, path: string, from: Document) => T;

interface OptionalKey<T> {
  readonly optional: Read<T>;
}

/** How to read every key of `T`; what may be absent there is marked so here. */
export type Shape<T> = {
  readonly [K in keyof T]-?: Partial<Pick<T, K>> extends Pick<T, K>
    ? OptionalKey<Exclude<T[K], undefined>>
    : Read<T[K]>;
};

/** Marks a key that may be left out. */
export function optional<T>(read: Read<T>): OptionalKey<T> {
  return { optional: read };
}

/** An object with these keys and no others. */
export function object<T extends object>(shape: Shape<T>): Read<T> {
  const keys = Object.entries<Read<unknown> | OptionalKey<unknown>>(shape);
  return (node, path, from) => {
    if (node.kind !== 'object') return refuse(node, path, 'must be an object in braces', from);
    for (const [key, { node: value }] of node.entries) {
      if (Object.hasOwn(shape, key)) continue;
      const near = nearest(key, Object.keys(shape));
      const hint =
        near === undefined ? 'a newer version of this tool may have written it' : `did you mean \`${near}\`?`;
      refuse(value, join(path, key), `is not known; ${hint}`, from);
    }
    const read = keys.flatMap(([key, own]) => {
      const value = node.entries.get(key)?.node;
      if (value !== undefined) return [[key, readerOf(own)(value, join(path, key), from)] as const];
      return typeof own === 'function' ? refuse(node, join(path, key), 'is missing', from) : [];
    });
    return Object.fromEntries(read) as T;
  };
}

/** A list of values of one kind. */
export function list<T>(read: Read<T>): Read<readonly T[]> {
  return (node, path, from) => {
    if (node.kind !== 'list') return refuse(node, path, 'must be a list in brackets', from);
    if (node.items.length > MAX_ITEMS)
      return exceed(node, path, `is longer than the limit of ${MAX_ITEMS} items`, from);
    return node.items.map((item, index) => read(item, `${path}[${index}]`, from));
  };
}

/** An object with any keys and values of one kind. */
export function map<T>(read: Read<T>): Read<Readonly<Record<string, T>>> {
  return (node, path, from) => {
    if (node.kind !== 'object') return refuse(node, path, 'must be an object in braces', from);
    if (node.entries.size > MAX_ITEMS) return exceed(node, path, `has more keys than the limit of ${MAX_ITEMS}`, from);
    return Object.fromEntries([...node.entries].map(([key, own]) => [key, read(own.node, join(path, key), from)]));
  };
}

/** One of these words or numbers. */
export function oneOf<const T extends string | number>(values: readonly T[]): Read<T> {
  return (node, path, from) => {
    const found = node.kind === 'scalar' ? values.find((value) => value === node.value) : undefined;
    return found ?? refuse(node, path, `must be one of ${values.join(', ')}`, from);
  };
}

export const text: Read<string> = (node, path, from) => {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return refuse(node, path, 'must be a text', from);
  if (node.value.length <= MAX_TEXT) return node.value;
  return exceed(node, path, `is longer than the limit of ${MAX_TEXT} characters`, from);
};

export const flag: Read<boolean> = (node, path, from) =>
  node.kind === 'scalar' && typeof node.value === 'boolean'
    ? node.value
    : refuse(node, path, 'must be true or false', from);

/** A whole number of any sign, such as an exit code. */
export const whole: Read<number> = (node, path, from) => {
  const value = node.kind === 'scalar' ? node.value : undefined;
  return typeof value === 'number' && Number.isInteger(value)
    ? value
    : refuse(node, path, 'must be a whole number', from);
};

/** A whole number from 0 up. */
export const count: Read<number> = (node, path, from) => {
  const value = whole(node, path, from);
  return value >= 0 ? value : refuse(node, path, 'must not be negative', from);
};

/** A number from 0 up, such as seconds. */
export const measure: Read<number> = (node, path, from) => {
  const value = node.kind === 'scalar' ? node.value : undefined;
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? value
    : refuse(node, path, 'must be a number from 0 up', from);
};

function readerOf(own: Read<unknown> | OptionalKey<unknown>): Read<unknown> {
  return typeof own === 'function' ? own : own.optional;
}

function join(path: string, key: string): string {
  const shown = key.length > 100 ? `${key.slice(0, 100)}…` : key;
  if (!/^\w+$/.test(shown)) return `${path}[${JSON.stringify(shown)}]`;
  return path === '' ? shown : `${path}.${shown}`;
}

function refuse(node: JsonNode, path: string, problem: string, { file, place }: Document): never {
  throw new InputError(`${file}: ${named(path)} ${problem}`, place(node.start, node.start + 1));
}

function exceed(node: JsonNode, path: string, problem: string, { file, place }: Document): never {
  throw new LimitError(`${file}: ${named(path)} ${problem}`, place(node.start, node.start + 1));
}

function named(path: string): string {
  return path === '' ? 'the document' : `\`${path}\``;
}
