// What was found, in an order that does not depend on which look saw it first.

/** The values in the order of their keys. */
export function sorted<T>(found: ReadonlyMap<string, T>): readonly T[] {
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
