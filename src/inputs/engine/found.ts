// Reads single values of an engine document: known with their place, or not known with the reason.
import type { Origin } from '../../model/location.ts';
import type { Absence } from '../../model/subject.ts';
import { hasHole } from '../../parse/hole.ts';
import { type EngineDocument, itemsAt, type Path, valueAt } from './document.ts';

/** A value that the document or a default of the engine states, or the reason why it cannot be known. */
export type Found<T> =
  | { readonly known: true; readonly value: T; readonly origin?: Origin }
  | { readonly known: false; readonly absence: Absence; readonly origin?: Origin };

/** States a value; without an origin it is a default of the engine. */
export function found<T>(value: T, origin?: Origin): Found<T> {
  return origin === undefined ? { known: true, value } : { known: true, value, origin };
}

/** States that a value cannot be known, and why. */
export function lost(absence: Absence, origin?: Origin): Found<never> {
  return origin === undefined ? { known: false, absence } : { known: false, absence, origin };
}

/** Applies a function to a known value. */
export function change<T, U>(reading: Found<T>, convert: (value: T) => U): Found<U> {
  return reading.known ? found(convert(reading.value), reading.origin) : reading;
}

/** Reads a text. */
export function readText(document: EngineDocument, path: Path, fallback = ''): Found<string> {
  return read(document, path, fallback, 'a text', (value) => (typeof value === 'string' ? value : undefined));
}

/** Reads a boolean. */
export function readBool(document: EngineDocument, path: Path): Found<boolean> {
  return read(document, path, false, 'true or false', (value) => (typeof value === 'boolean' ? value : undefined));
}

/** Reads a whole number. */
export function readInt(document: EngineDocument, path: Path, fallback = 0): Found<number> {
  return read(document, path, fallback, 'a whole number', (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined,
  );
}

/** Reads a list of texts; `undefined` stands for one that is not known. */
export function readTexts(document: EngineDocument, path: Path): Found<readonly (string | undefined)[]> {
  const absence = document.absence(path);
  if (absence !== undefined) return lost(absence, document.origin(path));
  const items = itemsAt(document, path);
  const texts = items.map((item) => {
    const reading = readText(document, item);
    return reading.known ? reading.value : undefined;
  });
  const [first] = items;
  return found(texts, document.origin(path) ?? (first === undefined ? undefined : document.origin(first)));
}

function read<T>(
  document: EngineDocument,
  path: Path,
  fallback: T,
  wanted: string,
  accept: (value: unknown) => T | undefined,
): Found<T> {
  const origin = document.origin(path);
  const absence = document.absence(path);
  if (absence !== undefined) return lost(absence, origin);
  const value = valueAt(document, path);
  if (value === null) return found(fallback, origin);
  const accepted = accept(value);
  if (accepted === undefined) return document.fail(path, wanted);
  if (typeof accepted === 'string' && hasHole(accepted)) return lost(document.explain(accepted, path), origin);
  return found(accepted, origin);
}
