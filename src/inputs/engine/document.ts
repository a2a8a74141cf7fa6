// What a create request and an inspect document have in common: JSON in the names of the Docker API, with the place of each value.
import type { Location, Origin } from '../../model/location.ts';
import type { Absence } from '../../model/subject.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Path = readonly (string | number)[];

export interface EngineDocument {
  readonly root: Json;
  readonly kind: 'run' | 'inspect';
  readonly engine: 'docker' | 'podman';
  readonly declared: Location;
  readonly origin: (path: Path) => Origin | undefined;
  /** Why the value at a path is not known, where that is so. */
  readonly absence: (path: Path) => Absence | undefined;
  /** Why a text with a hole in it is not known; the path is where it stands. */
  readonly explain: (text: string, path: Path) => Absence;
  /** The text as it was written, for messages. */
  readonly spell: (text: string) => string;
  /** The value is written in the repository. */
  readonly literal: (path: Path) => boolean;
  /** The value stands in a file that the line names. */
  readonly fromFile: (path: Path) => boolean;
  /** Says that the value at a path has a type it cannot have. */
  readonly fail: (path: Path, wanted: string) => never;
}

/** Follows a path; null where it leads nowhere. Names that objects inherit lead nowhere. */
export function valueAt(document: EngineDocument, path: Path): Json {
  let value: Json = document.root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return null;
    if (isList(value)) value = typeof key === 'number' ? (value[key] ?? null) : null;
    else value = Object.hasOwn(value, key) ? (value[key] ?? null) : null;
  }
  return value;
}

/** The keys of an object at a path, in order; none for null. */
export function keysAt(document: EngineDocument, path: Path): readonly string[] {
  const value = valueAt(document, path);
  if (value === null) return [];
  if (typeof value !== 'object' || isList(value)) return document.fail(path, 'an object');
  return Object.keys(value);
}

/** The paths of the items of a list; none for null. */
export function itemsAt(document: EngineDocument, path: Path): readonly Path[] {
  const value = valueAt(document, path);
  if (value === null) return [];
  if (!isList(value)) return document.fail(path, 'a list');
  return value.map((_, index) => [...path, index]);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
