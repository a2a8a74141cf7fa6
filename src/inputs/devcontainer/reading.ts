// Reads values of a devcontainer file, each with its place; a value of a type it cannot have is an error that says so.
import type { Location } from '../../model/location.ts';
import type { TargetError } from '../../model/run.ts';
import type { JsonNode } from '../../parse/json-tree.ts';
import type { DeclaredWord } from '../declared-line.ts';
import { fillVariables } from './variables.ts';

export interface DevcontainerReading {
  readonly root: JsonNode;
  readonly place: (start: number, end: number) => Location;
  readonly expansions: string[];
  readonly errors: TargetError[];
  readonly notices: TargetError[];
}

/** The value under a path of keys. */
export function valueAt(root: JsonNode | undefined, ...path: readonly string[]): JsonNode | undefined {
  let node = root;
  for (const key of path) node = node?.kind === 'object' ? node.entries.get(key)?.node : undefined;
  return node?.kind === 'scalar' && node.value === null ? undefined : node;
}

/** The place of a value. */
export function placeOf(node: JsonNode, { place }: DevcontainerReading): Location {
  return place(node.start, node.end);
}

/** Says that a value is none of what belongs there. */
export function refuseValue(node: JsonNode, key: string, wanted: string, reading: DevcontainerReading): void {
  reading.errors.push({ message: `\`${key}\` is ${wanted}`, location: placeOf(node, reading) });
}

/** A text with its variables as holes, as a word of the line. */
export function readWord(
  node: JsonNode | undefined,
  key: string,
  reading: DevcontainerReading,
): DeclaredWord | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar' && node.value !== null)
    return { text: fillVariables(String(node.value), reading.expansions), at: placeOf(node, reading) };
  refuseValue(node, key, 'a text', reading);
  return undefined;
}

/** The texts of a list. */
export function readWords(node: JsonNode | undefined, key: string, reading: DevcontainerReading): DeclaredWord[] {
  if (node === undefined) return [];
  if (node.kind !== 'list') {
    refuseValue(node, key, 'a list of texts', reading);
    return [];
  }
  return node.items.flatMap((item) => readWord(item, key, reading) ?? []);
}

/** The texts of an object, by key. */
export function readPairs(
  node: JsonNode | undefined,
  key: string,
  reading: DevcontainerReading,
): { readonly name: string; readonly word: DeclaredWord }[] {
  if (node === undefined) return [];
  if (node.kind !== 'object') {
    refuseValue(node, key, 'an object with a text under each name', reading);
    return [];
  }
  return [...node.entries].flatMap(([name, entry]) => {
    if (entry.node.kind === 'scalar' && entry.node.value === null) return [];
    const word = readWord(entry.node, `${key}.${name}`, reading);
    return word === undefined ? [] : [{ name, word }];
  });
}

/** True or false; false where nothing is written. */
export function readSwitch(node: JsonNode | undefined, key: string, reading: DevcontainerReading): boolean {
  if (node === undefined) return false;
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  refuseValue(node, key, 'true or false', reading);
  return false;
}
