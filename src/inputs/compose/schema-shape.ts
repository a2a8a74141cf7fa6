// What a value may look like, and the check of a value against it.
import type { Location } from '../../model/location.ts';
import type { ListNode, MapNode, Node, ScalarNode } from './node.ts';

export type ScalarType = 'string' | 'integer' | 'number' | 'boolean' | 'null';

export interface ScalarShape {
  readonly types: readonly ScalarType[];
  readonly words?: readonly string[];
  readonly pattern?: RegExp;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface ListShape {
  readonly item: Shape;
  readonly unique?: boolean;
}

export interface MapShape {
  readonly keys: ReadonlyMap<string, Shape>;
  /** Shape of the values under keys that are not listed and match `name`. */
  readonly others?: Shape;
  readonly name?: RegExp;
  /** Keys that are neither listed nor match are let through unchecked. */
  readonly open?: boolean;
  /** `x-*` keys are allowed. */
  readonly extensions?: boolean;
  readonly required?: readonly string[];
}

/** A value may have any of the forms given; one without any form may be anything. */
export interface Shape {
  readonly scalar?: ScalarShape;
  readonly list?: ListShape;
  readonly map?: MapShape;
  readonly anything?: true;
}

export interface Mismatch {
  readonly path: string[];
  readonly reason: string;
  readonly at: Location;
}

/** Finds the first way in which a value differs from its shape. A scalar that holds a hole fits wherever a scalar is allowed. */
export function findMismatch(node: Node, shape: Shape): Mismatch | undefined {
  if (shape.anything === true) return undefined;
  if (node.kind === 'scalar' && shape.scalar !== undefined) return checkScalar(node, shape.scalar);
  if (node.kind === 'list' && shape.list !== undefined) return checkList(node, shape.list);
  if (node.kind === 'map' && shape.map !== undefined) return checkMap(node, shape.map);
  return mismatch(node, `must be ${describe(shape)}`);
}

function checkScalar(node: ScalarNode, shape: ScalarShape): Mismatch | undefined {
  if (node.hole !== undefined) return undefined;
  const { value } = node;
  if (!shape.types.some((type) => hasType(node, type))) return mismatch(node, `must be ${describe({ scalar: shape })}`);
  if (typeof value === 'string') {
    if (shape.words !== undefined && !shape.words.includes(value))
      return mismatch(node, `must be one of ${shape.words.join(', ')}`);
    if (shape.pattern !== undefined && !shape.pattern.test(value))
      return mismatch(node, `does not match the pattern ${shape.pattern.source}`);
  }
  if (typeof value === 'number') {
    if (shape.minimum !== undefined && value < shape.minimum)
      return mismatch(node, `must be greater than or equal to ${shape.minimum}`);
    if (shape.maximum !== undefined && value > shape.maximum)
      return mismatch(node, `must be less than or equal to ${shape.maximum}`);
  }
  return undefined;
}

function hasType(node: ScalarNode, type: ScalarType): boolean {
  if (type === 'null') return node.value === null;
  if (type === 'integer') return typeof node.value === 'number' && Number.isInteger(node.value);
  return typeof node.value === type;
}

function checkList(node: ListNode, shape: ListShape): Mismatch | undefined {
  const seen = new Map<string, number>();
  for (const [index, item] of node.items.entries()) {
    const found = findMismatch(item, shape.item);
    if (found !== undefined) return below(found, String(index));
    if (shape.unique !== true) continue;
    const key = identityOf(item);
    const earlier = key === undefined ? undefined : seen.get(key);
    if (earlier !== undefined) return mismatch(item, `items at index ${earlier} and ${index} are equal`);
    if (key !== undefined) seen.set(key, index);
  }
  return undefined;
}

function checkMap(node: MapNode, shape: MapShape): Mismatch | undefined {
  for (const [key, entry] of node.entries) {
    const known = shape.keys.get(key) ?? (shape.name === undefined || shape.name.test(key) ? shape.others : undefined);
    const allowed = known !== undefined || shape.open === true || (shape.extensions === true && key.startsWith('x-'));
    if (!allowed) return { path: [], reason: `additional properties '${key}' not allowed`, at: entry.key };
    const found = known === undefined ? undefined : findMismatch(entry.node, known);
    if (found !== undefined) return below(found, key);
  }
  const missing = shape.required?.find((key) => !node.entries.has(key));
  return missing === undefined ? undefined : mismatch(node, `missing property '${missing}'`);
}

/** A text that is equal for equal values; nothing where a hole keeps it from being known. Its length is that of the values. */
export function identityOf(node: Node): string | undefined {
  if (node.kind === 'scalar')
    return node.hole === undefined ? measured(`${typeof node.value} ${node.value}`) : undefined;
  const parts: string[] = [];
  if (node.kind === 'list') {
    for (const item of node.items) {
      const value = identityOf(item);
      if (value === undefined) return undefined;
      parts.push(value);
    }
    return `[${parts.join('')}]`;
  }
  for (const [key, entry] of [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const value = identityOf(entry.node);
    if (value === undefined) return undefined;
    parts.push(measured(key), value);
  }
  return `{${parts.join('')}}`;
}

/** A text with its length in front, so that joined texts stay apart without escapes. */
function measured(text: string): string {
  return `${text.length}:${text}`;
}

function mismatch(node: Node, reason: string): Mismatch {
  return { path: [], reason, at: node.origin.at };
}

function below(found: Mismatch, key: string): Mismatch {
  found.path.unshift(key);
  return found;
}

function describe(shape: Shape): string {
  const words: string[] = [...(shape.scalar?.types ?? [])];
  if (shape.list !== undefined) words.push('list');
  if (shape.map !== undefined) words.push('mapping');
  const last = words.pop() ?? 'value';
  const article = (words[0] ?? last) === 'integer' ? 'an' : 'a';
  return words.length === 0 ? `${article} ${last}` : `${article} ${words.join(', ')} or ${last}`;
}

// Builders, so that the tables read like the specification.

/** A scalar of one of the types. */
export function scalar(...types: ScalarType[]): Shape {
  return { scalar: { types } };
}

/** A list of items of a shape. */
export function listOf(item: Shape, unique = false): Shape {
  return { list: { item, unique } };
}

/** A mapping with the keys given and `x-*` keys. */
export function record(keys: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape {
  return { map: { keys: new Map(Object.entries(keys)), extensions: true, required } };
}

/** A mapping with exactly the keys given. */
export function closedRecord(keys: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape {
  return { map: { keys: new Map(Object.entries(keys)), required } };
}

/** A mapping from names to values of a shape; other names are refused, or let through where `open`. */
export function namesTo(others: Shape, name?: RegExp, open = false): Shape {
  return { map: { keys: new Map(), others, open, ...(name === undefined ? {} : { name }) } };
}

/** Any of several shapes that differ in form. */
export function either(...shapes: readonly Shape[]): Shape {
  return Object.assign({}, ...shapes) as Shape;
}
