// Values of the documents of an engine: what is missing or of another type is absent, never an error.
import { InputError } from '../model/errors.ts';
import { isObject } from '../parse/json-object.ts';

/** A value by the names that lead to it. */
export function fieldOf(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), value);
}

/** A text; empty where there is none. */
export function textOf(value: unknown, ...path: readonly string[]): string {
  const found = fieldOf(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** The texts of a list. */
export function textsOf(value: unknown, ...path: readonly string[]): string[] {
  return listOf(value, ...path).filter((item) => typeof item === 'string');
}

/** A list; empty where there is none. */
export function listOf(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = fieldOf(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** A number that counts something: whole, and not below zero. */
export function countOf(value: unknown, ...path: readonly string[]): number | undefined {
  const found = fieldOf(value, ...path);
  return typeof found === 'number' && Number.isInteger(found) && found >= 0 ? found : undefined;
}

/** Whether a flag is set; one that is missing is not. */
export function flagOf(value: unknown, ...path: readonly string[]): boolean {
  return fieldOf(value, ...path) === true;
}

/** The document itself, which must be a list. Engines written in Go say `null` for an empty one. */
export function itemsOf(document: unknown, what: string): readonly unknown[] {
  if (Array.isArray(document)) return document;
  if (document === null) return [];
  throw new InputError(`the engine gives no list of its ${what}`);
}
