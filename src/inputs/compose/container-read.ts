// Reads values out of canonical nodes: known together with their place, or not known together with the reason.
import type { Origin } from '../../model/location.ts';
import type { Absence } from '../../model/subject.ts';
import { hasHole, showHoles } from '../../parse/hole.ts';
import type { Entry, Node, ScalarNode } from './node.ts';

/** A value that a file or a default of the engine states, or the reason why it cannot be known. */
export type Reading<T> =
  | { readonly known: true; readonly value: T; readonly origin: Origin | undefined }
  | { readonly known: false; readonly absence: Absence; readonly origin: Origin | undefined };

/** States a value; without an origin it is a default of the engine. */
export function known<T>(value: T, origin?: Origin): Reading<T> {
  return { known: true, value, origin };
}

/** States that a value cannot be known, and why. */
export function unknown(absence: Absence, origin?: Origin): Reading<never> {
  return { known: false, absence, origin };
}

/** Applies a function to a known value. */
export function mapReading<T, U>(reading: Reading<T>, change: (value: T) => U): Reading<U> {
  return reading.known ? known(change(reading.value), reading.origin) : reading;
}

/**
 * Follows keys into a node. A null counts as not written. An unresolved variable on the way is answered itself, so that whatever was to be
 * read below it comes out as not known.
 */
export function child(node: Node | undefined, ...keys: readonly string[]): Node | undefined {
  let current = node;
  for (const key of keys) {
    if (current === undefined || current.kind === 'list') return undefined;
    if (current.kind === 'scalar') return current.hole === undefined ? undefined : current;
    current = current.entries.get(key)?.node;
  }
  return current?.kind === 'scalar' && current.value === null && current.hole === undefined ? undefined : current;
}

/** The entries of a map, in order; none for anything else. */
export function entriesOf(node: Node | undefined): readonly (readonly [string, Entry])[] {
  return node?.kind === 'map' ? [...node.entries] : [];
}

/** The items of a list; a single scalar counts as a list of one. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  if (node === undefined || node.kind === 'map') return [];
  return node.kind === 'list' ? node.items : [node];
}

/** The reason why a node cannot be known, if it is an unresolved variable. */
export function holeOf(node: Node | undefined): Absence | undefined {
  return node?.kind === 'scalar' ? node.hole : undefined;
}

/** The text of a scalar as it stands, holes included, for messages; empty for anything else. */
export function plain(node: Node | undefined): string {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : '';
}

/** Reads a key of a map. Compose interpolates the items of a list, so a key that was made from one may hold a variable. */
export function readKey(key: string, { key: at, node }: Entry): Reading<string> {
  if (!hasHole(key)) return known(key);
  return unknown(
    holeOf(node) ?? { reason: `the name \`${showHoles(key)}\` has no value or default in the repository`, at },
  );
}

/** Reads a text; numbers and booleans come out as Compose would write them. */
export function readText(node: Node | undefined, fallback = ''): Reading<string> {
  return readScalar(node, fallback, (scalar) => (scalar.value === null ? fallback : String(scalar.value)));
}

const TRUE = new Set(['true', 'y', 'yes', 'on']);
const FALSE = new Set(['false', 'n', 'no', 'off', '']);

/** Reads a boolean, in any spelling that Compose takes. */
export function readBool(node: Node | undefined, fallback = false): Reading<boolean> {
  return readScalar(node, fallback, ({ value }) => {
    if (typeof value === 'boolean') return value;
    const word = String(value).toLowerCase();
    return TRUE.has(word) ? true : FALSE.has(word) ? false : undefined;
  });
}

/** Reads a number, also one written as text. */
export function readNumber(node: Node | undefined, fallback = 0): Reading<number> {
  return readScalar(node, fallback, ({ value }) => {
    if (typeof value === 'number') return value;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    return Number.isFinite(number) ? number : undefined;
  });
}

/** Reads a whole number; a fraction is cut, as the engine does. */
export function readInteger(node: Node | undefined, fallback = 0): Reading<number> {
  return mapReading(readNumber(node, fallback), Math.trunc);
}

/** Reads the words of a command. `undefined` stands for a word that is not known. */
export function readWords(node: Node | undefined): Reading<readonly (string | undefined)[]> {
  if (node === undefined) return known([]);
  const hole = holeOf(node);
  if (hole !== undefined) return unknown(hole, node.origin);
  return known(itemsOf(node).map(knownText), node.origin);
}

function knownText(node: Node): string | undefined {
  const reading = readText(node);
  return reading.known ? reading.value : undefined;
}

function readScalar<T>(node: Node | undefined, fallback: T, read: (scalar: ScalarNode) => T | undefined): Reading<T> {
  if (node === undefined) return known(fallback);
  if (node.kind !== 'scalar')
    return unknown({ reason: 'is written in a form that is not understood', at: node.origin.at }, node.origin);
  if (node.hole !== undefined) return unknown(node.hole, node.origin);
  const value = read(node);
  if (value !== undefined && !(typeof value === 'string' && hasHole(value))) return known(value, node.origin);
  return unknown({ reason: `\`${String(node.value)}\` is not understood here`, at: node.origin.at }, node.origin);
}
